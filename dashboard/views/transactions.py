"""The records behind a number: how many, that they add up to it, a page of them, all of them as a file."""

from dataclasses import replace

from dashboard import behind, downloads, queries, records, rowlist
from dashboard.component import draw
from dashboard.listed import listed, order
from dashboard.markup import join, tag
from dashboard.place import Place
from dashboard.wording import frame
from dashboard.wording import transactions as words


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
        note = behind.answered(found.indicators, asked, place)
    indicator = queries.named(place.own.get("indicator", ""))
    if indicator is None:
        draw(behind.question(place, note, tag("p", place.say(words.CHOOSE_WHY))), "transactions")
        return
    judged = queries.judged(place.viewer, (indicator.name,), place.period.code, place.where)[0]
    if absent := behind.absent(judged, place):
        draw(behind.question(place, note, absent), "transactions")
        return
    period, number = behind.asked(judged, place)
    counted = records.rows_behind(place.viewer, indicator.name, period.code, place.where)
    chosen = listed(counted, place)
    notes = [tag("p", place.say(frame.NOT_KNOWN, what=what), class_="note warn") for what in chosen.unknown]
    summary = behind.summary(counted, judged, number, place)
    longer = behind.another_period(judged, period, place)
    draw(behind.question(place, note, *notes, summary, longer), "transactions")
    if not counted.rows:
        return
    downloads.buttons(counted, judged, period, number, place)
    page = records.rows_page(
        place.viewer, indicator.name, period.code, place.where, chosen.columns, chosen.number,
        chosen.sort, chosen.descending, order(counted.of, chosen.sort, place),
    )  # fmt: skip
    draw(
        join(
            rowlist.chooser(chosen, counted, place),
            rowlist.rows(page, chosen, counted, judged, period, place),
            rowlist.pages(chosen, counted, place),
            rowlist.zones(place),
        ),
        "transactions-list",
    )
