"""How the obligations of the Service Directive stand, as the page and its sentence read it."""

from dashboard.queries import accountability, reporting
from dashboard.queries.cache import cached
from dashboard.queries.standards import statements
from dashboard.queries.standards.service_quality import known_days
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.state import newest
from data.storage.snapshot import Snapshot
from metrics.accountability.agreements import PartnerAgreements
from metrics.accountability.compliance import Line, lines
from metrics.accountability.obligations import OBLIGATIONS
from metrics.accountability.proofs import Asked, Proof, of


def compliance(ctx: PageContext) -> list[Line]:
    """Every obligation with what shows it and what was said of it."""
    proofs = _proofs(ctx.snapshot, ctx.viewer, ctx.decisions, ctx.period.code, tuple(accountability.partners(ctx)))
    return lines(proofs, ctx.decisions.attestations, reporting.today(ctx))


@cached(64)
def _proofs(
    snapshot: Snapshot, viewer: Viewer, decisions: Decisions, period: str, partners: tuple[PartnerAgreements, ...]
) -> dict[str, Proof | None]:
    asked = Asked(
        snapshot=snapshot,
        days=known_days(snapshot, period),
        targets=decisions.targets,
        partners=partners,
        published=statements.published(decisions.url),
    )
    return {code: of(code, asked) for code in OBLIGATIONS}


def newest_attestation(ctx: PageContext) -> int:
    """The newest attestation on the screen."""
    return newest(ctx.decisions.attestations)
