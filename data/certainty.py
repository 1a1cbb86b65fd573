"""What we know and types do not say: which kind of value stands in a table, and that something is there."""

from typing import TypeVar

Thing = TypeVar("Thing")


def scalar(value: object, kind: type[Thing]) -> Thing:
    """A value out of a table as the kind that its column holds: Polars itself says only that it is one of many.

    Raises: TypeError for another kind and for null, which is a mistake in our code. A whole number is a float, too.
    """
    if isinstance(value, (int, float) if kind is float else kind):
        return value  # type: ignore[return-value]  # a whole number stands for a float, as in Python's own types
    raise TypeError(f"{value!r} is no {kind.__name__}")


def scalar_or_none(value: object, kind: type[Thing]) -> Thing | None:
    """The same of a column that may hold null."""
    return None if value is None else scalar(value, kind)


def present(value: Thing | None) -> Thing:
    """What must be there at this place.

    Raises: TypeError where it is not, which is a mistake in our code.
    """
    if value is None:
        raise TypeError("what must be there is missing")
    return value
