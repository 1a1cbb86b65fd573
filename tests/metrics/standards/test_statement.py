"""The public statement: figures that are the engine's, none of few cases, nothing recoverable, quarters only."""

from datetime import timedelta
from itertools import combinations
from pathlib import Path
from random import Random

import polars as pl
import pytest

from data.errors import UserError
from data.verify.result import write_verification
from metrics.calendar.periods import parse
from metrics.engine.answer import Question, answer
from metrics.engine.disclosure import PUBLIC_MINIMUM
from metrics.standards.statement import (
    BREAKDOWNS,
    Statement,
    Version,
    check_ready,
    latest_quarter,
    read_alike,
    read_statement,
    statement,
)
from tests.support.homes import read_during
from tests.support.proofs import seeds
from tests.support.standards import QUARTER, cases, promised_home, settle
from tests.support.subtraction import told

CELLS = [
    ("transaction", "mail", "birth", "normal", 100, 60),
    ("transaction", "mail", "plate", "normal", 12, 2),
    ("transaction", "mail", "card", "normal", 45, 40),
    ("transaction", "mail", "birth", "not_normal", 40, 4),
    ("transaction", "online", "birth", "normal", 200, 200),
    ("transaction", "online", "plate", "normal", 300, 285),
    ("transaction", "kiosk", "plate", "normal", 3, 3),
    ("information", "telephone", "birth", "normal", 90, 45),
    ("referral", "telephone", "plate", "normal", 31, 30),
]


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    return promised_home(tmp_path_factory.mktemp("statement"), guaranteed(*CELLS))


@pytest.fixture(scope="module")
def computed(made) -> Statement:
    return statement(made, parse(QUARTER))


GUARANTEED = [("transaction", "online", service) for service in ("birth", "plate")] + [("transaction", "mail", "card")]


def guaranteed(*cells):
    """The cases, those of three services and channels with a guarantee."""
    rows = cases(*cells)
    covered = pl.struct("kind", "channel", "service_id").map_elements(
        lambda row: tuple(row.values()) in GUARANTEED, return_dtype=pl.Boolean
    )
    return rows.with_columns(guaranteed=covered)


def place(figure) -> tuple:
    return tuple(getattr(figure, name) for name in BREAKDOWNS)


def shown_sets(computed: Statement, cells) -> list[set]:
    """The cases behind each published number of standards."""
    every = [(cell[:4], at) for cell in cells for at in range(cell[4])]
    sets = []
    for figure in computed.figures:
        if figure.section == "refund" or figure.hidden:
            continue
        wanted = (figure.kind, figure.channel, figure.service, figure.circumstance)
        found = {case for case in every if all(w in (None, c) for w, c in zip(wanted, case[0], strict=True))}
        # Each guaranteed item was due on the day it was done: the same cases once more, in all circumstances.
        sets.append({case for case in found if figure.section == "standard" or case[0][:3] in GUARANTEED})
    return sets


def test_figures_of_few_cases_are_hidden_and_so_is_what_would_give_them_away(computed):
    hidden = {place(one) for one in computed.figures if one.hidden and one.section == "standard"}

    assert hidden == {
        # 12 cases by mail, and the smallest beside them, which else were the total less what is shown.
        ("transaction", "normal", "mail", "plate"), ("transaction", "normal", "mail", "card"),
        # 3 cases at kiosks, all that there were; and the smallest channel beside them with all its parts.
        ("transaction", "normal", "kiosk", None), ("transaction", "normal", "kiosk", "plate"),
        ("transaction", "normal", "mail", None), ("transaction", "normal", "mail", "birth"),
    }  # fmt: skip
    assert all((one.numerator, one.cases, one.value) == (None, None, None) for one in computed.figures if one.hidden)


def test_a_guarantee_is_hidden_where_the_standard_of_the_same_cases_is_and_its_total_with_it(computed):
    kept = {place(one)[2:]: one.hidden for one in computed.figures if one.section == "guarantee"}

    assert kept == {(None, None): True, ("online", "birth"): False, ("online", "plate"): False, ("mail", "card"): True}


def test_none_has_fewer_than_thirty_cases(computed):
    assert min(one.cases for one in computed.figures if not one.hidden) >= PUBLIC_MINIMUM


def test_no_few_cases_are_told_by_adding_and_subtracting_what_is_published(computed):
    assert told(shown_sets(computed, CELLS), PUBLIC_MINIMUM) == set()


def test_the_solver_finds_them_where_the_complement_is_published():
    everything = Statement(
        period=QUARTER, run="", fictional=False,
        figures=tuple(type(one)(**one.__dict__ | {"hidden": one.cases is not None and one.cases < 30})
                      for one in (_bare(*cell) for cell in _with_total(CELLS[:3]))),
    )  # fmt: skip
    assert len(told(shown_sets(everything, CELLS[:3]), PUBLIC_MINIMUM)) == 12


def _with_total(cells):
    return [*cells, ("transaction", "mail", None, "normal", sum(cell[4] for cell in cells), 0)]


def _bare(kind, channel, service, circumstance, n, _):
    from metrics.standards.statement import Figure

    return Figure(section="standard", indicator="", kind=kind, channel=channel, service=service,
                  circumstance=circumstance, cases=n)  # fmt: skip


