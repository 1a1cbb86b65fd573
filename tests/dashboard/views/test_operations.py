"""The page of places and half-hours: what it names, that each number leads to its rows, what it says without."""

import re
from html import unescape
from math import inf
from pathlib import Path

import polars as pl
import pytest

from dashboard.queries import indicators, operations
from dashboard.views.operations import desk_load, heat_map, league, operators, place_map, queues, why, worst
from dashboard.views.operations.view import MEASURES
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from data.words import Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.hot_spots import Spot, Spots, spots
from metrics.assessment.target import TargetInForce
from metrics.catalogue.registry import declared
from metrics.operations.desk_load import DeskLoad
from metrics.operations.equal_mix import equal_mix
from metrics.operations.explained_wait import Factor, Share, Unknown, Why
from metrics.operations.queues import QueueHour
from tests.support.pages import context, context_of_home, drawn, opened, words

COUNTER, P90 = declared()["counter_within_20_minutes"], declared()["counter_wait_p90"]
AIM = TargetInForce(target=0.85, near=0.80, source="board")


def place(lang: str = "en", **own: str):
    ctx = context("operations", lang, own=own, takes={"transactions": ("indicator", "only")})
    return ctx, Assessment(indicator=COUNTER, period=ctx.period, value=0.8, target=0.85, near=0.8)


def of(by: tuple[str, ...], *rows: tuple, aim: TargetInForce | None = AIM) -> Spots:
    table = [
        dict(zip(by, codes, strict=True), numerator=good, denominator=n, n=n, value=good / n)
        for *codes, good, n in rows
    ]
    return spots(COUNTER, table, by, lambda codes: aim)


PLACES = of(("location",), ("north", 40, 100), ("south", 95, 100))
DAYS = of(("weekday", "hour"), ("1", "12:00", 40, 100), ("2", "09:30", 95, 100))
BOTH = of(("location", "hour"), ("north", "12:00", 40, 100), ("south", "09:30", 95, 100))


def said(markup: object) -> str:
    return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", str(markup)))).strip()


@pytest.mark.parametrize(
    ("lang", "sentences"),
    [
        ("en", ("Worst place: north · 40.0% of 100 against 85.0%. See the 60 that missed",
                "Worst half-hour of the week: Monday, 12:00 · 40.0% of 100 against 85.0%.",
                "Worst half-hour at one place: north, 12:00")),
        ("fr", ("Pire lieu : north · 40,0 % sur 100, contre 85,0 %. Voir les 60 hors norme",
                "Pire demi-heure de la semaine : Lundi, 12 h")),
    ],
)  # fmt: skip
def test_the_worst_is_named_with_value_number_and_target(lang: str, sentences: tuple[str, ...]):
    ctx, assessment = place(lang)
    text = said(worst.lead(PLACES, DAYS, BOTH, assessment, ctx))

    for sentence in sentences:
        assert sentence in text


def test_the_sentence_leads_to_those_that_missed():
    ctx, assessment = place()
    links = re.findall(r'href="([^"]*)"', str(worst.lead(PLACES, DAYS, BOTH, assessment, ctx)))

    assert [unescape(link).partition("period=2025-01")[2] for link in links] == [
        "&indicator=counter_within_20_minutes&only=missed&location=north",
        "&indicator=counter_within_20_minutes&only=missed&weekday=1&hour=12%3A00",
        "&indicator=counter_within_20_minutes&only=missed&location=north&hour=12%3A00",
    ]


def test_where_nothing_stands_out_it_says_so():
    ctx, assessment = place()
    even = of(("location",), ("north", 85, 100))
    hours = of(("weekday", "hour"), ("1", "12:00", 84, 100))
    text = said(worst.lead(even, hours, of(("location", "hour"), ("north", "12:00", 84, 100)), assessment, ctx))

    assert text.count("by more than chance") == 3
    assert "Worst" not in text


