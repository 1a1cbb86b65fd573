"""Every indicator that is declared, found in `metrics/indicators`: no list to keep up to date."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache
from typing import Any

import metrics.indicators
from data.errors import nearest
from data.refusals import catalogue as refusals
from data.words import Perspective
from metrics.definition.indicator import Indicator


@cache
def declared() -> Mapping[str, Indicator]:
    """Name → indicator as the code declares them now, in the order of the perspectives, then of their own `order`.

    What is published is answered by the catalogue of its own run, which its `Snapshot` carries; this one is for what
    is to be published, for documents and for tests.
    """
    indicators = [
        value
        for module in pkgutil.iter_modules(metrics.indicators.__path__, "metrics.indicators.")
        for value in vars(importlib.import_module(module.name)).values()
        if isinstance(value, Indicator)
    ]
    perspectives = list(Perspective)
    ordered = sorted(indicators, key=lambda i: (perspectives.index(i.perspective), i.order, i.name))
    return {i.name: i for i in ordered}


def indicator(name: str, catalogue: Mapping[str, Indicator]) -> Indicator:
    """The indicator of that name.

    Raises: UserError, naming the nearest ones; or saying why who reads may not see it.
    """
    if refusal := getattr(catalogue, "refused", {}).get(name):
        raise refusal
    if name not in catalogue:
        raise refusals.UNKNOWN_INDICATOR(name=name, nearest=nearest(name, catalogue))
    return catalogue[name]


def described(catalogue: Mapping[str, Indicator]) -> list[dict[str, Any]]:
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
        for i in catalogue.values()
    ]
