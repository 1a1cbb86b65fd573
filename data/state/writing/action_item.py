"""Writing actions and decisions, and how far they have come."""

from datetime import date
from typing import Any

from sqlalchemy import Connection, func, insert, select

from data.refusals import reporting as refusals
from data.refusals import state as state_refusals
from data.state.base import Row
from data.state.cycle.action_item import ActionItem, items
from data.state.engine import open_state, word_failures, write_transaction
from data.state.writing import checks
from data.text import Text
from data.words import LONGEST_COMMENT, ItemKind, ItemStatus

SUBJECT = ("indicator", "period", "part")
ASKED = {"text_en": "action_en", "text_fr": "action_fr", "owner": "action_owner", "due": "action_due"}
"""What an action has of the comment that asks for it: its field there."""


def add_item(
    url: str,
    *,
    kind: str | None,
    indicator: str | None,
    period: str,
    part: str,
    text_en: str | None,
    text_fr: str | None,
    owner: str | None,
    due: date | None,
    author: str,
) -> int:
    """Adds an action or decision; out: its number.

    Raises: UserError, for no text in either language or one that is too long, no owner, no day or one too far away, or
    an unknown kind.
    """
    if kind not in list(ItemKind):
        raise refusals.NO_KIND(kind=kind, kinds=[kind.value for kind in ItemKind])
    values: dict[str, Any] = {"kind": kind, "indicator": indicator, "period": period, "part": part, "of_comment": False}
    texts = {name: checks.optional(text, refusals.ITEM, LONGEST_COMMENT)
             for name, text in (("text_en", text_en), ("text_fr", text_fr))}  # fmt: skip
    if not any(texts.values()):
        raise state_refusals.EMPTY(field=refusals.ITEM, purpose=refusals.TO_FOLLOW)
    values |= texts | {"owner": checks.filled(owner, refusals.ITEM_OWNER, refusals.TO_FOLLOW), "due": day(due)}
    values |= {"status": ItemStatus.OPEN.value, "author": checks.author(author)}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        number = _next_number(connection)
        connection.execute(insert(ActionItem).values(**values, number=number))
    return number


def change_item(
    url: str, number: int, *, status: str | None, due: date | None, note: str | None, author: str, seen: int | None
) -> None:
    """Says how far an action or decision has come, or gives it another day.

    `due`: None leaves the day as it is. `seen`: the newest version of any that the author saw. Raises: UserError, for a
    number that there is not, an unknown status, or a version that the author has not seen.
    """
    if status not in list(ItemStatus):
        raise refusals.NO_STATUS(status=status, statuses=[status.value for status in ItemStatus])
    writer, why = checks.author(author), checks.optional(note, refusals.NOTE, LONGEST_COMMENT)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        last = _newest(connection, ActionItem.number == number)
        if last is None:
            raise refusals.NO_ITEM(number=number)
        if seen is not None and last["id"] > seen:
            change = Text(*(text.format(number=number) for text in refusals.NEW_ITEM))
            raise state_refusals.CHANGED_MEANWHILE(who=last["author"], when=last["recorded_at"], change=change)
        values = _version(last) | {"status": status, "due": day(due or last["due"]), "note": why, "author": writer}
        connection.execute(insert(ActionItem).values(values))


def follow_comment(connection: Connection, comment: Row, before: Row | None) -> None:
    """Makes the action that a published comment asks for, or gives the one that an earlier version asked for what the
    comment changed; what was changed on the list since, its status or its day, stays. `before`: the comment published
    before, None for the first.
    """
    if not (comment["action_en"] or comment["action_fr"]):
        return
    same = [getattr(ActionItem, name) == comment[name] for name in SUBJECT]
    last = _newest(connection, ActionItem.of_comment, *same)
    if last is None:
        values = {name: comment[name] for name in SUBJECT} | {"kind": ItemKind.ACTION.value, "of_comment": True}
        values |= {"status": ItemStatus.OPEN.value, "number": _next_number(connection), "author": comment["author"]}
        asked = {name: comment[field] for name, field in ASKED.items()}
        connection.execute(insert(ActionItem).values(values | asked))
        return
    changed = {
        name: comment[field] for name, field in ASKED.items() if before is None or comment[field] != before[field]
    }
    if any(last[name] != value for name, value in changed.items()):
        values = _version(last) | changed | {"author": comment["author"], "note": None}
        connection.execute(insert(ActionItem).values(values))


def day(value: date | None) -> date:
    """A day that was chosen, as near as people plan; raises UserError."""
    if value is None:
        raise refusals.ACTION_NO_DAY()
    if not checks.FIRST_DAY <= value <= checks.LAST_DAY:
        raise refusals.DAY_TOO_FAR(day=value, first=checks.FIRST_DAY, last=checks.LAST_DAY)
    return value


def _newest(connection: Connection, *conditions: Any) -> Row | None:
    newest = items().where(*conditions).order_by(None).order_by(ActionItem.id.desc()).limit(1)
    return connection.execute(newest).mappings().one_or_none()


def _next_number(connection: Connection) -> int:
    return (connection.execute(select(func.max(ActionItem.number))).scalar() or 0) + 1


def _version(row: Row) -> dict[str, Any]:
    """What a further version of a row begins with."""
    return {name: value for name, value in row.items() if name not in ("id", "recorded_at", "newest")}
