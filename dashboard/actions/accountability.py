"""Everything that a page can change of agreements, audits and the Directive.

As in the reporting cycle, each action asks the role, leaves a line in the audit trail, and takes who writes and what
they saw.
"""

import json
from datetime import date

from dashboard.queries import accountability, indicators
from dashboard.queries.trail import writing
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import accountability as words
from data.access.roles import Action
from data.access.viewer import Viewer
from data.accountability_words import Side
from data.refusals import state as state_refusals
from data.refusals.obligations import accountability as refusals
from data.state import Acceptance
from data.state import writing as state
from metrics.accountability.acceptances import GRAIN, quarters
from metrics.accountability.obligations import OBLIGATIONS
from metrics.engine.reach import latest_complete

PARTNER = "partner"
"""The role that signs for the other side."""


def accept_results(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    run: str,
    *,
    agreement: str | None,
    side: str | None,
    accepted: bool,
    text_en: str | None,
    text_fr: str | None,
) -> str:
    """Accepts the results of the quarter that the page shows, or objects to them; they are kept as they are now.

    `seen`: the newest answer on the screen. `run`: that of the figures on it.
    """
    what = f"{'accept' if accepted else 'object to'} results of {agreement}"
    with writing(viewer, Action.ACCEPT, what, period=ctx.period.code, side=side):
        found = {one.code: one for one in accountability.in_force(ctx)}
        # What is not in the reader's list is not theirs to sign, and not theirs to know of.
        if agreement not in found:
            raise refusals.NO_AGREEMENT(code=agreement or "", period=ctx.period.code)
        one = found[agreement]
        if one.accept_within is None:
            raise refusals.NOT_ACCEPTED_BY_QUARTER(code=agreement)
        over_to = indicators.whole_to(ctx.snapshot)
        if ctx.period not in quarters(one, over_to):
            raise refusals.NOT_A_QUARTER(period=ctx.period.code, latest=latest_complete(over_to, GRAIN).code)
        if viewer.role == PARTNER and side != Side.PARTNER:
            raise refusals.NOT_YOUR_SIDE()
        if viewer.role != PARTNER and side == Side.PARTNER and not (text_en or text_fr):
            raise state_refusals.EMPTY(field=refusals.REMARK, purpose=refusals.BY_LETTER)
        ctx.check_run(run)
        figures = {result.measure.code: result.figures for result in accountability.results(ctx, one)}
        acceptance = Acceptance(
            agreement=agreement,
            partner=one.partner,
            period=ctx.period.code,
            side=side or "",
            accepted=accepted,
            text_en=text_en,
            text_fr=text_fr,
            figures=json.dumps(figures),
            run=ctx.snapshot.manifest.run,
            role=viewer.role,
        )
        state.accept_results(ctx.decisions.url, acceptance, author=viewer.name, seen=seen)
    text = words.ACCEPTED_DONE if accepted else words.OBJECTED_DONE
    return ctx.say(text, code=agreement, period=formats.period(ctx.period, ctx.lang))


def change_recommendation(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    *,
    code: str | None,
    status: str | None,
    owner: str | None,
    due: date | None,
    action_en: str | None,
    action_fr: str | None,
    note: str | None,
) -> str:
    """Says how far an audit recommendation has come. `seen`: the newest version of any on the screen."""
    with writing(viewer, Action.AUDITS, f"change recommendation {code}", status=status):
        state.change_recommendation(
            ctx.decisions.url,
            code or "",
            status=status,
            owner=owner,
            due=due,
            action_en=action_en,
            action_fr=action_fr,
            note=note,
            author=viewer.name,
            seen=seen,
        )
    return ctx.say(words.RECOMMENDATION_DONE, code=code or "")


def attest(
    ctx: PageContext,
    viewer: Viewer,
    seen: int,
    *,
    obligation: str | None,
    kind: str | None,
    text_en: str | None,
    text_fr: str | None,
    approval: str | None,
    approved_on: date | None,
) -> str:
    """Attests an obligation of the Directive, exempts from it or takes that back.

    `seen`: the newest attestation of any on the screen.
    """
    with writing(viewer, Action.ATTEST, f"{kind} {obligation}", approval=approval):
        if obligation not in OBLIGATIONS:
            raise refusals.NO_OBLIGATION(code=obligation or "")
        state.attest(
            ctx.decisions.url,
            obligation,
            kind=kind,
            text_en=text_en,
            text_fr=text_fr,
            approval=approval,
            approved_on=approved_on,
            role=viewer.role,
            author=viewer.name,
            seen=seen,
        )
    return ctx.say(words.ATTESTATION_DONE, name=ctx.say(OBLIGATIONS[obligation].title))
