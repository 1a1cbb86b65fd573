"""Penalised lines against what scikit-learn says of the same rows."""

import numpy as np
import pytest
from sklearn.linear_model import Ridge

from pipelines.forecast.models import ridge


@pytest.mark.parametrize("targets", [(), (3,)])
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(("rows", "columns"), [(60, 4), (10, 30)])
def test_lines_are_those_of_the_library(targets, weighted, rows, columns):
    rng = np.random.default_rng(0)
    x, y = 5 + rng.normal(size=(rows, columns)), rng.normal(size=(rows, *targets)) + 100
    weights = rng.uniform(0.1, 2, rows) if weighted else None
    ours, theirs = ridge.fit(x, y, 2.0, weights), Ridge(alpha=2.0).fit(x, y, sample_weight=weights)
    assert ours.coefficients == pytest.approx(theirs.coef_.T)
    assert ours.predict(x) == pytest.approx(theirs.predict(x))
