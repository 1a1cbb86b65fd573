"""The Demand page: what is ahead and how good that is, staffing, files and scope; nothing on it learns."""

import subprocess
import sys
from datetime import date
from pathlib import Path

import polars as pl

from dashboard.queries import session
from dashboard.queries.demand import forecasts
from dashboard.views.demand import downloads
from dashboard.views.demand.forecast import read_forecast
from dashboard.views.demand.selection import read_selection
from data.access.viewer import Viewer
from tests.support.forecasts import EVERYTHING, OPEN, ORIGIN, TELEPHONE, WEEKS, foretell
from tests.support.pages import context_of_home, drawn, opened, words


def test_before_any_forecast_one_sentence_says_what_to_do(town: Path):
    assert "Run “scorecard run” without --no-forecast" in words(opened("demand", lang="en"))
    assert "n’a encore été faite" in words(opened("demand", lang="fr"))


def test_one_sentence_says_what_comes_how_sure_and_to_when(foretold: Path):
    said = words(opened("demand", lang="en"))

    assert (
        f"All demand: {WEEKS * OPEN * EVERYTHING:,} interactions are expected from 31 Mar 2025 to 29 Jun 2025" in said
    )
    assert ", 0.0% compared with the same days a year earlier" in said
    assert "off by 6.0% one week ahead and by 6.0% 13 weeks ahead" in said
    assert "Usable to week 12; beyond that the seasonal naive is as good." in said


def test_weeks_come_first_with_intervals_of_their_own_and_add_up_to_the_total(foretold: Path):
    said = words(opened("demand", lang="en", channel="telephone"))

    week = OPEN * TELEPHONE
    own = f"{round(0.95 * week)} – {round(1.05 * week)} {round(0.92 * week)} – {round(1.08 * week)}"
    assert f"7 Apr 2025 {week} – – {week} {own}" in said, "not ± 10 and ± 20 %, as its days"
    assert f"Total {WEEKS * week:,}" in said
    assert f"8 Apr 2025 {TELEPHONE} – – {TELEPHONE} 94 – 116 84 – 126" in said  # ± 10 % and ± 20 % of 105
    assert "6 Apr 2025 closed" in said


def test_days_can_be_chosen_instead_of_weeks(foretold: Path):
    said = words(opened("demand", lang="en", channel="telephone", grain="day"))

    assert "off by 10.0% in the first week and by 10.0% in week 13" in said
    assert "The plan by day Day Forecast Overrides Scenario Plan" in said
    assert f"31 Mar 2025 {TELEPHONE} – – {TELEPHONE} 94 – 116 84 – 126" in said


def test_holidays_stand_where_they_fall_and_lead_to_where_they_are_changed(foretold: Path):
    page = opened("demand", lang="en", channel="telephone")

    assert "18 Apr 2025 Good Friday (holiday)" in words(page)
    assert "14 Apr 2025 Good Friday" in words(page), "beside its week"
    assert "from=2025-04-18" in drawn(page)
    french = words(opened("demand", lang="fr", channel="telephone"))
    assert "18 avr. 2025 Vendredi saint (jour férié)" in french


def test_accuracy_stands_beside_it_week_by_week_with_the_naive(foretold: Path):
    said = words(opened("demand", lang="en"))

    assert "12 6.0% 12.0% 0.60 +1.0% 80% 100%" in said
    assert "13 ▲ 6.0% 6.0%" in said
    assert "12 10.0% 20.0% 0.80 +2.0% 80% 100%" in words(opened("demand", lang="en", grain="day"))
    assert "Model: 60% linear regression on the last values + 40% theta method." in said
    assert "Alone, the first of them had 80% of the seasonal naive forecast's error over the history." in said
    assert "Next best: exponential smoothing, with 12.5% more error." in said  # 0.9 ÷ 0.8


def test_what_is_not_forecast_is_said(foretold: Path):
    assert "There is no forecast for this combination" in words(opened("demand", lang="en", channel="kiosk"))


def test_a_source_of_monthly_totals_has_months_alone(town: Path):
    foretell(town, "b", ORIGIN, grains=("month",))

    said = words(opened("demand", lang="fr"))
    assert f"Toute la demande : {18 * 30 * EVERYTHING:,}".replace(",", " ") in said.replace("\N{NO-BREAK SPACE}", " ")
    assert "Plan par mois : prévision, corrections, scénario" in said
    assert "needs a daily forecast" in words(opened("demand", lang="en", section="staff"))
    assert "Next 8 weeks" not in words(opened(lang="en"))


