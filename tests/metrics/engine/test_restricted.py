"""Staff answers leave in groups of ten or more, however they are asked for, and not by subtraction either."""

import random
from dataclasses import replace
from datetime import date

import polars as pl
import pytest

from data.errors import UserError
from data.storage.lake import Lake
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period, parse
from metrics.catalogue.registry import declared
from metrics.engine.answer import Question, answer, rows, values
from metrics.engine.cubes import published_rows, restricted_rows
from metrics.engine.restricted import GROUPS, NOT_RECORDED, cells
from metrics.engine.scope import Scope
from metrics.engine.sums import sums
from metrics.quality.health import rejected_by_rule
from tests.support.plain_loops import ITEMS, grouped, kept, pieces, spread
from tests.support.proofs import seeds

RESTRICTED = [i for i in declared().values() if i.restricted]
each = pytest.mark.parametrize("indicator", RESTRICTED, ids=lambda i: i.name)

UNITS = {"b1": None, "b2": None, "u1": "b1", "u2": "b1", "u3": "b1", "u4": "b2", "u5": "b2", "u6": None}
WAVE, PULSE = date(2024, 2, 29), date(2024, 9, 30)
PEOPLE = {
    WAVE: {"u1": 30, "u2": 25, "u3": 9, "u4": 12, "u5": 40, "u6": 11},
    PULSE: {"u1": 30, "u2": 25, "u3": 12, "u4": 12, "u5": 40, "u6": 11},
}
"""Respondents by wave and unit: in the first, u3 is small, so its next smallest neighbour u2 must hide it."""


def respondents(seed=1, people=PEOPLE, odds=0.95):
    """Answers of that many people, most of them to most questions."""
    rng = random.Random(seed)
    return [
        {"wave_id": f"{closed}", "respondent": f"{unit}-{n}", "closed_on": closed, "unit_id": unit}
        | {"tenure": rng.choice(["under_2", "from_2_to_5", "over_15", None])}
        | {item: rng.randint(1, 5) if rng.random() < odds else None for item in ITEMS}
        | {"recommend": rng.randint(0, 10) if rng.random() < odds else None}
        for closed, units in people.items()
        for unit, count in units.items()
        for n in range(count)
    ]


def staff_rows(answers, people=PEOPLE):
    return {
        "staff_answer": answers,
        "unit": [{"unit_id": unit, "parent_unit_id": above, "name_en": unit} for unit, above in UNITS.items()],
        "staff_wave": [
            {"wave_id": f"{closed}", "unit_id": unit, "closed_on": closed, "invited": 2 * count}
            for closed, units in people.items()
            for unit, count in units.items()
        ],
    }


@pytest.fixture(scope="module")
def staff(tmp_path_factory, built):
    return built(tmp_path_factory.mktemp("staff"), staff_rows(respondents()))


def shown(question, tables):
    found = answer(question, tables)
    columns = ["numerator", "denominator", "value", "n", "absence"]
    return dict(zip(found.select("period", *question.by).rows(), found.select(columns).rows(), strict=True))


HIDDEN = (None, None, None, None, "suppressed")


@each
def test_what_is_shown_is_what_plain_loops_find(indicator, staff):
    for by in ([], *([name] for name in indicator.breakdowns)):
        for period in (None, "2024-02", "FY2024-25-Q2", "2024-09-30"):
            for grain in (None, "month", "year"):
                question = Question(indicator=indicator.name, by=by, period=period, grain=grain)
                found = shown(question, staff.published)
                span = parse(period) if period else Period(date.min, date.max, "span")
                slice_ = kept(pieces(indicator.name, staff.records), staff.records, start=span.start, end=span.end)
                plain = grouped(slice_, staff.records, by=by, grain=grain)
                if not grain:
                    plain = {(period or "all", *at[1:]): sums for at, sums in plain.items()}
                assert found.keys() == plain.keys(), question
                for at, (numerator, denominator, value, n, absence) in found.items():
                    if absence != "suppressed":
                        of = plain[at]
                        assert (numerator, denominator, n) == (of.numerator, of.denominator, of.n), question
                        assert value == of.value(indicator.scale), question


@each
def test_a_small_unit_is_suppressed_and_so_is_the_one_that_would_give_it_away(indicator, staff):
    by_unit = shown(Question(indicator=indicator.name, by=["unit"], period="2024-02"), staff.published)
    hidden = {code for (_, code), found in by_unit.items() if found == HIDDEN}
    assert hidden == {"u2", "u3"}
    later = shown(Question(indicator=indicator.name, by=["unit"], period="2024-09"), staff.published)
    assert HIDDEN not in later.values()


