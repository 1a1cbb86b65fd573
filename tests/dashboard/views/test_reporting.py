"""The reporting cycle on the pages: comments, actions, the close of a period, each by forms that say no."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import session
from data.state import TARGET, action_items, comments, locked_figures, period_locks
from data.state.writing import add_targets
from tests.support.pages import drawn, fill, opened, words

LOOKED_AT = {"lang": "en", "period": "2025-02"}
WAITS = "wait_within_standard"
COMMENT = {
    "happened_en": "Ironwick lost a desk.",
    "why_en": "The lease ended.",
    "action_en": "Open a third desk",
    "action_owner": "Operations",
    "action_due": "2025-03-31",
    "effect_en": "Waits are back under 15 minutes.",
    "effect_by": "2025-06-30",
    "save_as": "publish",
    "who": "Maya",
}


def url() -> str:
    return session.current().state_url


def test_try(town: Path, monkeypatch: pytest.MonkeyPatch):
    fill(monkeypatch, "comment", **COMMENT)
    at = opened("indicator", indicator=WAITS, **LOOKED_AT)
    print(words(at)[:3000])
    print(comments(url()).to_dicts())
    at = opened("", **LOOKED_AT)
    print(words(at)[:2500])
    at = opened("reporting", **LOOKED_AT)
    print(words(at)[:4500])
    at = opened("reporting", lang="fr", period="2025-02")
    print(words(at)[:4500])
    assert 0