def test_records_without_place_or_time_of_day_say_so_and_have_no_tables():
    ctx, assessment = place()

    assert said(worst.lead(Spots(), Spots(), Spots(), assessment, ctx)) == (
        "These records tell no place. These records tell no time of day."
    )
    assert heat_map.by_place(Spots(), Spots(), assessment, ctx, heat_map.of_measure(assessment, ctx)) is None
    assert heat_map.by_day(Spots(), assessment, ctx, heat_map.of_measure(assessment, ctx)) is None
    assert league.places(Spots(), assessment, ctx) is None


def test_what_tells_no_place_is_counted_in_a_sentence():
    ctx, assessment = place()
    text = said(worst.lead(PLACES, DAYS, Spots(listed=BOTH.listed, nowhere=1234), assessment, ctx))

    assert "1,234 of those counted tell no place or no time of day" in text


def test_each_cell_is_a_number_a_word_and_a_link_below_headers():
    ctx, assessment = place()
    table = str(heat_map.by_place(PLACES, BOTH, assessment, ctx, heat_map.of_measure(assessment, ctx)))

    heads = re.findall(r'<th scope="(\w+)"[^>]*>(.*?)</th>', table)
    assert [(scope, said(text)) for scope, text in heads] == [
        ("col", "Location"), ("col", "9:30"), ("col", "12:00"), ("row", "north"), ("row", "south")
    ]  # fmt: skip
    assert "<caption>" in table
    cells = re.findall(r'<td[^>]*><span class="cell ([^"]*)">(.*?)</span></td>', table)
    assert [(kind, said(text)) for kind, text in cells] == [
        ("step-3", "40% , Missed · 60"), ("step-0", "95% , Met · 5")
    ]  # fmt: skip
    every, missed = re.findall(r'<a href="([^"]*)" title="([^"]*)"', cells[0][1])
    assert every[1] == "north, 12:00, 40.0%, 100 counted"
    assert missed[1] == "the 60 that missed: north, 12:00"
    links = [unescape(link) for link, _ in (every, missed)]
    assert all("location=north&hour=12%3A00" in link for link in links)
    assert ["only=missed" in link for link in links] == [False, True]


@pytest.mark.parametrize(
    ("order", "rows", "sorted_by"),
    [(None, ["north", "south"], None), ("name", ["north", "south"], "Location"), ("09:30", ["south", "north"], "9:30")],
)
def test_places_are_in_the_order_that_the_heading_asks_for(order: str | None, rows: list[str], sorted_by: str | None):
    ctx, assessment = place(**({"order": order} if order else {}))
    table = str(heat_map.by_place(PLACES, BOTH, assessment, ctx, heat_map.of_measure(assessment, ctx)))

    assert re.findall(r'scope="row"[^>]*>([^<]*)<', table) == rows
    assert [said(head) for head in re.findall(r'aria-sort="ascending">(.*?)</th>', table)] == (
        [sorted_by] if sorted_by else []
    )
    # The heading that sorts now leads back to the worst first.
    assert table.count("order=09%3A30") == (0 if order == "09:30" else 1)


def test_what_counts_by_its_completion_says_so():
    ctx, assessment = place()
    told = "Half-hours are those of the start; days and periods those of the completion."
    standards = Assessment(indicator=declared()["service_standards_met"], period=ctx.period, value=0.8)

    assert told in said(heat_map.by_day(DAYS, standards, ctx, heat_map.of_measure(standards, ctx)))
    assert told not in said(heat_map.by_day(DAYS, assessment, ctx, heat_map.of_measure(assessment, ctx)))


def test_a_number_that_is_too_few_has_no_shade():
    ctx, assessment = place()
    few = of(("weekday", "hour"), ("1", "12:00", 0, 4))
    table = str(heat_map.by_day(few, assessment, ctx, heat_map.of_measure(assessment, ctx)))

    assert 'class="cell few"' in table
    assert "step-" not in table


