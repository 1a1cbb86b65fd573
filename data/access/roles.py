"""What each role may see and do, declared once: pages, records, staff groups, personal columns, actions.

The roles are those of the accountability framework: the chief executive answers for everything, the board for strategy,
a partner for its services, a manager for a channel or a centre, and nobody sees more than the task needs.
"""

from dataclasses import dataclass

from data.records import RECORDS
from data.text import Text, Word
from data.words import Perspective


class Action(Word):
    """What a person may change."""

    OVERRIDE = "override", "Plan demand", "Planifier la demande"
    PUBLISH = "publish", "Publish the plan", "Publier le plan"
    COMMENT = "comment", "Comment", "Commenter"
    LOCK = "lock", "Close a period", "Clore une période"
    TARGETS = "targets", "Decide on targets", "Fixer les cibles"
    ALERTS = "alerts", "See to alerts", "Traiter les alertes"
    STATEMENT = "statement", "Publish the statement", "Publier la déclaration"
    FOLLOW = "follow", "Follow indicators", "Suivre des indicateurs"
    ACCEPT = "accept", "Accept results of an agreement", "Accepter les résultats d'une entente"
    AUDITS = "audits", "Follow up audit recommendations", "Suivre les recommandations d'audit"
    ATTEST = "attest", "Attest an obligation", "Attester une obligation"
    PEOPLE = "people", "Decide who may see what", "Décider qui peut voir quoi"


ALL_GROUPS = ("all", "branch", "unit", "tenure")
"""How staff results may be grouped; `all` is the organisation as one."""

OPEN_RECORDS = tuple(name for name, record in RECORDS.items() if not record.restricted)
OPERATIONAL = (
    "transaction", "contact_summary", "capacity", "schedule", "outage", "survey_answer", "complaint", "guarantee_claim",
    "quality_audit",
)  # fmt: skip
OF_PARTNERS = ("transaction", "survey_answer", "complaint", "guarantee_claim", "sla_result")
OF_STAFF = ("staff_wave", "staff_month", "staff_event", "vacancy", "critical_role")

READING = ("scorecard", "indicator", "alerts", "reporting", "definitions", "search", "accessibility", "account", "mine")
ROWS = ("transactions", "transaction")
ACCOUNTABILITY = ("partners", "audits", "directive")
EVERY_PAGE = (
    *READING, *ROWS, "operations", "service_quality", *ACCOUNTABILITY, "demand", "strategy", "health", "administration",
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Role:
    """One role.

    `pages`: by their names. `records`: those whose single rows may be opened. `groups`: of staff results. `personal`:
    whether columns that tell one person's rows from another's are shown. `may`: what it changes. `perspectives`: those
    whose indicators it sees. `bounded`: it is granted with a scope only. `alike`: a breakdown of its scope means any
    of these.
    """

    code: str
    title: Text
    pages: tuple[str, ...]
    records: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    personal: bool = False
    may: tuple[Action, ...] = ()
    perspectives: tuple[Perspective, ...] = tuple(Perspective)
    bounded: bool = False
    alike: tuple[tuple[str, tuple[str, ...]], ...] = ()


ROLES = {
    role.code: role
    for role in (
        Role(
            code="chief_executive",
            title=Text("Chief executive", "Direction générale"),
            pages=tuple(page for page in EVERY_PAGE if page != "administration"),
            records=OPEN_RECORDS,
            groups=ALL_GROUPS,
            may=(
                Action.FOLLOW,
                Action.PUBLISH,
                Action.COMMENT,
                Action.LOCK,
                Action.TARGETS,
                Action.ALERTS,
                Action.STATEMENT,
                Action.ACCEPT,
                Action.AUDITS,
                Action.ATTEST,
            ),
        ),
        Role(
            code="board_member",
            title=Text("Board member", "Membre du conseil"),
            pages=(*READING, "service_quality", *ACCOUNTABILITY, "strategy"),
            groups=("all",),
            may=(Action.FOLLOW,),
        ),
        Role(
            code="partner",
            title=Text("Partner", "Partenaire"),
            pages=(*READING, *ROWS, "service_quality", "partners"),
            records=OF_PARTNERS,
            may=(Action.FOLLOW, Action.COMMENT, Action.ACCEPT),
            bounded=True,
            alike=(("partner", ("partner", "run_by")),),
        ),
        Role(
            code="operations_manager",
            title=Text("Operations manager", "Gestionnaire des opérations"),
            pages=(*READING, *ROWS, "operations", "service_quality", "demand"),
            records=OPERATIONAL,
            personal=True,
            may=(Action.FOLLOW, Action.OVERRIDE, Action.COMMENT, Action.ALERTS),
            bounded=True,
        ),
        Role(
            code="planner",
            title=Text("Planner", "Planification"),
            pages=(*READING, "demand", "strategy"),
            may=(Action.FOLLOW, Action.OVERRIDE, Action.PUBLISH, Action.COMMENT, Action.ALERTS),
        ),
        Role(
            code="hr_analyst",
            title=Text("HR analyst", "Analyse des ressources humaines"),
            pages=(*READING, *ROWS),
            records=OF_STAFF,
            groups=ALL_GROUPS,
            may=(Action.FOLLOW, Action.COMMENT, Action.ALERTS),
            perspectives=(Perspective.EMPLOYEE,),
        ),
        Role(
            code="steward",
            title=Text("Data steward", "Intendance des données"),
            pages=(*READING, *ROWS, "operations", "service_quality", *ACCOUNTABILITY, "health"),
            records=OPEN_RECORDS,
            may=(Action.FOLLOW, Action.TARGETS, Action.COMMENT, Action.ALERTS, Action.AUDITS),
        ),
        Role(
            code="administrator",
            title=Text("Administrator", "Administration"),
            pages=EVERY_PAGE,
            records=OPEN_RECORDS,
            groups=ALL_GROUPS,
            personal=True,
            may=tuple(Action),
        ),
    )
}
