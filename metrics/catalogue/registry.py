"""Every indicator that is declared, found in `metrics/indicators`: no list to keep up to date."""

import importlib
import pkgutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from typing import Any

import metrics.indicators
from data.errors import UserError, nearest
from data.words import Perspective
from metrics.definition.indicator import Indicator

_of_the_day: ContextVar[Mapping[str, Indicator] | None] = ContextVar("catalogue of the day", default=None)


def catalogue() -> Mapping[str, Indicator]:
    """Name → indicator, in the order of the perspectives, then as declared; within `as_declared`, those of then."""
    return _of_the_day.get() or declared_now()


@contextmanager
def as_declared(then: Mapping[str, Indicator] | None) -> Iterator[None]:
    """Whatever is asked within is answered by an earlier catalogue (`metrics.catalogue.versions`); None is today's."""
    before = _of_the_day.set(then)
    try:
        yield
    finally:
        _of_the_day.reset(before)


@cache
def declared_now() -> dict[str, Indicator]:
    """The same as the code declares it now."""
    found = [
        value
        for module in pkgutil.iter_modules(metrics.indicators.__path__, "metrics.indicators.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Indicator)
    ]
    order = list(Perspective)
    return {i.name: i for i in sorted(found, key=lambda i: order.index(i.perspective))}


def indicator(name: str) -> Indicator:
    """The indicator of that name.

    Raises: UserError, naming the nearest ones.
    """
    if name not in catalogue():
        raise UserError(f"There is no indicator '{name}': {nearest(name, catalogue())}")
    return catalogue()[name]


def described() -> list[dict[str, Any]]:
    """Every indicator as plain values: codes as codes, every text as `{"en": …, "fr": …}`."""
    texts = ("title", "definition", "why_it_matters", "caveat", "owner")
    return [
        {
            "name": i.name,
            "perspective": i.perspective.value,
            "kind": i.kind.value,
            "unit": i.unit.value,
            "scale": i.scale,
            "better": i.better.value,
            "headline": i.headline,
            "frequency": i.frequency.value,
            "factor": i.factor.value,
            "sampling": i.sampling.value,
            "restricted": i.restricted,
            "breakdowns": i.breakdowns,
            "records": i.records,
            **{name: getattr(i, name)._asdict() for name in texts},
        }
        for i in catalogue().values()
    ]
