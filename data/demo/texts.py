"""Texts that are all of one length, laid down byte by byte: quicker than any formatting of single values."""

import numpy as np
import polars as pl
import pyarrow as pa


def hexadecimal(bits: np.ndarray, digits: int = 12) -> pl.Series:
    """The first hexadecimal digits of 64-bit numbers."""
    text = np.frombuffer(bits.astype(">u8").tobytes().hex().encode(), dtype=np.uint8).reshape(-1, 16)
    return _texts(text[:, :digits])


def numbers(before: str, counted: np.ndarray, digits: int) -> pl.Series:
    """Whole numbers filled up with zeros, after some letters."""
    letters = np.empty((len(counted), len(before) + digits), dtype=np.uint8)
    letters[:, : len(before)] = np.frombuffer(before.encode("ascii"), dtype=np.uint8)
    rest = counted.astype(np.int32)
    for place in range(len(before) + digits - 1, len(before) - 1, -1):
        rest, digit = np.divmod(rest, 10)
        letters[:, place] = digit + ord("0")
    return _texts(letters)


def _texts(letters: np.ndarray) -> pl.Series:
    rows, length = letters.shape
    ends = np.arange(0, rows * length + 1, length, dtype=np.int64)
    buffers = pa.py_buffer(ends), pa.py_buffer(np.ascontiguousarray(letters))
    return pl.Series(pa.LargeStringArray.from_buffers(rows, *buffers), dtype=pl.String)