def test_of_many_places_the_worst_are_shown_and_all_on_demand():
    rows = [(f"p{n:02}", n, 100) for n in range(25)]
    every = of(("location",), *rows)
    both = of(("location", "hour"), *((code, "12:00", good, n) for code, good, n in rows))
    (ctx, assessment), (whole, _) = place(), place(places="all")

    some = str(heat_map.by_place(every, both, assessment, ctx, heat_map.of_measure(assessment, ctx)))
    assert some.count('scope="row"') == 20
    assert "p19" in some
    assert "p20" not in some
    assert "The 20 worst of 25 places." in said(some)
    assert (
        str(heat_map.by_place(every, both, assessment, whole, heat_map.of_measure(assessment, whole))).count(
            'scope="row"'
        )
        == 25
    )
    assert str(league.places(every, assessment, ctx)).count('scope="row"') == 25


def test_the_league_tells_interval_number_missed_and_status_each_place_a_link():
    ctx, assessment = place()
    table = str(league.places(PLACES, assessment, ctx))

    assert "40.0% 30.9% to 49.8% 100 60 85.0% ✗ Missed" in said(table).replace("\xa0", "")
    assert len(re.findall(r'scope="row"[^>]*><a href="[^"]*location=', table)) == 2


def test_a_place_close_to_its_target_is_not_called_too_few():
    ctx, assessment = place()
    text = said(league.places(of(("location",), ("close", 840, 1000), ("tiny", 0, 3)), assessment, ctx))

    assert "· Cannot be told from its target" in text.replace("\xa0", "")
    assert text.count(Status.TOO_FEW.text.en) == 1


MANY = [(f"p{n:02}", 850 + n % 7, 1000) for n in range(12)]


@pytest.mark.parametrize(
    ("lang", "sentence", "standing"),
    [
        ("en", "One place is far below the others: north. One place is far above the others: south.",
         "Far below the others"),
        ("fr", "Un lieu est loin sous les autres : north. Un lieu est loin au-dessus des autres : south.",
         "Loin sous les autres"),
    ],
)  # fmt: skip
def test_the_funnel_names_who_differs_from_the_others_beside_table_and_dots(lang: str, sentence: str, standing: str):
    ctx, assessment = place(lang)
    section = league.places(of(("location",), *MANY, ("north", 300, 1000), ("south", 995, 1000)), assessment, ctx)
    dots = re.findall(r'<a href="([^"]*)" aria-label="([^"]*)"( tabindex="-1")?>', str(section).partition("<table")[0])

    assert sentence in said(section).replace("\xa0", " ")
    assert standing in said(str(section).partition("<table")[2])
    # Each place is a dot; by the keyboard those alone that lie outside, all others in the table.
    assert len(dots) == len(MANY) + 2
    assert sorted(unescape(link).rpartition("location=")[2] for link, _, tab in dots if not tab) == ["north", "south"]
    assert any(standing.lower() in hint and "1" in hint for _, hint, _ in dots)
    assert "data-chart=" in str(section)


def test_places_alike_are_not_named_and_few_places_are_not_compared():
    ctx, assessment = place()

    apart = [(f"p{n:02}", 500 + 40 * n, 1000) for n in range(12)]

    assert "The 12 places differ by no more than chance; who misses a target is told above." in said(
        league.places(of(("location",), *MANY), assessment, ctx)
    )
    assert "Places differ so much anyhow that none of the 12 stands apart from the rest" in said(
        league.places(of(("location",), *apart), assessment, ctx)
    )
    few = league.places(PLACES, assessment, ctx)
    assert "Fewer than 5 places have enough records" in said(few)
    assert "<svg" not in str(few)


def mix(*rows: tuple[str, str, int, int]):
    """Operator, hour, in time, visits."""
    names = ("operator", "hour", "numerator", "denominator")
    return equal_mix([dict(zip(names, row, strict=True)) for row in rows], "operator", ("hour",))


SIMPSON = (("public", "09:00", 90, 100), ("public", "12:00", 540, 900),
           ("private", "09:00", 720, 900), ("private", "12:00", 50, 100))  # fmt: skip


