"""Penalised lines through many columns at once, without the libraries that a short forecast need not wait for."""

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, eq=False)
class Ridge:
    """Lines of one or several targets: `coefficients` (column × target) and what they say where all columns are 0."""

    coefficients: np.ndarray
    intercept: np.ndarray

    def predict(self, x: np.ndarray) -> np.ndarray:
        """What the lines say at the rows of `x`."""
        return x @ self.coefficients + self.intercept


def fit(x: np.ndarray, y: np.ndarray, penalty: float, weights: np.ndarray | None = None) -> Ridge:
    """The lines of least squares (weighted) plus `penalty` times the squares of their coefficients."""
    share = np.ones(len(x)) if weights is None else weights
    x_mean, y_mean = np.average(x, axis=0, weights=share), np.average(y, axis=0, weights=share)
    root = np.sqrt(share)
    columns = (x - x_mean) * root[:, None]
    targets = (y - y_mean) * (root if y.ndim == 1 else root[:, None])
    coefficients = np.linalg.solve(columns.T @ columns + penalty * np.eye(x.shape[1]), columns.T @ targets)
    return Ridge(coefficients, y_mean - x_mean @ coefficients)
