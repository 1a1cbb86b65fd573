"""Loading audit recommendations, and saying how far one has come."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import Connection, insert

from data.accountability_words import RecommendationStatus
from data.refusals import reporting as reporting_refusals
from data.refusals import state as state_refusals
from data.refusals.obligations import accountability as refusals
from data.state.accountability.recommendation import KEY, Recommendation
from data.state.accountability.versions import versions
from data.state.engine import open_state, word_failures, write_transaction
from data.state.writing import checks
from data.text import Text
from data.words import LONGEST_TEXT

Row = Mapping[str, Any]


def add_recommendations(url: str, rows: Iterable[Row], *, author: str) -> int:
    """Adds the recommendations that differ from all that is known of them; out: how many.

    A row that was loaded before is no news: what was changed on the page since stays. Raises: UserError, for a database
    that cannot be used; then nothing is added.
    """
    writer = checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        every = connection.execute(versions(Recommendation, KEY)).mappings().all()
        new = [
            dict(row) | {"author": writer, "note": None}
            for row in rows
            if not any(all(version[name] == value for name, value in row.items()) for version in every)
        ]
        if new:
            connection.execute(insert(Recommendation), new)
    return len(new)


def change_recommendation(
    url: str,
    code: str,
    *,
    status: str | None,
    owner: str | None,
    due: date | None,
    action_en: str | None,
    action_fr: str | None,
    note: str | None,
    author: str,
    seen: int | None,
) -> None:
    """Says how far a recommendation has come, who has it, until when, and what is done about it.

    What is None stays as it is, but for the note. `seen`: the newest version of any on the author's screen. Raises:
    UserError, for a recommendation that there is not, an unknown status, or a version that the author has not seen.
    """
    if status not in list(RecommendationStatus):
        codes = [one.value for one in RecommendationStatus]
        raise refusals.NOT_IN_LIST(text=status, what=refusals.KINDS["status"], codes=codes)
    if due is not None and not checks.FIRST_DAY <= due <= checks.LAST_DAY:
        raise reporting_refusals.DAY_TOO_FAR(day=due, first=checks.FIRST_DAY, last=checks.LAST_DAY)
    written: dict[str, Any] = {
        "owner": checks.optional(owner, refusals.OWNER),
        "due": due,
        "action_en": checks.optional(action_en, refusals.ACTION, LONGEST_TEXT),
        "action_fr": checks.optional(action_fr, refusals.ACTION, LONGEST_TEXT),
    }
    values = {name: value for name, value in written.items() if value is not None}
    values |= {"status": status, "note": checks.optional(note, refusals.NOTE, LONGEST_TEXT)}
    values["author"] = checks.author(author)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        last = _known(connection).get(code)
        if last is None:
            raise refusals.NO_RECOMMENDATION(code=code)
        if seen is not None and last["id"] > seen:
            change = Text(*(text.format(code=code) for text in refusals.NEW_VERSION))
            raise state_refusals.CHANGED_MEANWHILE(who=last["author"], when=last["recorded_at"], change=change)
        before = {name: value for name, value in last.items() if name not in ("id", "recorded_at", "newest")}
        connection.execute(insert(Recommendation).values(before | values))


def _known(connection: Connection) -> dict[str, Row]:
    rows = connection.execute(versions(Recommendation, KEY)).mappings()
    return {row["code"]: dict(row) for row in rows if row["newest"]}