@pytest.mark.parametrize(
    ("lang", "sentence"),
    [
        ("en", "At the same mix of services and hours public is ahead of private by 10.0 points (3.9 to 16.1)."),
        ("fr", "À composition égale de services et d’heures, public devance private de 10,0 points (3,9 à 16,1)."),
    ],
)
def test_operators_are_told_at_equal_mix_beside_their_raw_figures(lang: str, sentence: str):
    ctx, assessment = place(lang)
    section = said(operators.comparison(mix(*SIMPSON), assessment, ctx)).replace("\xa0", " ")

    assert sentence in section
    values = "private 77.0% 65.0%" if lang == "en" else "private 77,0 % 65,0 %"
    assert values in section


def test_operators_that_cannot_be_compared_or_told_apart_say_so_and_one_alone_says_nothing():
    ctx, assessment = place()
    strangers = mix(("public", "09:00", 90, 100), ("private", "12:00", 50, 100))

    assert "too little of the same services" in said(operators.comparison(strangers, assessment, ctx))
    assert said(operators.comparison(strangers, assessment, ctx)).count("not compared") == 2
    alike = mix(("public", "09:00", 90, 100), ("private", "09:00", 91, 100))
    assert "chance alone can explain" in said(operators.comparison(alike, assessment, ctx))
    assert operators.comparison(mix(("public", "09:00", 90, 100)), assessment, ctx) is None


def test_without_a_target_the_longest_is_named_and_nothing_is_judged():
    ctx, _ = place()
    assessment = Assessment(indicator=P90, period=ctx.period, value=600.0)
    rows = [{"location": "north", "numerator": None, "denominator": None, "value": 600.0, "n": 200}]
    found = spots(P90, rows, ("location",), lambda codes: None)

    assert said(worst.lead(found, Spots(), Spots(), assessment, ctx)).startswith(
        "Highest by place: north · 10:00, 200 counted. See the records"
    )
    assert Status.MISSED.text.en not in said(league.places(found, assessment, ctx))


@pytest.mark.parametrize("measure", MEASURES)
@pytest.mark.parametrize("lang", ["en", "fr"])
def test_every_measure_is_drawn(town: Path, measure: str, lang: str):
    at = opened("operations", lang=lang, period="2025-01", measure=measure)
    text = words(at)

    assert not at.exception
    assert declared()[measure].title.en in text or lang == "fr"
    assert ("could not be shown" if lang == "en" else "n’a pas pu être affichée") not in text
    assert 'aria-current="true"' in drawn(at)


def test_the_place_of_the_town_and_its_half_hours_lead_to_their_rows(town: Path):
    page = unescape(drawn(opened("operations", lang="en", period="2025-01")))

    assert "North centre" in page
    assert "indicator=counter_within_20_minutes&location=north" in page
    assert re.search(r"indicator=counter_within_20_minutes&location=north&hour=\d\d%3A\d\d", page)


def test_numbers_are_of_what_the_viewer_may_see(town: Path):
    ctx = context_of_home("operations")
    asked = {"period": "2025-01", "by": ("hour",), "where": {}}
    targets = pl.DataFrame(schema=ctx.decisions.targets.schema)
    every = operations.spots(ctx.snapshot, Viewer(), targets, "service_standards_met", **asked)
    part = operations.spots(
        ctx.snapshot, Viewer("operations_manager", (("channel", ("telephone",)),)), targets,
        "service_standards_met", **asked,
    )  # fmt: skip

    assert 0 < sum(spot.of for spot in part.listed) < sum(spot.of for spot in every.listed)


def test_a_filter_to_calls_opens_with_calls(town: Path):
    text = words(opened("operations", lang="en", channel="telephone", period="2025-01"))

    assert "Calls answered within 60 seconds, Jan 2025" in text
    assert "These records tell no place." in text


def test_figures_that_define_none_of_the_measures_say_so(monkeypatch: pytest.MonkeyPatch):
    from dashboard.views.operations import view

    told = []
    monkeypatch.setattr(view, "draw", lambda markup, key: told.append(said(markup)))
    ctx, _ = place()
    view.show(context("operations", snapshot=Snapshot(ctx.snapshot.home, ctx.snapshot.manifest, catalogue={})))

    assert told == ["None of the indicators of this page is part of these figures."]


