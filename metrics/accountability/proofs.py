"""What the data show of each obligation: the numbers that a sentence is made of, and whether they prove it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from math import sqrt
from statistics import NormalDist
from typing import Any

import polars as pl

from data.errors import UserError
from data.storage.names import lake_table
from data.storage.snapshot import Snapshot
from data.words import Language, Perspective, Status
from metrics.accountability.agreements import PartnerAgreements, without_agreement
from metrics.assessment.assessment import without_late
from metrics.assessment.hot_spots import spots
from metrics.assessment.target import TargetInForce, in_force
from metrics.assessment.uncertainty import OUTSIDE
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.engine.answer import Question, answer
from metrics.engine.sums import fed
from metrics.standards.attainment import INDICATOR, Attainment, attainments
from metrics.standards.coverage import coverage
from metrics.standards.offer import OFFERED
from metrics.standards.redress import CLOCKS
from metrics.standards.register import register
from metrics.standards.statement import STANDARD, Version, latest_quarter

FRENCH, ENGLISH = Language.FR.value, Language.EN.value
INITIATIVES = lake_table("initiative")

Published = Mapping[str, Sequence[Version]]
"""Quarter → every version of its public statement, the oldest first."""


@dataclass(frozen=True, kw_only=True)
class Proof:
    """`told`: which sentence. `values`: what fills it: counts, shares as floats, days, codes of periods.

    `kept`: 1 where all of the obligation is, 0 where nothing is, between for a part; None where the data tell nothing.
    """

    told: str
    kept: float | None
    values: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """All that proofs are taken from; `days`: of the period, those that are known."""

    snapshot: Snapshot
    days: Period
    targets: pl.DataFrame
    partners: Sequence[PartnerAgreements]
    published: Published


NOTHING = "nothing"
CLOCK_NAMES = dict(zip(("acknowledged", "answered"), CLOCKS, strict=True))
JUDGED = (Status.MET, Status.NEAR, Status.MISSED)
"""What has none of these tells nothing of whether it is kept."""
POINTS = {Status.MET: 1.0, Status.MISSED: 0.0}


def of(code: str, asked: Asked) -> Proof | None:
    """What the data show of an obligation; None where data can show nothing of it."""
    prove = PROOFS.get(code)
    return prove(asked) if prove else None


def _common_standards(asked: Asked) -> Proof:
    """Each channel in use has a common standard, and what falls under one is not missed beyond chance."""
    if OFFERED not in asked.snapshot.catalogue or INDICATOR not in asked.snapshot.catalogue:
        return Proof(told=NOTHING, kept=None)
    year = asked.days.last_twelve_months()
    rows = answer(Question(indicator=OFFERED, by=("channel",), period=year.code), asked.snapshot).to_dicts()
    channels = [row["channel"] for row in rows if row["numerator"]]
    common = register(asked.snapshot, asked.days.end).common
    adopted = [channel for channel in channels if channel in common]
    common_ones = [one for one in attainments(asked.snapshot, asked.days, {}) if _is_common(one)]
    judged = [one for one in common_ones if one.spot.status in JUDGED]
    missed = [one for one in judged if one.spot.status is Status.MISSED]
    told = {"adopted": len(adopted), "channels": len(channels), "missed": len(missed), "judged": len(judged)}
    if not channels:
        return Proof(told=NOTHING, kept=None)
    done = len(adopted) == len(channels) and judged and not missed
    return Proof(told="common_standards", kept=1.0 if done else 0.5 if adopted else 0.0, values=told)


def _is_common(one: Attainment) -> bool:
    return one.standard is not None and one.standard.service is None


def _program_standards(asked: Asked) -> Proof:
    if OFFERED not in asked.snapshot.catalogue:
        return Proof(told=NOTHING, kept=None)
    found = coverage(asked.snapshot, asked.days, {})
    if not found.services:
        return Proof(told=NOTHING, kept=None)
    told = {"covered": found.covered, "services": found.services}
    return Proof(told="program_standards", kept=found.covered / found.services, values=told)


def _standards_communicated(asked: Asked) -> Proof:
    """The newest statement that was published tells the words of the standards."""
    versions = [version for of_quarter in asked.published.values() for version in of_quarter]
    if not versions:
        return Proof(told="never_published", kept=0.0)
    last = max(versions, key=lambda version: (version.statement.period, version.version or 0))
    figures = [one for one in last.statement.figures if one.section == STANDARD and one.channel is not None]
    worded = sum(one.standard is not None for one in figures)
    told = {"worded": worded, "quarter": last.statement.period, "day": last.day}
    return Proof(told="standards_communicated", kept=1.0 if worded else 0.0, values=told)


def _guarantees_approved(asked: Asked) -> Proof:
    if not asked.snapshot.has(lake_table("service_standard")):
        return Proof(told=NOTHING, kept=None)
    promised = register(asked.snapshot, asked.days.end)
    guarantees = [one for one in (*promised.own.values(), *promised.common.values()) if one.guarantee]
    approved = sum(bool(one.approval) for one in guarantees)
    if not guarantees:
        return Proof(told="no_guarantee", kept=1.0)
    told = {"approved": approved, "guarantees": len(guarantees)}
    return Proof(told="guarantees_approved", kept=approved / len(guarantees), values=told)


def _quality_monitored(asked: Asked) -> Proof:
    """The indicators of customer satisfaction have a number in the last twelve months."""
    year = asked.days.last_twelve_months()
    mine = [one for one in asked.snapshot.catalogue.values() if one.perspective is Perspective.CUSTOMER]
    measured = [one for one in mine if _row(one.name, year, asked)]
    if not mine:
        return Proof(told=NOTHING, kept=None)
    told = {"measured": len(measured), "indicators": len(mine)}
    return Proof(told="quality_monitored", kept=len(measured) / len(mine), values=told)


def _quality_communicated(asked: Asked) -> Proof:
    """The statement of the last quarter that is over was published."""
    quarter = latest_quarter(asked.snapshot)
    if quarter.end > asked.days.end:
        quarter = _quarter_before(asked.days.end, quarter)
    versions = asked.published.get(quarter.code, [])
    if not versions:
        return Proof(told="not_published", kept=0.0, values={"quarter": quarter.code})
    first = versions[0]
    told = {"quarter": quarter.code, "day": first.day, "corrections": len(versions) - 1}
    return Proof(told="quality_communicated", kept=1.0, values=told)


def _quarter_before(day: date, quarter: Period) -> Period:
    while quarter.end > day:
        quarter = quarter.shift(-1)
    return quarter


def _improvements(asked: Asked) -> Proof:
    """Of the initiatives that were due in the twelve months, those that are live; each names what it should move."""
    if not asked.snapshot.has(INITIATIVES):
        return Proof(told=NOTHING, kept=None)
    year = asked.days.last_twelve_months()
    rows = asked.snapshot.read(INITIATIVES).filter(
        pl.col("planned_on").is_between(year.start, year.end) & pl.col("indicator").is_not_null()
    )
    live = rows.filter(pl.col("live_on").is_not_null() & (pl.col("live_on") <= year.end)).height
    if not rows.height:
        return Proof(told="no_improvement", kept=0.0)
    return Proof(told="improvements", kept=live / rows.height, values={"live": live, "planned": rows.height})


def _points(indicator: Indicator, row: Mapping[str, Any], aim: TargetInForce) -> float:
    (spot,) = spots(indicator, [row], (), lambda codes: aim).listed
    return POINTS.get(spot.status, 0.5)


def _feedback(asked: Asked) -> Proof:
    """Complaints are acknowledged and answered in time, as their targets ask; near, or by chance, is half of it."""
    found = {name: _row(clock, asked.days, asked) for name, clock in CLOCK_NAMES.items()}
    if any(row is None for row in found.values()):
        return Proof(told=NOTHING, kept=None)
    told = {name: row["value"] for name, row in found.items() if row}
    aims = {name: _aim(clock, asked) for name, clock in CLOCK_NAMES.items()}
    if any(aim is None for aim in aims.values()):
        return Proof(told="feedback_no_target", kept=None, values=told)
    points = []
    for name, clock in CLOCK_NAMES.items():
        row, aim = found[name], aims[name]
        if row is not None and aim is not None:
            points.append(_points(asked.snapshot.catalogue[clock], row, aim))
            told[f"{name}_target"] = aim.target
    return Proof(told="feedback", kept=sum(points) / len(points), values=told)


def _third_parties(asked: Asked) -> Proof:
    agreements = [one for partner in asked.partners for one in partner.agreements if one.holds]
    carrying, lacking = sum(one.principles for one in agreements), len(without_agreement(asked.partners))
    if not asked.partners:
        return Proof(told=NOTHING, kept=None)
    told = {"carrying": carrying, "agreements": len(agreements), "lacking": lacking}
    return Proof(told="third_parties", kept=carrying / (len(agreements) + lacking or 1), values=told)


def _french_quality(asked: Asked) -> Proof:
    """Standards are met as often in French as in English, or chance explains the difference."""
    if INDICATOR not in asked.snapshot.catalogue:
        return Proof(told=NOTHING, kept=None)
    question = Question(indicator=INDICATOR, by=("language",), period=asked.days.code)
    rows = {row["language"]: row for row in answer(question, asked.snapshot).to_dicts() if row["denominator"]}
    if not {FRENCH, ENGLISH} <= set(rows):
        return Proof(told=NOTHING, kept=None)
    fr, en = rows[FRENCH], rows[ENGLISH]
    if min(fr["denominator"], en["denominator"]) < asked.snapshot.catalogue[INDICATOR].enough:
        return Proof(told=NOTHING, kept=None)
    pooled = (fr["numerator"] + en["numerator"]) / (fr["denominator"] + en["denominator"])
    spread = sqrt(pooled * (1 - pooled) * (1 / fr["denominator"] + 1 / en["denominator"]))
    below = en["value"] - fr["value"] > NormalDist().inv_cdf(1 - OUTSIDE / 2) * spread
    told = {"french": fr["value"], "english": en["value"], "cases": fr["denominator"], **_designated(asked)}
    return Proof(told="french_below" if below else "french_quality", kept=0.0 if below else 1.0, values=told)


def _designated(asked: Asked) -> dict[str, int]:
    """How many open places are designated bilingual."""
    table, day = lake_table("location"), asked.days.end
    if not asked.snapshot.has(table):
        return {"designated": 0}
    rows = asked.snapshot.read(table).filter(
        (pl.col("opened_on").is_null() | (pl.col("opened_on") <= day))
        & (pl.col("closed_on").is_null() | (pl.col("closed_on") >= day))
    )
    return {"designated": rows.filter(pl.col("bilingual")).height}


def _aim(name: str, asked: Asked) -> TargetInForce | None:
    return in_force(asked.targets, asked.snapshot.catalogue[name], asked.days, {})


def _row(name: str, days: Period, asked: Asked) -> Mapping[str, Any] | None:
    """The answer of an indicator; None where there is no value, or it is not told."""
    indicator = asked.snapshot.catalogue.get(name)
    if indicator is None or not fed(indicator, asked.snapshot):
        return None
    try:
        found = answer(Question(indicator=name, period=days.code), asked.snapshot)
    except UserError:
        return None
    rows = without_late(found, indicator, asked.snapshot).to_dicts()
    return rows[0] if rows and rows[0]["value"] is not None else None


PROOFS: Mapping[str, Callable[[Asked], Proof]] = {
    "common_standards": _common_standards,
    "program_standards": _program_standards,
    "standards_communicated": _standards_communicated,
    "guarantees_approved": _guarantees_approved,
    "quality_monitored": _quality_monitored,
    "quality_communicated": _quality_communicated,
    "improvements": _improvements,
    "feedback": _feedback,
    "third_parties": _third_parties,
    "french_quality": _french_quality,
}
"""Obligation → what proves it."""
