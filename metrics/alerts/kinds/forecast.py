"""A week of demand outside of what was forecast for it."""

import json
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import Any

from data.storage.forecast_tables import forecast_runs, read_forecasts
from data.storage.snapshot import Snapshot
from data.words import Severity
from metrics.alerts.alert import Alert, alert_key
from metrics.alerts.kind import Judgement, Kind
from metrics.alerts.reading import Reading
from metrics.alerts.rule import Rule
from metrics.calendar.periods import containing
from metrics.planning import demand

WEEK, DAYS = "week", 7
LEVEL = ("lo95", "hi95")

Series = dict[str, str]
"""`channel` → its code; empty for all together."""


def judge(rules: Sequence[Rule], reading: Reading) -> Judgement:
    """Raised for a channel, or all together, whose last whole week lies outside of the 95 % interval.

    The forecast is the newest that was made before the week began, as it was published then. One week of twenty lies
    outside by chance: it is to be noted, and needs attention where the week before lay outside of its own forecast too.
    """
    alerts: list[Alert] = []
    judged: set[str] = set()
    for rule in rules:
        for series in _series(reading.snapshot):
            weeks = list(_last_weeks(reading.snapshot, series))
            if weeks:
                judged.add(alert_key(rule.id, "", series))
            if weeks and _outside(weeks[0]):
                again = len(weeks) > 1 and _outside(weeks[1])
                alerts.append(_alert(rule, series, weeks[0], Severity.ATTENTION if again else Severity.NOTICE))
    # Of what no forecast tells any more nothing can be said, and that is no all-clear.
    ours = {key for key in reading.open_keys if json.loads(key)[0] in {rule.id for rule in rules}}
    return Judgement(tuple(alerts), frozenset(ours - judged))


def _series(snapshot: Snapshot) -> list[Series]:
    rows = demand.rows("ahead", snapshot)
    places = rows.filter((rows["grain"] == WEEK) & rows["line"].is_null() & rows["location"].is_null())
    return [{"channel": code} if code else {} for code in sorted(places["channel"].unique(), key=lambda one: one or "")]


def _last_weeks(snapshot: Snapshot, series: Series) -> Iterator[Mapping[str, Any]]:
    """The last whole week that a forecast was made for in advance, beside what came; then the week before it."""
    forecasts = demand.forecast_run(snapshot)
    end = forecasts.origins.get("day") if forecasts else None
    for _ in range(2):
        run = end and _made_by(snapshot, end - timedelta(days=DAYS))
        if not run:
            return
        rows = (
            demand.past_forecast(snapshot, run, WEEK, channel=series.get("channel"))
            .drop_nulls("started")
            .head(1)
            .to_dicts()
        )
        if not rows:
            return
        yield rows[0]
        end = rows[0]["ds"] - timedelta(days=1)


def _made_by(snapshot: Snapshot, day: date) -> str | None:
    """The newest run whose forecast knew no day after `day`."""
    for run in forecast_runs(snapshot.home):
        made = read_forecasts(snapshot.home, run) if run <= snapshot.manifest.run else None
        if made and "day" in made.origins and made.origins["day"] <= day:
            return run
    return None


def _outside(week: Mapping[str, Any]) -> bool:
    low, high = LEVEL
    return not week[low] <= week["started"] <= week[high]


def _alert(rule: Rule, series: Series, week: Mapping[str, Any], severity: Severity) -> Alert:
    low, high = (week[name] for name in LEVEL)
    distance = max(low - week["started"], week["started"] - high)
    return Alert(
        rule=rule.id,
        kind=rule.kind,
        codes=series,
        period=containing(week["ds"], "day").code,
        severity=severity,
        weight=min(distance / max(high - low, 1), 1.0),
        facts={"actual": week["started"], "low": round(low), "high": round(high), "week": week["ds"].isoformat()},
    )


KIND = Kind(code="forecast", judge=judge, of_indicator=False, page="demand")
