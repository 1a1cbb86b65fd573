"""A comment as it is read: its parts in the reader's language, or in the other and marked so; what the data say."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.request.context import LANGUAGES, PageContext
from dashboard.text import formats, verdicts
from dashboard.text.wording import reporting as words
from metrics.assessment.assessment import Assessment
from metrics.reporting.support import EXPLAINED, CheckedClaim, check

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Part:
    """One part of a comment: its title, what was written, in which language, and until when by whom."""

    title: str
    text: str
    lang: str
    until: str | None = None


def parts(row: Row, ctx: PageContext) -> Iterator[Part]:
    """The parts that a comment has."""
    until = {"action": _action(row, ctx), "effect": _effect(row, ctx)}
    for name, title in words.PARTS.items():
        if text := plain(row, name, ctx):
            yield Part(ctx.say(title), text, language(row, name, ctx), until.get(name))


def plain(row: Row, name: str, ctx: PageContext) -> str:
    """A text (`name`_en, `name`_fr) in the reader's language, else in the other one; empty where there is none."""
    return row[f"{name}_{ctx.lang}"] or row[f"{name}_{_other(ctx)}"] or ""


def language(row: Row, name: str, ctx: PageContext) -> str:
    """In which language that text is."""
    return ctx.lang if row[f"{name}_{ctx.lang}"] else _other(ctx)


def author_text(row: Row, ctx: PageContext) -> str:
    """Who wrote it, and when."""
    return f"{row['author']}, {formats.moment(row['recorded_at'], ctx.lang)}"


def data_line(assessment: Assessment, ctx: PageContext) -> str:
    """The signal, its direction and how often the target was met."""
    sentences = [verdicts.variation(assessment, ctx.lang)]
    if evidence := verdicts.met_in(assessment, ctx.lang):
        sentences.append(evidence)
    return "; ".join(sentences) + "."


def claims(row: Row, assessment: Assessment, ctx: PageContext) -> list[str]:
    """Each claim of a comment, with whether the data show it."""
    return [_claim(one, ctx) for one in check(row, assessment)]


def _claim(one: CheckedClaim, ctx: PageContext) -> str:
    direction = one.claim.direction
    if not one.judged:
        verdict = words.UNTOLD
    elif direction in EXPLAINED:
        verdict = words.CAUSE_UNTOLD if one.supported is None else words.UNEXPLAINED[direction]
    else:
        verdict = (words.SUPPORTED if one.supported else words.UNSUPPORTED)[direction]
    return ctx.say(verdict, words=one.claim.words)


def _other(ctx: PageContext) -> str:
    return next(lang for lang in LANGUAGES if lang != ctx.lang)


def _action(row: Row, ctx: PageContext) -> str | None:
    if not row["action_owner"] or not row["action_due"]:
        return None
    return ctx.say(words.WHO_UNTIL, owner=row["action_owner"], day=formats.day(row["action_due"], ctx.lang))


def _effect(row: Row, ctx: PageContext) -> str | None:
    return ctx.say(words.UNTIL, day=formats.day(row["effect_by"], ctx.lang)) if row["effect_by"] else None
