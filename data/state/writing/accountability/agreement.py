"""Loading agreements, and accepting their results or objecting to them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import insert

from data.accountability_words import Side
from data.refusals import state as state_refusals
from data.refusals.obligations import accountability as refusals
from data.state.accountability.acceptance import KEY as ACCEPTANCE_KEY
from data.state.accountability.acceptance import Acceptance
from data.state.accountability.agreement import KEY, Agreement
from data.state.accountability.versions import versions
from data.state.engine import open_state, word_failures, write_transaction
from data.state.writing import checks
from data.words import LONGEST_COMMENT

Row = Mapping[str, Any]


def add_agreements(url: str, rows: Iterable[Row]) -> int:
    """Adds the agreements that differ from what is known of the same code and signing day; out: how many.

    Raises: UserError, for a database that cannot be used; then nothing is added.
    """
    with word_failures(url), write_transaction(open_state(url)) as connection:
        found = connection.execute(versions(Agreement, KEY)).mappings()
        known = {tuple(row[name] for name in KEY): dict(row) for row in found if row["newest"]}
        new = [dict(row) for row in rows if _differs(row, known.get(tuple(row[name] for name in KEY)))]
        if new:
            connection.execute(insert(Agreement), new)
    return len(new)


def accept_results(url: str, acceptance: Acceptance, *, author: str, seen: int | None) -> None:
    """Keeps that a side accepts the results of a quarter, or objects, with the figures that it had before it.

    `seen`: the newest decision on that agreement and quarter on the author's screen, 0 for none. Raises: UserError, for
    an objection without a reason, an unknown side, or a decision that the author has not seen.
    """
    if acceptance.side not in list(Side):
        sides = [side.value for side in Side]
        raise refusals.NOT_IN_LIST(text=acceptance.side, what=refusals.KINDS["side"], codes=sides)
    names = [name for name in Acceptance.__table__.columns.keys() if name not in ("id", "recorded_at")]  # noqa: SIM118
    values = {name: getattr(acceptance, name) for name in names} | {"author": checks.author(author)}
    for name in ("text_en", "text_fr"):
        values[name] = checks.optional(values[name], refusals.REMARK, LONGEST_COMMENT)
    if not values["accepted"] and not (values["text_en"] or values["text_fr"]):
        raise state_refusals.EMPTY(field=refusals.REMARK, purpose=refusals.WHY_OBJECT)
    with word_failures(url), write_transaction(open_state(url)) as connection:
        for row in connection.execute(versions(Acceptance, ACCEPTANCE_KEY)).mappings():
            same = (row["agreement"], row["period"]) == (acceptance.agreement, acceptance.period)
            if same and seen is not None and row["id"] > seen:
                raise state_refusals.CHANGED_MEANWHILE(
                    who=row["author"], when=row["recorded_at"], change=refusals.NEW_ACCEPTANCE
                )
        connection.execute(insert(Acceptance).values(values))


def _differs(row: Row, known: Row | None) -> bool:
    return known is None or any(known[name] != value for name, value in row.items())