def explained(**changed) -> Why:
    shares = [
        Share(factor=Factor.ARRIVALS, usual=21.0, now=22.0, effect_s=60),
        Share(factor=Factor.PEOPLE, usual=3.0, now=2.0, effect_s=480),
        Share(factor=Factor.SERVING, usual=485.0, now=530.0, effect_s=100),
    ]
    drawn = {"days": 20, "usual_days": 39, "left_out": 1, "shares": shares, "wait_s": 1500, "usual_wait_s": 840}
    return Why(**drawn | {"rest_s": 20, "level": 0.41, "level_more": 0.83} | changed)


@pytest.mark.parametrize(
    ("lang", "parts"),
    [
        ("en", ("The wait is 11:00 longer than usual (25:00 against 14:00)",
                "most of it comes from people serving (+8:00)",
                "With one person more all day 83% would be served in time",
                "Arrivals up to then, a day 21.0 22.0 +1:00", "People serving 3.0 2.0 +8:00",
                "Serving time 8:05 8:50 +1:40", "Not explained by the model +0:20",
                "Mean wait of those served 14:00 25:00 +11:00", "without a usual day: 1.")),
        ("fr", ("L’attente dépasse de 11:00 l’habitude (25:00 contre 14:00)", "Personnes en service 3,0 2,0 +8:00")),
    ],
)  # fmt: skip
def test_why_is_a_sentence_and_a_table_that_adds_up(lang: str, parts: tuple[str, ...]):
    ctx, _ = place(lang)
    text = said(why.explanation(explained(), "north, 12:00", False, ctx)).replace("\xa0", " ")

    for part in parts:
        assert part in text


def test_why_says_where_people_are_not_recorded_and_where_nothing_changed():
    ctx, _ = place()
    unknown = explained(rest_s=None, unknown=Unknown.NO_PEOPLE, shares=[
        Share(factor=Factor.ARRIVALS, usual=21.0, now=22.0), Share(factor=Factor.PEOPLE, usual=None, now=None)
    ])  # fmt: skip
    text = said(why.explanation(unknown, "north, 12:00", False, ctx))

    assert "It is not known how many people served, so the wait cannot be split." in text
    assert "Arrivals up to then, a day 21.0 22.0 –" in text
    assert "With one person more" not in text
    assert "It is as slow as usual: 14:10" in said(why.explanation(explained(wait_s=850), "north", False, ctx))
    assert "People serve past midnight" in said(why.explanation(explained(night=True), "north", False, ctx))
    nothing = explained(days=0, unknown=Unknown.NO_USUAL, wait_s=None, usual_wait_s=None, rest_s=None)
    assert said(why.explanation(nothing, "north", False, ctx)) == Unknown.NO_USUAL.text.en


def test_why_is_of_the_worst_unless_the_address_asks_for_another(town: Path):
    def title(**own: str) -> str:
        return re.search(
            r'<h2 id="why">([^<]*)<', drawn(opened("operations", lang="en", period="2025-02", **own))
        ).group(1)

    assert re.fullmatch(r"Why: North centre, \d+:\d\d", title())
    assert title(at="nowhere", half="03:00") == title()
    assert title(measure="calls_within_standard").startswith("Why: all centres, ")
    page = drawn(opened("operations", lang="en", period="2025-02"))
    assert "It is not known how many people served" in words(opened("operations", lang="en", period="2025-02"))
    assert re.search(r'<select data-go id="go-half">', page)


def test_calls_by_half_hour_lead_to_their_rows_and_say_what_is_not_recorded():
    ctx, _ = place()
    rows = [
        QueueHour(hour="09:00", offered=100, missed=40, abandoned=0.02, wait_s=75.0, in_time=0.6, repeated=0.2),
        QueueHour(hour="09:30", offered=50, missed=0, abandoned=0.0, wait_s=5.0, in_time=1.0, occupancy=0.8),
    ]
    section = str(queues.hours(rows, ctx))

    assert "Most calls miss the standard at 9:00: 40 of 100." in said(section)
    assert "9:00 100 2.0% 1:15 60.0% – 20.0%" in said(section)
    links = [unescape(link) for link in re.findall(r'href="([^"]*)"', section)]
    assert [("hour=09%3A00" in link, "only=missed" in link) for link in links] == [
        (True, False), (True, True), (False, False)
    ]  # fmt: skip
    assert queues.hours([], ctx) is None


