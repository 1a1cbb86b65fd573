"""Alerts as plain rows: what the inbox shows, in its own words, for the command line."""

import json
from collections.abc import Mapping, Sequence

import polars as pl

from dashboard.text import alerts as text
from data.storage.snapshot import Snapshot
from metrics.alerts.inbox import Entry
from metrics.alerts.rule import Rule

LANG = "en"
"""The command line speaks English, as its column names do."""

SCHEMA = pl.Schema(
    {
        "id": pl.Int64(),
        "severity": pl.String(),
        "state": pl.String(),
        "since": pl.Date(),
        "kind": pl.String(),
        "rule": pl.String(),
        "indicator": pl.String(),
        "slice": pl.String(),
        "period": pl.String(),
        "text": pl.String(),
        "facts": pl.String(),
        "by": pl.String(),
        "until": pl.Date(),
        "note": pl.String(),
    }
)
IN_TABLE = ("id", "severity", "state", "since", "text")
"""Columns that a person reads."""
WIDEST = 200
RULES = pl.Schema(
    {"id": pl.String(), "name": pl.String(), "kind": pl.String(), "indicator": pl.String(), "slice": pl.String()}
    | {"limit": pl.Float64(), "periods": pl.Int64(), "author": pl.String()}
)


def alert_table(entries: Sequence[Entry], snapshot: Snapshot) -> pl.DataFrame:
    """Out: columns `SCHEMA`, in the order given. `slice`: `channel=kiosk, hour=12:30`, empty for all. `facts`: JSON."""
    rows = [
        {
            "id": entry.id,
            "severity": entry.severity.value,
            "state": entry.state.value,
            "since": entry.raised_at.astimezone().date(),
            "kind": entry.kind,
            "rule": entry.rule,
            "indicator": entry.indicator or None,
            "slice": _slice(entry.codes),
            "period": entry.period,
            "text": text.sentence(entry, snapshot, LANG),
            "facts": json.dumps(dict(entry.facts), ensure_ascii=False),
            "by": entry.by,
            "until": entry.until,
            "note": entry.note,
        }
        for entry in entries
    ]
    return pl.DataFrame(rows, schema=SCHEMA)


def rule_table(rules: Sequence[tuple[Rule, str, str]]) -> pl.DataFrame:
    """The rules in force with name and author of those that people added: columns `RULES`."""
    rows = [
        {
            "id": rule.id,
            "name": name or None,
            "kind": rule.kind,
            "indicator": rule.indicator.name if rule.indicator else None,
            "slice": _slice(rule.where),
            "limit": rule.limit,
            "periods": rule.periods,
            "author": author or None,
        }
        for rule, name, author in rules
    ]
    return pl.DataFrame(rows, schema=RULES)


def _slice(codes: Mapping[str, str]) -> str:
    return ", ".join(f"{name}={code}" for name, code in codes.items())
