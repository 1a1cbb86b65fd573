"""The figures of the statement: a table per channel, the guarantees, and the sentence above them."""

from collections.abc import Iterable, Sequence

from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import statement as words
from dashboard.ui.markup import Child, Html, join, tag
from data.text import Text
from data.words import Channel, Circumstance, InteractionKind
from metrics.calendar.periods import parse
from metrics.definition.breakdowns import DIMENSIONS
from metrics.engine.disclosure import PUBLIC_MINIMUM
from metrics.standards.attainment import TRANSACTION
from metrics.standards.statement import GUARANTEE, REFUNDS, STANDARD, Figure, Statement

APART = Circumstance.NOT_NORMAL.value


def lead(statement: Statement, lang: str) -> Html | None:
    """What share of all transactions met its standard, where that is published."""
    for one in statement.figures:
        whole = one.section == STANDARD and one.kind == TRANSACTION and one.channel is None
        if whole and one.circumstance != APART and not one.hidden:
            return tag("p", fill(words.LEAD_TOTAL, lang, value=_share(one, lang), n=_cases(one, lang)))
    return None


def sections(statement: Statement, lang: str) -> Html:
    """All standards by channel, then the guarantees."""
    heading = tag("h2", fill(words.STANDARDS, lang), id="standards", tabindex=-1)
    period = formats.period(parse(statement.period), lang)
    kept = _guarantees(statement, period, lang)
    title = tag("h2", fill(words.GUARANTEES, lang), id="guarantees")
    return join(
        tag("section", heading, _channels(statement, period, lang), aria_labelledby="standards"),
        tag("section", title, kept, aria_labelledby="guarantees") if kept else None,
    )


def tables(statement: Statement, lang: str) -> Html:
    """The same without headings, within another page."""
    period = formats.period(parse(statement.period), lang)
    return join(_channels(statement, period, lang), _guarantees(statement, period, lang))


def _channels(statement: Statement, period: str, lang: str) -> list[Html]:
    of_standards = [one for one in statement.figures if one.section == STANDARD and one.channel is not None]
    channels = list(dict.fromkeys(one.channel for one in of_standards if one.channel is not None))
    ordered = sorted(channels, key=lambda code: list(Channel).index(Channel(code)))
    return [_channel(code, [one for one in of_standards if one.channel == code], period, lang) for code in ordered]


def _channel(code: str, figures: Sequence[Figure], period: str, lang: str) -> Html:
    name = fill(Channel(code).text, lang)
    apart = {(one.kind, one.service): one for one in figures if one.circumstance == APART}
    usual = [one for one in figures if one.circumstance != APART]
    told = {(one.kind, one.service) for one in usual}
    # What had cases only in circumstances that were not normal still has its line.
    usual += [
        Figure(**{**one.__dict__, "circumstance": None, "numerator": None, "cases": 0, "value": None, "hidden": False})
        for key, one in apart.items()
        if key not in told
    ]
    # Services first by their names, then what all are promised who ask, and the total last.
    usual.sort(key=lambda one: (one.service is None, one.kind == TRANSACTION, fill(_name(one, lang), lang).casefold()))
    titles = [DIMENSIONS["service"].title, words.STANDARD, words.TARGET, words.PERFORMANCE, words.CASES]
    titles += [words.NOT_NORMAL, words.NOT_NORMAL_CASES] if apart else []
    rows = []
    for one in usual:
        other = apart.get((one.kind, one.service))
        cells = [_promise(one, lang), _target(one, lang), _share(one, lang), _cases(one, lang)]
        if apart:
            cells += [_share(other, lang), _cases(other, lang)]
        rows.append((fill(_name(one, lang), lang), cells))
    caption = fill(words.CAPTION, lang, channel=name, period=period)
    return join(tag("h3", name, id=f"channel-{code}"), _table(caption, titles, rows, lang, texts=2))


def _guarantees(statement: Statement, period: str, lang: str) -> Html | None:
    kept = [one for one in statement.figures if one.section == GUARANTEE]
    refunds = next((one for one in statement.figures if one.section == REFUNDS), None)
    if not kept:
        return None
    kept.sort(key=lambda one: (one.channel is None, fill(_name(one, lang), lang).casefold()))
    rows = []
    for one in kept:
        name = fill(words.ALL if one.channel is None else _name(one, lang), lang)
        channel = "" if one.channel is None else fill(Channel(one.channel).text, lang)
        rows.append((name, [channel, _cases(one, lang), _share(one, lang)]))
    caption = fill(words.GUARANTEE_CAPTION, lang, period=period)
    titles = [DIMENSIONS["service"].title, DIMENSIONS["channel"].title, words.DUE, words.KEPT]
    return join(
        tag("p", fill(words.GUARANTEE_LEAD, lang)),
        _table(caption, titles, rows, lang, texts=2),
        tag("p", _refunds(refunds, lang)),
    )


def _refunds(one: Figure | None, lang: str) -> str:
    if one is None or (not one.hidden and not one.cases):
        return fill(words.NO_REFUNDS, lang)
    if one.hidden or one.numerator is None:
        return fill(words.REFUNDS_HIDDEN, lang, least=PUBLIC_MINIMUM)
    return fill(words.REFUNDS, lang, n=_cases(one, lang), money=formats.cents(one.numerator, lang, 2))


def _table(
    caption: str, titles: Sequence[Text], rows: Iterable[tuple[str, Sequence[Child]]], lang: str, *, texts: int
) -> Html:
    """A table whose first columns are texts, the others numbers."""

    def kind(at: int) -> str | None:
        return "num" if at >= texts else None

    head = tag("tr", (tag("th", fill(t, lang), scope="col", class_=kind(at)) for at, t in enumerate(titles)))
    body = [
        tag(
            "tr",
            tag("th", name, scope="row"),
            (tag("td", cell, class_=kind(at)) for at, cell in enumerate(cells, 1)),
        )
        for name, cells in rows
    ]
    drawn = tag("table", tag("caption", tag("span", caption)), tag("thead", head), tag("tbody", body))
    return tag("div", drawn, class_="scroll", tabindex=0, role="region", aria_label=caption)


def _name(one: Figure, lang: str) -> Text:
    if one.service is not None:
        return one.service_name
    return words.ALL_SERVICES if one.kind == TRANSACTION else InteractionKind(one.kind or TRANSACTION).text


def _promise(one: Figure, lang: str) -> str:
    if one.service is None and one.kind == TRANSACTION:
        return ""
    return fill(one.standard or words.NO_STANDARD, lang)


def _target(one: Figure, lang: str) -> str:
    if one.standard is None:
        return ""
    return fill(words.NO_TARGET, lang) if one.target is None else formats.percent(one.target, lang)


def _share(one: Figure | None, lang: str) -> str:
    if one is None or (one.value is None and not one.hidden):
        return fill(words.NONE, lang)
    return fill(words.HIDDEN, lang) if one.hidden else formats.percent(one.value or 0.0, lang)


def _cases(one: Figure | None, lang: str) -> str:
    if one is None:
        return formats.number(0, lang)
    return fill(words.HIDDEN, lang) if one.hidden or one.cases is None else formats.number(one.cases, lang)
