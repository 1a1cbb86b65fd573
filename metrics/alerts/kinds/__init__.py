"""The kinds of rules, found: a file here with a `KIND` is one, and nothing else has to know it."""

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from metrics.alerts.kind import Kind


@cache
def kinds() -> Mapping[str, Kind]:
    """Code → kind."""
    found = [importlib.import_module(f"{__name__}.{module.name}").KIND for module in pkgutil.iter_modules(__path__)]
    return {kind.code: kind for kind in found}