def test_the_map_draws_every_place_that_tells_where_it_lies():
    ctx, assessment = place()
    found = of(("location",), ("north", 40, 100), ("south", 95, 100), ("nowhere", 90, 100))
    drawn_map = str(place_map.places(found, {"north": (50.0, -80.0), "south": (43.0, -80.0)}, assessment, ctx))

    dots = dict(re.findall(r'location=(\w+)" aria-label="[^"]*"><title>[^<]*</title><(\w+)', drawn_map))
    assert dots == {"north": "path", "south": "circle"}
    assert float(re.search(r'd="M[\d.]+ ([\d.]+)', drawn_map)[1]) < float(re.search(r'cy="([\d.]+)"', drawn_map)[1])
    assert "Places without coordinates, not on the map: 1." in said(drawn_map)


@pytest.mark.parametrize("where", [(45.0, -75.0)])
def test_one_place_has_a_map_and_places_without_coordinates_a_sentence(where: tuple[float, float]):
    ctx, assessment = place()

    assert "<svg" in str(place_map.places(of(("location",), ("north", 40, 100)), {"north": where}, assessment, ctx))
    assert "no latitude and longitude" in said(place_map.places(PLACES, {}, assessment, ctx))
    assert place_map.places(Spots(), {}, assessment, ctx) is None


@pytest.mark.parametrize(
    ("lang", "choice", "unknown"),
    [
        ("en", "Arrivals per desk", "It is not known how many people served, so arrivals per desk cannot be told."),
        ("fr", "Arrivées par poste", "On ne sait pas combien de personnes servaient : les arrivées par poste"),
    ],
)
def test_arrivals_per_desk_are_offered_beside_the_measure_and_said_where_desks_are_unknown(
    town: Path, lang: str, choice: str, unknown: str
):
    usual = opened("operations", lang=lang, period="2025-01")
    desks = opened("operations", lang=lang, period="2025-01", cells="desks")

    assert choice in words(usual)
    assert unknown not in words(usual)
    assert unknown in words(desks).replace("\xa0", " ")
    assert "cells=desks" not in unescape(drawn(desks)).split('aria-current="true">' + choice)[0].rsplit("<a", 2)[1]


def test_each_cell_of_arrivals_per_desk_leads_to_its_records(monkeypatch: pytest.MonkeyPatch):
    ctx, assessment = place()
    rows = [(("north", "12:00"), 6.0, 3), (("north", "17:00"), inf, 3), (("south", "12:00"), 1.0, 0)]
    both = Spots(listed=[
        Spot(codes=dict(zip(("location", "hour"), codes, strict=True)), value=value, of=90, step=step)
        for codes, value, step in rows
    ])  # fmt: skip
    places = Spots(listed=[Spot(codes={"location": code}, value=1.0, of=90) for code in ("north", "south")])
    monkeypatch.setattr(operations, "queued_channel", lambda snapshot, name: "in_person")
    monkeypatch.setattr(indicators, "has_rows", lambda *asked: True)
    load = DeskLoad(places=places, both=both, mean=3.28, left_out=12)
    monkeypatch.setattr(operations, "load_of_desks", lambda *asked, **more: load)
    page = str(desk_load.maps(assessment, ctx))

    assert "Arrivals per desk: 3.3 in each half-hour on average. Left out are 12" in said(page)
    assert re.findall(r'<a[^>]*title="([^"]*)"[^>]*>([^<]*)</a></span>', page) == [
        ("north, 12:00, 6.0, 90 counted", "6.0"),
        ("north, 17:00, nobody, 90 counted", "nobody"),
        ("south, 12:00, 1.0, 90 counted", "1.0"),
    ]
    assert "indicator=counter_within_20_minutes&location=north&hour=12%3A00" in unescape(page)
    assert page.count("step-3") == 2