@each
@pytest.mark.parametrize("period", ["FY2023-24", "FY2023-24-Q4", "2024-02", "2024-W09", "2024-02-29"])
@pytest.mark.parametrize("grain", [None, "day", "month", "year"])
def test_a_small_unit_stays_hidden_however_it_is_asked_for(indicator, period, grain, staff):
    for codes in (["u3"], ["u3", "u1"], ["u3", "u2"]):
        question = Question(indicator=indicator.name, period=period, grain=grain, where={"unit": codes})
        assert set(shown(question, staff.published).values()) == {HIDDEN}, question
        found = shown(replace(question, by=["unit"]), staff.published)
        assert {at[1] for at, value in found.items() if value == HIDDEN} == set(codes) - {"u1"}, question


@each
def test_sums_hold_nothing_of_a_hidden_unit_either(indicator, staff):
    scope = Scope(by=("unit",), grain="day", span=parse("2024-02-29"))
    found = values([indicator], scope, staff.published).filter(pl.col("unit") == "u3")
    assert found.select("numerator", "denominator", "value", "n", "absence").rows() == [HIDDEN]
    (wide,) = sums([indicator], scope, staff.published).filter(pl.col("unit") == "u3").rows(named=True)
    assert wide[f"{indicator.name}.suppressed"]
    assert not any(wide[f"{indicator.name}.{role}"] for role in ("numerator", *indicator.spread))


@each
def test_single_answers_are_refused_by_rule(indicator, staff):
    for question in ({}, {"period": "2024-02"}, {"where": {"unit": ["u5"]}}):
        with pytest.raises(UserError, match=r"10 or more respondents.*rule staff_minimum"):
            rows(Question(indicator=indicator.name, **question), staff.published)


@each
@pytest.mark.parametrize("tables", ["published", "lake"])
def test_groups_are_never_crossed(indicator, tables, staff):
    crossings = [
        {"by": ["unit", "branch"]},
        {"by": ["unit"], "where": {"branch": ["b1"]}},
        {"where": {"unit": ["u1"], "branch": ["b1"]}},
    ]
    if "tenure" in indicator.breakdowns:
        crossings += [{"by": ["tenure", "unit"]}, {"by": ["tenure"], "where": {"unit": ["u1"]}}]
    for crossing in crossings:
        with pytest.raises(UserError, match="never crossed"):
            answer(Question(indicator=indicator.name, **crossing), getattr(staff, tables))


@each
def test_no_other_breakdown_exists(indicator):
    assert set(indicator.breakdowns) <= set(GROUPS)


def test_staff_answers_are_in_no_published_table_but_the_list(staff):
    assert restricted_rows(declared()) == ["staff_answer"]
    assert "staff_answer" not in published_rows(declared())
    names = [name for name in staff.published.manifest.tables if name.startswith("published/staff_answer")]
    assert names == ["published/staff_answer.cells"]


def test_answers_that_break_a_rule_are_counted_and_never_shown(drawn_home):
    whole = drawn_home(complaint=[{"complaint_id": "c", "received_on": WAVE}]).published
    same = {"source": "a", "rule": "out_of_range", "run": "1", "resolved": None}
    refused = [
        {**same, "record": "staff_answer", "key": "w|r1", "values": '{"unit_id": "u3", "pride": "7"}'},
        {**same, "record": "complaint", "key": "c", "values": '{"channel": "fax"}'},
    ]
    Lake(whole.home).write("rejected", pl.DataFrame(refused, schema_overrides={"resolved": pl.String}))
    versions = whole.manifest.tables | {"rejected": 0}
    tables = Snapshot(whole.home, whole.manifest.model_copy(update={"tables": versions}), catalogue=whole.catalogue)
    assert rejected_by_rule(tables).select("record", "rows", "example", "values").rows() == [
        ("complaint", 1, "c", '{"channel": "fax"}'),
        ("staff_answer", 1, None, None),
    ]


def test_a_wave_of_nine_is_suppressed_altogether(drawn_home):
    people = {WAVE: {"u1": 9}}
    tables = drawn_home(**staff_rows(respondents(people=people), people)).published
    for indicator in RESTRICTED:
        for by in ([], ["unit"], ["branch"]):
            found = shown(Question(indicator=indicator.name, by=by), tables)
            assert set(found.values()) == {HIDDEN}


@pytest.mark.parametrize(("last", "hidden"), [(15, False), (9, True)])
def test_a_year_is_its_last_wave_alone_so_that_an_earlier_hidden_one_is_not_given_away(drawn_home, last, hidden):
    people = {WAVE: {"u1": 9, "u2": 12}, date(2024, 3, 28): {"u1": last, "u2": 12}}
    tables = drawn_home(**staff_rows(respondents(people=people), people)).published
    year, month, wave = (
        shown(Question(indicator="engagement_index", by=["unit"], period=period), tables)[period, "u1"]
        for period in ("FY2023-24", "2024-03", f"{WAVE:%Y-%m}")
    )

    assert (year == HIDDEN) == hidden
    assert year == month
    assert wave == HIDDEN


