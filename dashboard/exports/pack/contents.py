"""The contents of a pack: its cover, and its parts in the order of the settings.

A part is a function from an edition to its sections, none where there is nothing of it to tell this reader. To add one,
write a file in `parts/` and name it in `PARTS`.
"""

from collections.abc import Callable, Iterator, Mapping

from dashboard.exports.pack.edition import Edition
from dashboard.exports.pack.model import Pack, Section
from dashboard.exports.pack.parts import (
    accountability,
    attention,
    changes,
    definitions,
    items,
    outlook,
    points,
    quality,
    scorecard,
    strategy,
)
from dashboard.findings.closing import changed_since, decision
from dashboard.queries import session
from dashboard.request.context import PageContext
from dashboard.request.periods import is_open
from dashboard.text import formats
from dashboard.text.access import scope_text, viewer_name
from dashboard.text.wording import frame
from dashboard.text.wording import pack as words
from dashboard.text.wording import reporting as reporting_words
from data.errors import nearest
from data.refusals import pack as refusals
from data.settings import organisation_name
from metrics.calendar.standing import progress
from metrics.catalogue.visible import scope_names
from metrics.definition.breakdowns import DIMENSIONS, names
from metrics.definition.limits import unlimited

PARTS: Mapping[str, Callable[[Edition], Iterator[Section]]] = {
    scorecard.NAME: scorecard.scorecard,
    changes.NAME: changes.changes,
    attention.NAME: attention.attention,
    strategy.NAME: strategy.strategy,
    quality.STANDARDS: quality.standards,
    quality.GUARANTEES: quality.guarantees,
    accountability.PARTNERS: accountability.partners,
    accountability.AUDITS: accountability.audits,
    outlook.NAME: outlook.outlook,
    items.NAME: items.decisions,
    definitions.NAME: definitions.definitions,
    points.NAME: points.points,
}
"""The parts in their usual order."""
NEVER_LEFT_OUT = (scorecard.NAME, definitions.NAME)

SAID_BY_FORMATS = {
    name: text
    for name, text in vars(words).items()
    if name
    in (
        "CONTENTS", "PAGE", "SHEET_COVER", "SHEET_CONTENTS", "SHEET_NOTES", "SHEET", "SHEET_TITLE", "NOTE_PART",
        "NOTE_TEXT", "ONE_TABLE", "BACK", "MARK", "CONTINUED", "SKIP", "LOGO",
    )
}  # fmt: skip
"""What formats say themselves, by the names of `Pack.words`."""


def contents(edition: Edition) -> Pack:
    """The whole pack of an edition.

    Raises: UserError where the settings name a part that there is not, or leave one out that must be there.
    """
    ctx, order = edition.ctx, parts_in_order(session.current().pack_parts)
    organisation = organisation_name(session.current()) or words.ORGANISATION
    period = formats.period(ctx.period, ctx.lang)
    fictional = session.fictional(ctx.snapshot)
    title = ctx.say(words.HEADING, period=period)
    footer = [title, ctx.snapshot.manifest.run, *([ctx.say(frame.FICTIONAL)] if fictional else [])]
    return Pack(
        lang=ctx.lang,
        title=title,
        subtitle=ctx.say(frame.TITLE),
        organisation=ctx.say(organisation),
        author=ctx.say(organisation),
        facts=list(_facts(edition)),
        marks=[ctx.say(frame.FICTIONAL_WHY)] if fictional else [],
        footer=" · ".join(footer),
        sections=[section for name in order for section in PARTS[name](edition)],
        moment=ctx.snapshot.manifest.finished_at,
        words={name: ctx.say(text) for name, text in SAID_BY_FORMATS.items()},
    )


def parts_in_order(setting: str) -> list[str]:
    """The names of the parts as the settings order them; all of them where they do not."""
    chosen = [name.strip() for name in setting.split(",") if name.strip()]
    if not chosen:
        return list(PARTS)
    for at, name in enumerate(chosen):
        if name not in PARTS:
            raise refusals.UNKNOWN_PART(part=name, nearest=nearest(name, PARTS))
        if name in chosen[:at]:
            raise refusals.PART_TWICE(part=name)
    for name in NEVER_LEFT_OUT:
        if name not in chosen:
            raise refusals.LACKS_PART(part=name)
    return chosen


def _facts(edition: Edition) -> Iterator[tuple[str, str]]:
    """What the pack is of, for whom, of which run, and whether its figures may still change."""
    ctx, manifest = edition.ctx, edition.ctx.snapshot.manifest
    first, last = formats.day(ctx.period.start, ctx.lang), formats.day(ctx.period.end, ctx.lang)
    period = formats.period(ctx.period, ctx.lang)
    yield ctx.say(words.PERIOD), ctx.say(words.DAYS, period=period, first=first, last=last)
    yield ctx.say(words.STANDING), _standing(edition)
    yield ctx.say(words.FOR), viewer_name(ctx.viewer, ctx.lang)
    if ctx.viewer.scope:
        scope = scope_text(ctx, scope_names(ctx.viewer, unlimited(ctx.snapshot)))
        yield ctx.say(words.SCOPE), ctx.say(words.PART_ONLY, scope=scope)
    yield ctx.say(words.FILTERS), _filters(ctx)
    if manifest.data_to:
        yield ctx.say(words.DATA_TO), formats.day(manifest.data_to, ctx.lang)
    moment = formats.moment(manifest.finished_at, ctx.lang)
    yield ctx.say(words.RUN), ctx.say(words.RUN_OF, run=manifest.run, moment=moment)
    as_then = ctx.as_of or (edition.lock and edition.whole)
    yield ctx.say(words.AS_OF), ctx.say(words.AS_REPORTED if as_then else words.KNOWN_NOW)


def _standing(edition: Edition) -> str:
    """Closed by whom and what has changed since, not closed, or not even over."""
    ctx, now = edition.ctx, edition.now
    if edition.lock:
        told = [decision(edition.lock, now)]
        if not edition.figures:
            told.append(ctx.say(words.OF_PART))
        else:
            since = changed_since(edition.changed, now) or now.say(reporting_words.NO_RESTATEMENT)
            told += [ctx.say(words.AS_CLOSED), since]
        return " ".join([*told, *([] if edition.whole else [ctx.say(words.RUN_GONE)])])
    data_to, whole_to = ctx.snapshot.manifest.data_to, ctx.snapshot.manifest.whole_to
    if data_to and whole_to and is_open(ctx.period, data_to, whole_to):
        done = progress(ctx.period, data_to)
        day = formats.day(data_to, ctx.lang)
        return ctx.say(words.STILL_OPEN, done=done.done, of=done.of, day=day)
    return ctx.say(words.NOT_CLOSED)


def _filters(ctx: PageContext) -> str:
    if not ctx.where:
        return ctx.say(words.NO_FILTER)
    told = []
    for name, codes in ctx.where.items():
        members = names(name, ctx.snapshot)
        listed = ", ".join(ctx.say(members[code]) if code in members else code for code in codes)
        told.append(ctx.say(words.FILTER, name=ctx.say(DIMENSIONS[name].title), members=listed))
    return "; ".join(told)
