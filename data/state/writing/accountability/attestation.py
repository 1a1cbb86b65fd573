"""Attesting an obligation, exempting from it, and taking that back."""

from datetime import date
from typing import Any

from sqlalchemy import insert

from data.accountability_words import AttestationKind
from data.refusals import state as state_refusals
from data.refusals.obligations import accountability as refusals
from data.state.accountability.attestation import KEY, Attestation
from data.state.accountability.versions import versions
from data.state.engine import open_state, word_failures, write_transaction
from data.state.writing import checks
from data.words import LONGEST_TEXT


def attest(
    url: str,
    obligation: str,
    *,
    kind: str | None,
    text_en: str | None,
    text_fr: str | None,
    approval: str | None,
    approved_on: date | None,
    role: str,
    author: str,
    seen: int | None,
) -> None:
    """Keeps what somebody says of an obligation; an exemption names its approval.

    `seen`: the newest decision on any obligation on the author's screen, 0 for none. Raises: UserError, for an unknown
    kind, no grounds, an exemption without approval, nothing to withdraw, or a decision that the author has not seen.
    """
    if kind not in list(AttestationKind):
        codes = [one.value for one in AttestationKind]
        raise refusals.NOT_IN_LIST(text=kind or "", what=refusals.KINDS["attestation"], codes=codes)
    values: dict[str, Any] = {"obligation": obligation, "kind": kind, "role": role, "author": checks.author(author)}
    values["text_en"] = checks.optional(text_en, refusals.GROUNDS, LONGEST_TEXT)
    values["text_fr"] = checks.optional(text_fr, refusals.GROUNDS, LONGEST_TEXT)
    if not (values["text_en"] or values["text_fr"]):
        raise state_refusals.EMPTY(field=refusals.GROUNDS, purpose=refusals.TO_TRUST)
    values |= {"approval": None, "approved_on": None}
    if kind == AttestationKind.EXEMPTED:
        values["approval"] = checks.filled(approval, refusals.APPROVAL, refusals.TO_TRUST)
        if approved_on is None:
            raise refusals.EXEMPTION_NO_DAY()
        values["approved_on"] = approved_on
    with word_failures(url), write_transaction(open_state(url)) as connection:
        rows = connection.execute(versions(Attestation, KEY)).mappings()
        last = next((row for row in rows if row["newest"] and row["obligation"] == obligation), None)
        if seen is not None and last is not None and last["id"] > seen:
            raise state_refusals.CHANGED_MEANWHILE(
                who=last["author"], when=last["recorded_at"], change=refusals.NEW_ATTESTATION
            )
        if kind == AttestationKind.WITHDRAWN and (last is None or last["kind"] == kind):
            raise refusals.NO_ATTESTATION()
        connection.execute(insert(Attestation).values(values))
