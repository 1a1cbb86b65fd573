"""The records behind a number: how many, that they add up to it, a page of them, all of them as a file."""

from dataclasses import replace

from dashboard.queries import indicators, records
from dashboard.request.context import Place
from dashboard.text.wording import frame
from dashboard.text.wording import transactions as words
from dashboard.ui.component import draw
from dashboard.ui.markup import join, tag
from dashboard.views.drilldown import downloads, question, record_table
from dashboard.views.drilldown.list_options import listed, order


def show(place: Place) -> None:
    """The page of the records behind the indicator that the address names, or of what was searched."""
    asked = place.own.get("find")
    place = replace(place, own={name: value for name, value in place.own.items() if name != "find"})
    note = None
    if asked:
        found = records.found(place.viewer, asked)
        if found.link:
            draw(join(), "transactions", go=place.link(found.page, **found.link))
            return
        note = question.answered(found.indicators, asked, place)
    indicator = indicators.named(place.own.get("indicator", ""))
    if indicator is None:
        draw(question.question(place, note, tag("p", place.say(words.CHOOSE_WHY))), "transactions")
        return
    judged = indicators.judged(place.viewer, (indicator.name,), place.period.code, place.where)[0]
    if absent := question.absent(judged, place):
        draw(question.question(place, note, absent), "transactions")
        return
    period, number = question.asked(judged, place)
    counted = records.rows_behind(place.viewer, indicator.name, period.code, place.where)
    chosen = listed(counted, place)
    notes = [tag("p", place.say(frame.NOT_KNOWN, what=what), class_="note warn") for what in chosen.unknown]
    summary = question.summary(counted, judged, number, place)
    longer = question.another_period(judged, period, place)
    draw(question.question(place, note, *notes, summary, longer), "transactions")
    if not counted.rows:
        return
    downloads.buttons(counted, judged, period, number, place)
    page = records.rows_page(
        place.viewer, indicator.name, period.code, place.where, chosen.columns, chosen.number,
        chosen.sort, chosen.descending, order(counted.of, chosen.sort, place),
    )  # fmt: skip
    draw(
        join(
            record_table.chooser(chosen, counted, place),
            record_table.rows(page, chosen, counted, judged, period, place),
            record_table.pages(chosen, counted, place),
            record_table.zones(place),
        ),
        "transactions-list",
    )
