"""The statement as a page that needs nothing else: no script, no font, no picture; readable without its style."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from dashboard.exports.statement import sections
from dashboard.request.context import fill
from dashboard.text import formats
from dashboard.text.wording import statement as words
from dashboard.ui.markup import Html, join, tag
from data.text import Text
from metrics.calendar.periods import parse
from metrics.engine.disclosure import PUBLIC_MINIMUM
from metrics.standards.statement import Version

STYLE = (Path(__file__).parent / "statement.css").read_text(encoding="utf-8")


@dataclass(frozen=True, kw_only=True)
class Surroundings:
    """What stands around the figures: addresses, whose statement it is, and what else was published.

    `language`: of the same page in the other language. `files`: name → address. `log`: all versions of the quarter.
    `others`: quarter → address. `newest`: address of the version that corrects this one, where there is one.
    """

    language: str
    files: Mapping[str, str] = field(default_factory=dict)
    log: Sequence[Version] = ()
    others: Mapping[str, str] = field(default_factory=dict)
    newest: str | None = None
    organisation: Text | None = None
    contact: str = ""


def page(version: Version, lang: str, around: Surroundings) -> str:
    """The whole document in a language."""
    other = "en" if lang == "fr" else "fr"
    period = formats.period(parse(version.statement.period), lang)
    title = f"{fill(words.TITLE, lang)}, {period}"
    name = fill(around.organisation or words.OUR_ORGANISATION, lang)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", f"{title} – {name}"),
        Html(f"<style>{STYLE}</style>"),
    )
    body = tag(
        "body",
        tag("a", fill(words.SKIP, lang), href="#standards", class_="skip"),
        tag(
            "header",
            tag("p", name),
            tag("p", tag("a", fill(words.OTHER_LANGUAGE, lang), href=around.language, lang=other, hreflang=other)),
        ),
        tag(
            "main",
            _opening(version, title, lang, around),
            sections.sections(version.statement, lang),
            _end(lang, around),
        ),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=f'{lang}-CA')}\n"


def empty(lang: str, organisation: Text | None, language: str) -> str:
    """The page while nothing was published."""
    other = "en" if lang == "fr" else "fr"
    title = fill(words.TITLE, lang)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("title", title),
        Html(f"<style>{STYLE}</style>"),
    )
    link = tag("a", fill(words.OTHER_LANGUAGE, lang), href=language, lang=other, hreflang=other)
    name = tag("p", fill(organisation or words.OUR_ORGANISATION, lang))
    body = tag(
        "body",
        tag("header", name, tag("p", link)),
        tag("main", tag("h1", title), tag("p", fill(words.NOTHING_YET, lang))),
    )
    return f"<!doctype html>\n{tag('html', head, body, lang=f'{lang}-CA')}\n"


def _opening(version: Version, title: str, lang: str, around: Surroundings) -> Html:
    span = parse(version.statement.period)
    ends = {"first": formats.day(span.start, lang), "last": formats.day(span.end, lang)}
    if version.version is None or version.day is None:
        dated = fill(words.DRAFT, lang, **ends)
    else:
        dated = fill(words.PUBLISHED, lang, day=formats.day(version.day, lang), version=version.version, **ends)
    newer = None
    if around.newest:
        link = tag("a", formats.period(span, lang), href=around.newest)
        newer = tag("p", tag("strong", fill(words.SUPERSEDED, lang), " ", link))
    return join(
        tag("h1", title),
        tag("p", tag("strong", fill(words.FICTIONAL, lang))) if version.statement.fictional else None,
        tag("p", dated),
        newer,
        tag("p", fill(words.LEAD, lang)),
        sections.lead(version.statement, lang),
    )


def _end(lang: str, around: Surroundings) -> Html:
    """How to complain, what the words mean, what was corrected, and the figures as files."""
    mail = tag("p", fill(words.COMPLAIN_TO, lang), " ", tag("a", around.contact, href=f"mailto:{around.contact}"), ".")
    terms = [
        (tag("dt", fill(term, lang)), tag("dd", fill(meaning, lang, least=PUBLIC_MINIMUM)))
        for term, meaning in words.DEFINED
    ]
    parts = [
        _section(
            words.COMPLAIN, "complain", lang, tag("p", fill(words.COMPLAIN_HOW, lang)), mail if around.contact else None
        ),
        _section(words.DEFINITIONS, "definitions", lang, tag("dl", terms)),
        _section(words.LOG, "corrections", lang, _log(around.log, lang)),
    ]
    if around.files:
        files = [tag("li", tag("a", name, href=address)) for name, address in around.files.items()]
        parts.append(_section(words.FILES, "files", lang, tag("ul", files)))
    if around.others:
        links = [
            tag("li", tag("a", formats.period(parse(code), lang), href=address))
            for code, address in around.others.items()
        ]
        parts.append(_section(words.OTHERS, "others", lang, tag("ul", links)))
    return join(parts)


def _section(title: Text, id_: str, lang: str, *content: Html | None) -> Html:
    return tag("section", tag("h2", fill(title, lang), id=id_), *content, aria_labelledby=id_)


def _log(log: Sequence[Version], lang: str) -> Html:
    if not log:
        return tag("p", fill(words.LOG_NONE, lang))
    lines = []
    for one in log:
        told = {"version": one.version, "day": formats.day(one.day, lang) if one.day else ""}
        if one.reason is None:
            lines.append(tag("li", fill(words.LOG_FIRST, lang, **told)))
        else:
            lines.append(tag("li", fill(words.LOG_LINE, lang, reason=formats.in_language(one.reason, lang), **told)))
    return tag("ol", lines)
