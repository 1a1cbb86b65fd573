"""The only cache of what pages read: what was answered is kept under everything that was asked.

A snapshot never changes, so an answer cannot go stale; it is known by its run and not by its tables. No viewer meets
another's answers, because what a viewer may see is part of the question.
"""

from collections.abc import Callable, Hashable, Mapping, Sequence
from functools import wraps
from inspect import Parameter, signature
from typing import Any, TypeVar

import polars as pl

from dashboard.queries.memory import Memory
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from metrics.definition.limits import rights, unlimited
from metrics.planning import demand
from metrics.quality import readiness

Answers = TypeVar("Answers", bound=Callable[..., Any])
By = Callable[[Snapshot], tuple[str, ...]]

_KEPT: list[Memory] = []
_NOT_TOLD = object()


def edition(snapshot: Snapshot) -> tuple[str, ...]:
    """What tells a snapshot from every other: its home, run, catalogue, the moment whose targets hold, whose it is.

    And the tables whose rows were let go of since: what was read of them before is not shown any more.
    """
    manifest, lost = snapshot.manifest, " ".join(sorted(unlimited(snapshot).lost))
    return str(snapshot.home), manifest.run, manifest.catalogue, str(snapshot.as_of), rights(snapshot), lost


def with_readings(snapshot: Snapshot) -> tuple[str, ...]:
    """The same, and when sources were last read: a run that finds nothing new publishes no new edition."""
    return *edition(snapshot), str(readiness.last_read_at(snapshot.manifest))


def with_all(snapshot: Snapshot) -> tuple[str, ...]:
    """The edition of all that a run brings: its readings and its forecasts."""
    return *with_readings(snapshot), *with_forecasts(snapshot)


def with_forecasts(snapshot: Snapshot) -> tuple[str, ...]:
    """The same, and the forecasts that belong to it: they are made after a run, and can be made again."""
    forecasts = demand.forecast_run(snapshot)
    return *edition(snapshot), *((forecasts.run, str(forecasts.made_at)) if forecasts else ())


def cached(max_entries: int, *, by: By = edition) -> Callable[[Answers], Answers]:
    """Keeps the answers of a function; `by`: what of a snapshot an answer depends on.

    Streamlit's own cache writes every question out and hashes it, which takes longer than many an answer. An argument
    whose name begins with _ is no part of the question. The answers are shared between all readers, so nobody may
    change them.
    """

    def decorate(function: Answers) -> Answers:
        memory, parameters = _memory(max_entries), list(signature(function).parameters.values())

        @wraps(function)
        def ask(*given: Any, **named: Any) -> Any:
            key = _question(parameters, given, named, by)
            return memory.get(key, lambda: function(*given, **named))

        return ask  # type: ignore[return-value]  # it takes and gives what the function does

    return decorate


def cached_each(max_entries: int) -> Callable[[Answers], Answers]:
    """Keeps the answers of a function to many names, `function(snapshot, names, …)`, each for itself.

    Whoever asks about one of them finds what was answered for all, and only those that nobody asked about yet are
    worked out, together.
    """

    def decorate(function: Answers) -> Answers:
        memory = _memory(max_entries)

        @wraps(function)
        def ask(snapshot: Snapshot, names: Sequence[str], *others: Any) -> tuple[Any, ...]:
            rest = (edition(snapshot), *(_part(other, edition) for other in others))
            answers = memory.get_each(rest, names, lambda missing: function(snapshot, missing, *others))
            return tuple(answers[name] for name in names)

        return ask  # type: ignore[return-value]  # it takes and gives what the function does

    return decorate


def forget() -> None:
    """Nothing that was answered is known any more; for tests, which change what a home holds."""
    for memory in _KEPT:
        memory.clear()


def _memory(most: int) -> Memory:
    _KEPT.append(Memory(most))
    return _KEPT[-1]


def _question(parameters: Sequence[Parameter], given: Sequence[Any], named: Mapping[str, Any], by: By) -> Hashable:
    key = []
    for place, parameter in enumerate(parameters):
        if parameter.name.startswith("_"):
            continue
        value = given[place] if place < len(given) else named.get(parameter.name, _NOT_TOLD)
        key.append(_part(parameter.default if value is _NOT_TOLD else value, by))
    return tuple(key)


def _part(value: Any, by: By) -> Hashable:
    """What stands for an argument in the question; equal ones mean the same."""
    if isinstance(value, Snapshot):
        return by(value)
    if isinstance(value, Viewer):
        return value.rights
    if isinstance(value, Decisions):
        return value.version, str(value.at)
    if isinstance(value, pl.DataFrame):
        return repr(value.schema), value.hash_rows().to_numpy().tobytes()
    if isinstance(value, Mapping):
        return frozenset((name, _part(one, by)) for name, one in value.items())
    if isinstance(value, list | tuple):
        return tuple(_part(one, by) for one in value)
    return type(value), value
