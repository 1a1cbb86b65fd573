"""What the Demand page says in words: models and reasons have names in both languages, steps are plain sentences."""

import re
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from dashboard.text.wording import model as words
from dashboard.views.demand import accuracy, scenario_text, staffing
from dashboard.views.demand.staffing import Week
from data.errors import UserError
from data.refusals.demand import forecasts as refusals
from pipelines import forecast
from pipelines.forecast.models import candidates
from pipelines.forecast.organisation import daily_models
from tests.support.pages import context

CODE = Path(forecast.__file__).parent

ENGLISH, FRENCH = (context("demand", lang) for lang in ("en", "fr"))


def test_every_model_has_a_name_in_both_languages():
    found = {one.name for one in vars(candidates).values() if isinstance(one, candidates.Candidate)}

    assert found | set(daily_models.OPINIONS) == words.MODELS.keys()
    assert all(name in "".join(path.read_text() for path in CODE.rglob("*.py")) for name in words.MODELS)


def test_every_reason_has_a_sentence_in_both_languages():
    """A line of code that sets a reason names its codes in quotes."""
    lines = [line for path in CODE.rglob("*.py") for line in path.read_text().splitlines()]
    told = [line.split("reason", 1)[1] for line in lines if re.search(r'\breason = |"reason": ', line)]
    codes = {code for line in told for code in re.findall(r'"([a-z_]+)"', line)}

    assert codes == words.REASONS.keys()


REASONS = [
    (refusals.ALWAYS_THE_SAME(value=4.5), "Cette série a toujours valu 4,5"),
    (refusals.STOPPED(value=0, known=30), "Cette série vaut 0 depuis ses 30 dernières valeurs"),
    (refusals.ONE_VALUE(known=1, needed=4), "Valeur connue\u00a0: 1; il en faut 4 à un modèle."),
    (refusals.FEW_VALUES(known=3, needed=4), "Valeurs connues\u00a0: 3; il en faut 4 à un modèle."),
    (refusals.NOTHING_TESTED(), "Aucune série n’est assez longue"),
    (refusals.FEW_FOR_HORIZON(known=5, horizon=48), "Ses 5 valeurs connues sont peu nombreuses pour en prévoir 48."),
]


@pytest.mark.parametrize(("reason", "french"), REASONS)
def test_a_series_that_is_only_repeated_says_why_in_french_too(reason: UserError, french: str):
    published, by_an_earlier_version = refusals.stored_note(reason), str(reason)

    assert french in str(accuracy.note(published, FRENCH))
    assert french in str(accuracy.note(by_an_earlier_version, FRENCH))


def test_a_note_that_no_version_wrote_is_shown_as_it_is():
    assert "it rained" in str(accuracy.note("it rained", FRENCH))


def test_every_note_is_known():
    assert words.NOTES.keys() == refusals.REASONS.keys() == {reason.code for reason, _ in REASONS}


def test_a_blend_is_named_with_its_shares():
    assert accuracy.model_name("60% theta + 40% calm_ces", ENGLISH) == (
        "60% theta method + 40% complex exponential smoothing without calendar effects"
    )
    assert accuracy.model_name("theta", FRENCH) == "méthode thêta"


SHIFT = {"kind": "shift", "from_channel": "in_person", "to_channel": "online", "share": 0.1}
CENTRE = {"kind": "centre", "location": "Elm"}

STEPS = [
    (SHIFT,
     "10% moves from In person to Online.",
     "10 % passe du canal En personne au canal En ligne."),
    (SHIFT | {"eligible": 0.8, "vanish": 0.05, "lines": ["Births", "Deaths"]},
     "10% of the eligible 80% moves from In person to Online, in Births and Deaths only; 5% of it no longer needs "
     "any contact.",
     "10 % des 80 % admissibles passe du canal En personne au canal En ligne, pour Births et Deaths seulement; 5 % "
     "de ce volume ne demande plus aucun contact."),
    ({"kind": "service", "line": "Births", "monthly": {"online": 1000, "mail": 20}},
     "a new service in Births brings, each month: Online 1,000 and Mail 20.",
     "un nouveau service du secteur Births amène chaque mois : En ligne 1 000 et Courrier 20."),
    (CENTRE, "Elm stays as it is.", "Elm reste inchangé."),
    (CENTRE | {"desks": 0.5, "opens": 18}, "Elm keeps 50% of its current staff, opens at 9:00.",
     "Elm garde 50 % de son personnel actuel, ouvre à 9 h 00."),
    (CENTRE | {"desks": 0, "leave": {"online": 0.4}, "vanish": 0.1},
     "Elm is closed, and of its visitors 40% turn to Online and 10% no longer come.",
     "Elm est fermé, et, parmi ses visiteurs, 40 % passent au canal En ligne et 10 % ne viennent plus."),
    ({"kind": "campaign", "percent": -12.5, "channels": ["mail"]}, "demand falls by 12.5%, by Mail only.",
     "la demande diminue de 12,5 %, par Courrier seulement."),
    ({"kind": "price", "percent": 10, "elasticity": -0.2},
     "the price rises by 10%; demand falls by 2% (elasticity −0.20).",
     "le prix augmente de 10 %; la demande diminue de 2 % (élasticité : −0,20)."),
    ({"kind": "backlog", "line": "Births", "channel": "mail", "cases": 300, "contacts": {"telephone": 0.5}},
     "300 waiting cases in Births are worked off by Mail; each brings contacts: Telephone 0.50.",
     "300 dossiers en attente du secteur Births sont traités par le canal Courrier; contacts de plus par dossier : "
     "Téléphone 0,50."),
]  # fmt: skip


@pytest.mark.parametrize(("step", "english", "french"), STEPS, ids=[english for _, english, _ in STEPS])
def test_a_step_is_a_sentence_without_what_is_as_ever(step: dict, english: str, french: str):
    began = step | {"starts": "2025-03-31"}
    ended = began | {"ends": "2025-04-30"}

    assert scenario_text.sentence(ended, ENGLISH) == f"From 31 Mar 2025 to 30 Apr 2025: {english}"
    since = step["kind"] != "backlog"  # which always ends
    plain = scenario_text.sentence(began if since else ended, FRENCH).replace("\N{NO-BREAK SPACE}", " ")
    days = "À partir du 31 mars 2025 : " if since else "Du 31 mars 2025 au 30 avr. 2025 : "
    assert plain == f"{days}{french}"


def test_a_step_that_grows_says_how_long():
    grows = SHIFT | {"starts": "2025-03-31", "ramp_days": 30}

    assert scenario_text.sentence(grows, ENGLISH).startswith("From 31 Mar 2025, growing over 30 days: 10% moves")


@pytest.mark.parametrize(
    ("warning", "required", "people", "behind"),
    [
        ("short", 1, 1, True),
        ("busy", 1, 2, True),
        ("short", 2, 1, False),
        ("overloaded", 1, 1, False),
    ],
)
def test_a_warning_where_nobody_is_missing_names_the_queue_from_earlier(
    warning: str, required: int, people: int, behind: bool
):
    row = {"location": None, "weekday": 1, "half_hour": 25, "warning": warning, "required": required, "people": people}
    rows = pl.DataFrame([row | {"gap": people - required, "occupancy": 0.6}])
    week = Week(channel="in_person", location=None, number=1, first=date(2025, 3, 31), last=date(2025, 4, 6), rows=rows)

    assert ("the queue is from earlier half-hours" in str(staffing.warnings(week, ENGLISH))) is behind