@seeds("statements of drawn quarters give nobody away", 60, first=1601)
def test_statements_of_drawn_quarters_give_nobody_away(tmp_path_factory, seed: int):
    case = Random(seed)
    sizes = [0, 1, 5, 12, 29, 30, 31, 60]
    cells = [
        ("transaction", channel, service, circumstance, case.choice(sizes), 0)
        for channel in ("mail", "online", "kiosk")
        for service in ("birth", "plate", "card")
        for circumstance in ("normal", "not_normal")
    ]
    cells = [cell for cell in cells if cell[4]] or [("transaction", "mail", "birth", "normal", 1, 0)]
    home = promised_home(tmp_path_factory.mktemp("drawn"), guaranteed(*cells))

    published = statement(home, parse(QUARTER))

    assert told(shown_sets(published, cells), PUBLIC_MINIMUM) == set()


def test_every_figure_equals_the_answer_to_its_question(made, computed):
    for one in computed.figures:
        if one.section != "standard" or one.hidden:
            continue
        where = {name: [code] for name, code in zip(BREAKDOWNS, place(one), strict=True) if code is not None}
        row = answer(Question(indicator=one.indicator, period=QUARTER, where=where), made).row(0, named=True)
        assert (one.numerator, one.cases, one.value) == (row["numerator"], row["denominator"], row["value"])


def test_what_was_promised_stands_beside_each_and_totals_promise_nothing(computed):
    texts = {place(one)[2:]: (one.standard_en, one.target) for one in computed.figures if one.kind == "transaction"}

    assert texts["mail", "birth"] == ("birth by mail: in 5 days.", 0.8)
    assert texts["online", "plate"] == ("everyone by online: in 5 days.", 0.9)
    assert texts["online", None] == (None, None)
    (telephone,) = [one for one in computed.figures if place(one) == ("information", "normal", "telephone", None)]
    assert telephone.standard_fr == "everyone par telephone : en 5 jours."


def test_each_total_stands_before_its_parts(computed):
    places = [place(one) for one in computed.figures if one.section == "standard"]
    assert len(set(places)) == len(places)
    for earlier, later in combinations(places, 2):
        above = tuple(code for code in later if code is not None)
        assert tuple(code for code in earlier if code is not None)[: len(above)] != above


def test_it_is_kept_and_read_back_whole(computed):
    assert read_statement(computed.text()) == computed
    other_run = Statement(**computed.__dict__ | {"run": "later"})
    fewer = Statement(**computed.__dict__ | {"figures": computed.figures[:-1]})
    assert read_alike(computed.text(), other_run.text())
    assert not read_alike(computed.text(), fewer.text())
    assert Version(statement=computed).version is None


@pytest.mark.parametrize(
    ("period", "code"),
    [
        ("2024-05", "statement_not_a_quarter"),
        ("FY2024-25", "statement_not_a_quarter"),
        ("FY2024-25-Q2", "statement_still_open"),
        ("FY2024-25-Q3", "period_not_begun"),
        ("FY2023-24-Q1", "period_before_data"),
    ],
)
def test_a_period_that_cannot_be_published_is_refused_in_a_sentence(made, period: str, code: str):
    with pytest.raises(UserError) as refusal:
        statement(made, parse(period))
    assert refusal.value.code == code


def test_a_quarter_in_which_nothing_was_due_has_no_statement(tmp_path: Path):
    without = cases(("transaction", "mail", "birth", "normal", 50, 50)).drop("due_at")
    with pytest.raises(UserError) as refusal:
        statement(promised_home(tmp_path, without), parse(QUARTER))
    assert refusal.value.code == "statement_no_data"


def test_the_latest_quarter_is_the_last_that_is_over(made):
    assert latest_quarter(made).code == QUARTER


def test_a_quarter_whose_last_day_was_not_over_when_it_was_read_is_still_open(made):
    last = parse(QUARTER).end
    during, after = read_during(last, made), read_during(last + timedelta(days=1), made)

    assert (latest_quarter(during).code, latest_quarter(after).code) == ("FY2023-24-Q4", QUARTER)
    with pytest.raises(UserError) as refusal:
        statement(during, parse(QUARTER))
    assert refusal.value.code == "statement_still_open"
    assert statement(after, parse(QUARTER)).period == QUARTER


def test_only_a_run_that_was_verified_without_a_difference_is_published(tmp_path: Path):
    home = promised_home(tmp_path, cases(CELLS[0]))

    def code() -> str:
        with pytest.raises(UserError) as refusal:
            check_ready(home)
        return refusal.value.code

    assert code() == "statement_not_verified"
    settle(tmp_path, home)
    check_ready(home)
    from data.verify.result import Difference, read_verification

    last = read_verification(tmp_path)
    differs = last.model_copy(update={"differences": 1, "listed": [Difference(table="x")]})
    write_verification(tmp_path, differs)
    assert code() == "statement_not_verified"
    write_verification(tmp_path, last.model_copy(update={"run": "another"}))
    assert code() == "statement_not_verified"
    write_verification(tmp_path, last)
    next(iter(home.manifest.sources.values()))["transaction"].problem = "cannot be reached"
    assert code() == "statement_late"