def test_what_was_believed_then_stands_against_what_came(town: Path):
    foretell(town, "a", date(2025, 3, 16), more=21)
    foretell(town, "b", ORIGIN)

    said = words(opened("demand", lang="en", channel="telephone"))

    assert "Over the 2 periods known since then, it was off by 20.0%" in said  # weeks: 21 ÷ 105
    assert "0.0% fell in the 80% interval" in said
    by_day = words(opened("demand", lang="en", channel="telephone", grain="day"))
    assert f"Over the {2 * OPEN} periods known since then, it was off by 20.0%" in by_day


def test_staffing_stands_beside_what_was_measured(town: Path):
    foretell(town, "b", ORIGIN, levels={"telephone": (0.83, 0.82)})

    said = words(opened("demand", lang="en", section="staff", channel="telephone"))
    assert "Of the 8 weeks to 30 Mar 2025, the model says that 83% were served in time; 82% were." in said
    assert "Service times are 1.5 times those recorded" in said
    assert "cannot be said" not in said
    assert "le modèle dit 83" in words(opened("demand", lang="fr", section="staff", channel="telephone"))


def test_a_model_that_was_wrong_lately_says_so_and_promises_nothing(town: Path):
    foretell(town, "b", ORIGIN, levels={"telephone": (0.99, 0.70)})

    said = words(opened("demand", lang="en", section="staff", channel="telephone"))
    assert "the model says that 99% were served in time; 70% were." in said
    assert "That is too far apart: whether people suffice in the weeks ahead cannot be said." in said
    assert "Too few people" not in said
    assert "What each service level costs" not in said
    assert "C’est trop éloigné" in words(opened("demand", lang="fr", section="staff", channel="telephone"))


def test_a_channel_without_past_weeks_says_that_it_was_not_compared(town: Path):
    foretell(town, "b", ORIGIN, levels={"telephone": (0.83, 0.82)})

    said = words(opened("demand", lang="en", section="staff", channel="in_person"))
    assert "The model could not be compared with past weeks here." in said


def test_a_week_says_whom_it_needs(foretold: Path):
    said = words(opened("demand", lang="en", section="staff", channel="telephone", week="2"))

    assert f"Telephone, week of 7 Apr 2025: {OPEN * TELEPHONE} contacts need" in said
    assert "staff is not recorded here" in said
    assert "People needed, by half-hour From Mon Tue Wed Thu Fri Sat 9:00" in said
    assert "What each service level costs" in said


def test_the_scorecard_says_whether_people_suffice(foretold: Path):
    at = opened(lang="en")

    assert "Next 8 weeks: demand compared with capacity" in words(at)
    assert "Telephone – Staff not recorded" in words(at)
    assert "demand?lang=en" in drawn(at)


def test_the_file_holds_what_is_shown(foretold: Path):
    ctx = context_of_home("demand", "fr")
    selection = read_selection(ctx)

    rows = downloads.ahead(read_forecast(selection, ctx), selection, ctx)

    assert rows["Prévision"].sum() == WEEKS * OPEN * EVERYTHING
    assert rows.columns[:5] == ["Semaine du", "Prévision", "Corrections", "Scénario", "Plan"]


def test_a_viewer_sees_no_more_than_their_scope(foretold: Path):
    decisions = context_of_home("demand").decisions
    agent, elsewhere = (
        Viewer("operations_manager", (limit,)) for limit in (("channel", ("telephone",)), ("region", ("up",)))
    )

    def ahead(viewer: Viewer) -> pl.DataFrame:
        return forecasts.ahead(session.open_snapshot(viewer=viewer), viewer, decisions)

    assert set(ahead(agent)["channel"]) == {"telephone"}
    assert ahead(elsewhere).is_empty()


LEARNS = """
import sys
from tests.support.pages import opened, words
for section in ("ahead", "plan", "staff", "scenarios"):
    at = opened("demand", lang="en", section=section)
    assert not at.exception and "could not be shown" not in words(at)
assert "interactions are expected" in words(opened("demand", lang="en"))
print(sorted({"sklearn", "statsforecast", "mlforecast", "hierarchicalforecast"} & set(sys.modules)))
"""


def test_opening_the_page_never_learns(foretold: Path):
    done = subprocess.run(
        [sys.executable, "-c", LEARNS], capture_output=True, text=True, check=True, cwd=Path(__file__).parents[3]
    )

    assert done.stdout.strip() == "[]"
