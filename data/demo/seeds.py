"""Randomness that depends on the seed, the table and the block (a month, a day, a year) and on nothing else.

A block is always drawn whole and cut afterwards, so rows up to a day are the same for every later last day.
"""

import zlib
from collections.abc import Callable
from functools import lru_cache, wraps

import numpy as np


def stream(seed: int, table: str, block: int = 0) -> np.random.Generator:
    """The random numbers of one block of one table."""
    return np.random.default_rng([seed, zlib.crc32(table.encode()), block])


def cache_by_month(function: Callable[..., np.ndarray]) -> Callable[..., np.ndarray]:
    """Keeps what a function of consecutive days gives, since every line and channel needs it again."""

    @lru_cache(maxsize=512)
    def cached(start: int, length: int, *more: object) -> np.ndarray:
        values = function(np.arange(start, start + length).astype("datetime64[D]"), *more)
        values.flags.writeable = False
        return values

    @wraps(function)
    def wrapper(days: np.ndarray, *more: object) -> np.ndarray:
        return cached(int(days[0].astype(int)), len(days), *more)

    return wrapper


def mix_bits(numbers: np.ndarray, salt: int) -> np.ndarray:
    """64 well-mixed bits per number (splitmix64): the same number and salt give the same bits everywhere."""
    with np.errstate(over="ignore"):
        bits = numbers.astype(np.uint64) + np.uint64(salt) * np.uint64(0x9E3779B97F4A7C15)
        bits = (bits ^ (bits >> np.uint64(30))) * np.uint64(0xBF58476D1CE4E5B9)
        bits = (bits ^ (bits >> np.uint64(27))) * np.uint64(0x94D049BB133111EB)
        return bits ^ (bits >> np.uint64(31))