def test_without_answers_there_is_no_data_but_of_those_asked_none_took_part(drawn_home):
    tables = drawn_home(**staff_rows([], {WAVE: {"u1": 9}})).published
    for indicator in RESTRICTED:
        (found,) = answer(Question(indicator=indicator.name), tables).rows(named=True)
        if indicator.name == "survey_participation":
            assert (found["numerator"], found["denominator"], found["value"]) == (0, 18, 0 / 18)
        else:
            assert (found["value"], found["absence"]) == (None, "no_data")


def test_a_wave_to_which_nobody_was_asked_in_a_unit_is_absent_and_not_hidden(staff):
    (found,) = answer(Question(indicator="engagement_index", period="2023-02"), staff.published).rows(named=True)
    assert found["absence"] == "no_data"


def test_what_an_interval_is_made_of_is_what_plain_loops_find(staff):
    for indicator in RESTRICTED:
        if not indicator.sampled:
            continue
        wide = sums([indicator], Scope(by=("branch",), grain="day"), staff.published)
        squares, moments = (wide[f"{indicator.name}.{role}"].to_list() for role in ("squares", "moments"))
        for period, branch, *found in zip(wide["period"], wide["branch"], squares, moments, strict=True):
            slice_ = kept(
                pieces(indicator.name, staff.records),
                staff.records,
                start=period,
                end=period,
                where={"branch": [branch]},
            )
            assert tuple(found) in (spread(slice_, weighted=False), (0, 0)), (indicator.name, period, branch)


# --- What is hidden stays hidden, for every question on its own: people leave some of them out ---------------------


def item_counts(answers, code_of):
    """Group → question → how many of it have answered; `respondents` counts them all."""
    counts = {}
    for row in answers:
        at = counts.setdefault(code_of(row), dict.fromkeys([*QUESTIONS, "respondents"], 0))
        at["respondents"] += 1
        for question, items in QUESTIONS.items():
            at[question] += any(row[item] is not None for item in items)
    return counts


QUESTIONS = {"engagement": ITEMS, "recommend": ("recommend",)}


def test_a_question_that_nobody_answered_does_not_show_the_others(tmp_path, built):
    people = {WAVE: {"u1": 3, "u2": 20}}
    answers = respondents(1, people, odds=1)
    for row in answers:
        row["recommend"] = None
    published = built(tmp_path, staff_rows(answers, people)).published
    found = shown(Question(indicator="engagement_index", by=["unit"], period="2024-02"), published)
    assert set(found.values()) == {HIDDEN}


@seeds("subtracting shown staff results never leaves a few people", 400, first=0)
def test_subtracting_what_is_shown_never_leaves_a_few_people(seed, tmp_path, built):
    rng = random.Random(seed)
    people = {WAVE: {unit: rng.choice([1, 5, 9, 10, 14, 30, 60]) for unit in rng.sample(sorted(UNITS), k=6)}}
    answers = respondents(seed, people, odds=rng.choice([1, 0.9, 0.6]))
    silent = rng.choice(sorted(people[WAVE]))
    for row in answers:
        if row["unit_id"] == silent and rng.random() < 0.8:
            row["recommend"] = None
    home = built(tmp_path, staff_rows(answers, people), publish=False)
    published = cells("staff_answer", home.lake)
    assert_nothing_follows(published, answers)


def test_a_question_that_few_answered_is_not_had_by_subtraction(tmp_path, built):
    """u1 has 5 people; of u2 few answered on engagement, of u3 few would say whether they recommend us."""
    people = {WAVE: {"u1": 5, "u2": 50, "u3": 60}}
    answers = respondents(1, people, odds=1)
    for unit, silent in (("u2", ITEMS), ("u3", ("recommend",))):
        for row in [row for row in answers if row["unit_id"] == unit][10:]:
            row.update(dict.fromkeys(silent))
    home = built(tmp_path, staff_rows(answers, people), publish=False)
    assert_nothing_follows(cells("staff_answer", home.lake), answers)


def assert_nothing_follows(published, answers):
    """No shown group, and no difference of a shown whole and its shown parts, rests on one to nine people."""
    hidden = {
        (grouping, code)
        for grouping, code, suppressed in published.select("grouping", "code", "suppressed").rows()
        if suppressed
    }

    def branch(row):
        return UNITS[row["unit_id"]] or NOT_RECORDED

    tables = [
        (("all", "all"), "branch", branch),
        (("all", "all"), "tenure", lambda row: row["tenure"] or NOT_RECORDED),
        *((("branch", code), "unit", lambda row: row["unit_id"]) for code in {branch(row) for row in answers}),
    ]
    for whole, grouping, code_of in tables:
        inside = [row for row in answers if whole[0] == "all" or branch(row) == whole[1]]
        counts = item_counts(inside, code_of)
        for question in (*QUESTIONS, "respondents"):
            for code, count in counts.items():
                if (grouping, code) not in hidden:
                    assert not 0 < count[question] < 10, f"{grouping} {code} shows {question}"
            if whole not in hidden:
                rest = sum(count[question] for code, count in counts.items() if (grouping, code) in hidden)
                assert not 0 < rest < 10, f"{question} of {whole} minus its shown {grouping}s leaves {rest}"
