"""Writing comments: drafts and versions that everybody reads."""

from typing import Any

from sqlalchemy import Connection, or_

from data.refusals import reporting as refusals
from data.refusals import state as state_refusals
from data.state.base import Row
from data.state.cycle.comment import COMMENT, PARTS, Comment, versions
from data.state.engine import inserted_id, open_state, word_failures, write_transaction
from data.state.writing import action_item, checks, period_lock
from data.words import LONGEST_COMMENT, Movement

LANGUAGES = ("en", "fr")
KEPT = tuple(name for name in COMMENT if name not in ("id", "recorded_at"))


def save_comment(url: str, comment: Comment, *, author: str, seen: int | None) -> int:
    """Saves a comment as the next version of its indicator, period and part; out: its `id`.

    One that is no draft says what happened and why, in either language or both, and puts its action on the list. The
    `author` given here counts, not the comment's. `seen`: the `id` of the version on the author's screen, 0 for none.
    Raises: UserError, for a text that is too long, a comment that says nothing, an action without owner or day, an
    effect without day, a locked period, or a version that the author has not seen.
    """
    values = _checked(comment, author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        period_lock.check_within(connection, values["first_day"], values["last_day"])
        _check_seen(connection, values, seen)
        before = _newest(connection, values, ~Comment.draft)
        id = inserted_id(connection, Comment, values)
        if not values["draft"]:
            action_item.follow_comment(connection, values, before)
    return id


def _checked(comment: Comment, author: str) -> dict[str, Any]:
    values = {name: getattr(comment, name) for name in KEPT} | {"author": checks.author(author)}
    values["draft"] = bool(comment.draft)
    for part in PARTS:
        for lang in LANGUAGES:
            name = f"{part}_{lang}"
            # A browser sends each line end as two characters, and counts it as one.
            text = values[name] and values[name].replace("\r\n", "\n")
            values[name] = checks.optional(text, refusals.FIELDS[part], LONGEST_COMMENT)
    values["action_owner"] = checks.optional(values["action_owner"], refusals.ACTION_OWNER)
    for name in ("action_due", "effect_by"):
        values[name] = values[name] and action_item.day(values[name])
    movement = values["effect_direction"] = values["effect_direction"] or None
    if movement is not None and movement not in list(Movement):
        raise refusals.NO_MOVEMENT(movement=movement, movements=[one.value for one in Movement])
    values["effect_indicator"] = checks.optional(values["effect_indicator"], refusals.ITEM)
    if values["effect_indicator"] == values["indicator"]:
        values["effect_indicator"] = None
    if not any(values[f"{part}_{lang}"] for part in PARTS for lang in LANGUAGES):
        raise refusals.COMMENT_EMPTY()
    if not values["draft"]:
        _check_whole(values)
    return values


def _check_whole(values: dict[str, Any]) -> None:
    """What everybody reads says what happened and why, who does what until when, and when an effect shows."""
    given = {part: bool(values[f"{part}_en"] or values[f"{part}_fr"]) for part in PARTS}
    for part in ("happened", "why"):
        if not given[part]:
            raise state_refusals.EMPTY(field=refusals.FIELDS[part], purpose=refusals.TO_KNOW)
    if given["action"]:
        if not values["action_owner"]:
            raise state_refusals.EMPTY(field=refusals.ACTION_OWNER, purpose=refusals.TO_FOLLOW)
        action_item.day(values["action_due"])
    elif values["action_owner"] or values["action_due"]:
        raise refusals.ACTION_NO_TEXT()
    promised = given["effect"] or values["effect_direction"]
    if promised and not values["effect_by"]:
        raise refusals.EFFECT_NO_DAY()
    if values["effect_indicator"] and not values["effect_direction"]:
        raise refusals.EFFECT_NO_MOVEMENT()


def _check_seen(connection: Connection, values: dict[str, Any], seen: int | None) -> None:
    """Refuses where a version that the author may read is newer than the one on their screen."""
    if seen is None:
        return
    own = or_(~Comment.draft, Comment.author == values["author"])
    row = _newest(connection, values, own, Comment.id > seen)
    if row is not None:
        raise state_refusals.CHANGED_MEANWHILE(who=row["author"], when=row["recorded_at"], change=refusals.NEW_COMMENT)


def _newest(connection: Connection, values: dict[str, Any], *conditions: Any) -> Row | None:
    """The newest version on the same indicator, period and part for which the conditions hold."""
    same = [getattr(Comment, name) == values[name] for name in action_item.SUBJECT]
    newest = versions().where(*same, *conditions).order_by(None).order_by(Comment.id.desc()).limit(1)
    return connection.execute(newest).mappings().one_or_none()
