"""Results of agreements are the engine's own answers, judged against the level that was agreed."""

import json
from datetime import date

import polars as pl
import pytest

from data.access.viewer import Viewer
from data.state import AGREEMENT
from data.storage.manifest import Manifest
from data.storage.snapshot import Snapshot
from data.words import Status
from metrics.accountability.agreements import AgreementInForce, agreements_on
from metrics.accountability.results import Result, aim, judged, results
from metrics.calendar.periods import parse
from metrics.catalogue.visible import visible
from metrics.engine.answer import Question, answer
from tests.support.standards import QUARTER, cases, promised_home

PERIOD = parse(QUARTER)


def agreed(
    *measures: tuple[str, dict[str, list[str]], float], partner: str = "transport", **more: object
) -> AgreementInForce:
    """An agreement of these measures: indicator, part and level."""
    held = [
        {"code": f"m{n}", "indicator": name, "where": where, "level": level, "exclusions_en": None,
         "exclusions_fr": None} for n, (name, where, level) in enumerate(measures)
    ]  # fmt: skip
    row = {"id": 1, "code": "A", "partner": partner, "signed": date(2024, 1, 1), "kind": "service_level",
           "party": "ministry", "title_en": "A", "principles": True, "measures": json.dumps(held),
           "newest": True}  # fmt: skip
    frame = pl.DataFrame([dict.fromkeys(AGREEMENT) | row | more], schema=AGREEMENT)
    return agreements_on(frame, date(2024, 6, 30))[0]


@pytest.fixture(scope="module")
def town(tmp_path_factory):
    return promised_home(
        tmp_path_factory.mktemp("agreed"),
        cases(
            ("transaction", "online", "plate", "normal", 400, 360),
            ("transaction", "online", "plate", "not_normal", 50, 0),
            ("transaction", "mail", "card", "normal", 20, 17),
            ("transaction", "mail", "birth", "normal", 100, 100),
        ),
    )


NORMAL = {"partner": ["transport"], "circumstance": ["normal"]}


@pytest.mark.parametrize(
    ("where", "level", "value", "status"),
    [
        (NORMAL, 0.85, (360 + 17) / 420, Status.MET),
        (NORMAL, 0.94, (360 + 17) / 420, Status.NEAR),  # not below 0.94 × 0.95 = 0.893
        (NORMAL, 0.96, (360 + 17) / 420, Status.MISSED),  # below 0.96 × 0.95 = 0.912
        (NORMAL | {"channel": ["mail"]}, 0.9, 17 / 20, Status.TOO_FEW),  # 17 of 20 may be 90 % by chance
        ({"partner": ["transport"]}, 0.9, (360 + 17) / 470, Status.MISSED),
    ],
)
def test_a_result_is_the_answer_over_the_partners_part_against_the_level(town, where, level, value, status):
    (found,) = results(agreed(("service_standards_met", where, level)), PERIOD, town)

    assert found.value == value
    assert found.status is status
    asked = Question(indicator="service_standards_met", period=QUARTER, where=where)
    assert found.figures == {
        name: answer(asked, town)[name].first() for name in ("numerator", "denominator", "value")
    }  # fmt: skip


def test_near_lies_within_five_per_cent_on_the_bad_side_of_the_level(town):
    more, less = agreed(("service_standards_met", {}, 0.8), ("complaints_per_10000", {}, 8.0)).measures

    assert aim(more, town.catalogue["service_standards_met"]).near == pytest.approx(0.8 - 0.05 * 0.8)
    assert aim(less, town.catalogue["complaints_per_10000"]).near == pytest.approx(8 + 0.05 * 8)


def test_without_data_a_result_is_nothing_and_not_nought(town):
    (found,) = results(agreed(("complaints_per_10000", {"partner": ["transport"]}, 8.0)), PERIOD, town)

    assert (found.value, found.status) == (None, Status.NO_TARGET), "no source tells complaints"


def test_what_cannot_be_told_says_why_and_the_rest_is_told(town):
    found = results(agreed(("no_such", {}, 0.9), ("service_standards_met", NORMAL, 0.85)), PERIOD, town)

    assert found[0].problem is not None
    assert found[0].problem.code.startswith("question") or "no indicator" in str(found[0].problem)
    assert found[1].status is Status.MET


def test_a_partner_reads_of_its_own_part_what_everybody_reads_of_it(town):
    mine = agreed(("service_standards_met", NORMAL, 0.85))
    theirs = agreed(("service_standards_met", {"partner": ["registrar"]}, 0.85), partner="registrar")
    partner = visible(town, Viewer("partner", (("partner", ("transport",)),)))

    assert results(mine, PERIOD, partner) == results(mine, PERIOD, town)
    assert results(theirs, PERIOD, partner)[0].value is None, "of another's part nothing is told"


def test_what_waits_for_a_record_is_no_result_yet(town):
    manifest = town.manifest.model_dump()
    for records in manifest["sources"].values():
        if "transaction" in records:
            records["transaction"] |= {"problem": "the file is empty", "data_to": date(2024, 5, 31)}
    late = Snapshot(town.home, Manifest.model_validate(manifest), catalogue=town.catalogue)
    agreement = agreed(("service_standards_met", NORMAL, 0.5))

    assert [one.status for one in results(agreement, PERIOD, town)] == [Status.MET]
    assert [(one.value, one.status) for one in results(agreement, PERIOD, late)] == [(None, Status.NO_TARGET)]


def test_what_is_too_few_to_judge_counts_neither_as_met_nor_as_missed():
    measure = agreed(("service_standards_met", NORMAL, 0.5)).measures[0]
    told = [Result(measure=measure, value=0.5, status=status) for status in (Status.MET, Status.TOO_FEW, Status.MISSED)]

    assert [one.status for one in judged([*told, Result(measure=measure)])] == [Status.MET, Status.MISSED]


@pytest.mark.parametrize(
    ("more", "judged_now"),
    [
        ({"results_from": date(2024, 4, 1)}, True),  # the quarter's own first day
        ({"results_from": date(2024, 4, 2)}, False),
        ({"signed": date(2024, 4, 2)}, False),
        ({"expires": date(2024, 6, 30)}, True),  # its own last day
        ({"expires": date(2024, 6, 29)}, False),
    ],
)
def test_a_result_of_a_period_that_was_not_agreed_is_told_and_not_judged(town, more, judged_now):
    agreement = agreed(("service_standards_met", NORMAL, 0.85), **more)
    (found,) = results(agreement, PERIOD, town)

    assert found.value == (360 + 17) / 420
    assert (found.agreed, found.status) == (judged_now, Status.MET if judged_now else Status.NO_TARGET)
    assert bool(judged([found])) is judged_now
