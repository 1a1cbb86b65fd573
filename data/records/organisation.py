"""Staff, brand and money: what the organisation knows of itself."""

import dataframely as dy
import polars as pl

from data.records.base import Record, code, day, flag, number, word
from data.text import Text, Word
from data.words import Channel, Language


class StaffEventKind(Word):
    HIRE = "hire", "Hire", "Embauche"
    VOLUNTARY_EXIT = "voluntary_exit", "Voluntary exit", "Départ volontaire"
    RETIREMENT = "retirement", "Retirement", "Retraite"
    TRANSFER_IN = "transfer_in", "Transfer in", "Mutation (arrivée)"
    TRANSFER_OUT = "transfer_out", "Transfer out", "Mutation (départ)"
    LEAVE = "leave", "Leave", "Congé"


class Tenure(Word):
    UNDER_2 = "under_2", "Under 2 years", "Moins de 2 ans"
    FROM_2_TO_5 = "from_2_to_5", "2 to 5 years", "De 2 à 5 ans"
    FROM_6_TO_15 = "from_6_to_15", "6 to 15 years", "De 6 à 15 ans"
    OVER_15 = "over_15", "Over 15 years", "Plus de 15 ans"


class AgeBand(Word):
    FROM_18 = "from_18", "18 to 34", "18 à 34 ans"
    FROM_35 = "from_35", "35 to 54", "35 à 54 ans"
    FROM_55 = "from_55", "55 and over", "55 ans et plus"


class LedgerKind(Word):
    EXPENSE = "expense", "Expense", "Dépense"
    RECOVERY = "recovery", "Recovery", "Recouvrement"
    APPROPRIATION = "appropriation", "Appropriation", "Crédit parlementaire"
    FEE_REVENUE = "fee_revenue", "Fee revenue", "Droits perçus"
    REFUND = "refund", "Refund", "Remboursement"


class Account(Word):
    SALARIES = "salaries", "Salaries", "Traitements"
    BENEFITS = "benefits", "Benefits", "Avantages sociaux"
    ACCOMMODATION = "accommodation", "Accommodation", "Locaux"
    TECHNOLOGY = "technology", "Technology", "Technologie"
    POSTAGE = "postage", "Postage", "Affranchissement"
    COMMISSIONS = "commissions", "Commissions", "Commissions"
    CONTRACT = "contract", "Contracts", "Contrats"
    OVERHEAD = "overhead", "Overhead", "Frais généraux"
    START_UP = "start_up", "Start-up", "Démarrage"
    FUNDING = "funding", "Funding", "Financement"


class StaffWave(Record):
    """One row per staff survey wave and unit: how many were invited."""

    title = Text("Staff survey waves", "Vagues du sondage du personnel")
    dated = "closed_on"

    wave_id = code("Wave", "Vague", "Survey wave", key=True)
    unit_id = dy.String(
        primary_key=True,
        min_length=1,
        description="Organisational unit",
        metadata=code("Unit", "Unité", "", refers="unit").metadata,
    )
    closed_on = day("Closed", "Clôture", "Last day of the wave")
    invited = number("Invited", "Invités", "people", "Staff invited", nullable=False)


def _item(en: str, fr: str, meaning: str) -> dy.Int64:
    return number(en, fr, "1–5", meaning, least=1, most=5)


class StaffAnswer(Record):
    """One row per respondent of a staff survey wave; only groups of 10 or more ever leave this table."""

    title = Text("Staff survey answers", "Réponses au sondage du personnel")
    dated = "closed_on"
    restricted = True

    wave_id = code("Wave", "Vague", "Survey wave", key=True)
    respondent = code("Respondent", "Répondant", "Random number, new in each wave", key=True, personal=True)
    closed_on = day("Closed", "Clôture", "Last day of the wave")
    unit_id = code("Unit", "Unité", "Organisational unit", refers="unit")
    tenure = word(Tenure, "Tenure", "Ancienneté", "Years of service, in bands", nullable=True)
    commitment = _item("Commitment", "Engagement", "I am committed to this organization")
    motivation = _item("Motivation", "Motivation", "I am motivated to go beyond what is asked")
    organization = _item("Organization", "Organisation", "I am satisfied with my organization")
    job = _item("Job", "Emploi", "I am satisfied with my job")
    pride = _item("Pride", "Fierté", "I am proud to say where I work")
    stay = _item("Intent to stay", "Intention de rester", "I want to be here in a year")
    recommend = number("Would recommend", "Recommanderait", "0–10", "Would recommend it as a place to work", most=10)


class StaffMonth(Record):
    """One row per unit and month: head count, hours and training."""

    title = Text("Staff months", "Mois-personnel")
    dated = "month"
    grain = "month"

    month = day("Month", "Mois", "First day of the month", key=True)
    unit_id = dy.String(
        primary_key=True,
        min_length=1,
        description="Organisational unit",
        metadata=code("Unit", "Unité", "", refers="unit").metadata,
    )
    headcount = number("Head count", "Effectif", "people", "People on the last day of the month", nullable=False)
    scheduled_hours = number("Scheduled hours", "Heures prévues", "h", "Hours scheduled")
    sick_hours = number("Sick hours", "Heures de maladie", "h", "Hours absent through sickness")
    training_required = number("Training required", "Formation exigée", "courses", "Mandatory courses required")
    training_current = number("Training current", "Formation à jour", "courses", "Mandatory courses in force")


class StaffEvent(Record):
    """One row per movement of staff; no names, no personal numbers."""

    title = Text("Staff movements", "Mouvements de personnel")
    dated = "on_date"

    event_id = code("Movement", "Mouvement", "The source's own number", key=True)
    on_date = day("Day", "Jour", "Effective date")
    unit_id = code("Unit", "Unité", "Organisational unit", refers="unit")
    kind = word(StaffEventKind, "Kind", "Nature", "What kind of movement")


class Vacancy(Record):
    """One row per position that fell vacant and is to be filled; a position, not a person."""

    title = Text("Vacant positions", "Postes vacants")
    dated = "opened_on"

    vacancy_id = code("Vacancy", "Vacance", "The source's own number", key=True)
    opened_on = day("Vacant from", "Vacant à partir du", "First day on which nobody holds it")
    unit_id = code("Unit", "Unité", "Organisational unit", refers="unit")
    due_on = day("Fill by", "À pourvoir avant le", "Last day on which it is filled on time")
    filled_on = day("Filled", "Pourvu le", "Day on which somebody took it up; empty while vacant", nullable=True)

    @dy.rule()
    def due_not_before_opened(cls) -> pl.Expr:
        return pl.col("due_on") >= pl.col("opened_on")

    @dy.rule()
    def filled_not_before_opened(cls) -> pl.Expr:
        return pl.col("filled_on") >= pl.col("opened_on")


class CriticalRole(Record):
    """One row per critical role and review: whether a successor is ready; a role, not a person."""

    title = Text("Critical roles", "Rôles essentiels")
    dated = "reviewed_on"

    role_id = code("Role", "Rôle", "The source's own number", key=True)
    reviewed_on = day("Reviewed", "Revu le", "Day of the review, the same for all roles", key=True)
    unit_id = code("Unit", "Unité", "Organisational unit", refers="unit")
    successor_ready = flag(
        "Successor ready", "Relève prête", "Whether somebody could take it over at once; empty where not reviewed"
    )


class BrandAnswer(Record):
    """One row per respondent of a brand survey wave, population and users alike."""

    title = Text("Brand survey answers", "Réponses au sondage sur la marque")
    dated = "answered_on"

    wave_id = code("Wave", "Vague", "Survey wave", key=True)
    respondent = code("Respondent", "Répondant", "Random number, new in each wave", key=True, personal=True)
    answered_on = day("Answered", "Réponse le", "Day of the interview")
    region_id = code("Region", "Région", "Region of residence", refers="region", nullable=True)
    age_band = word(AgeBand, "Age", "Âge", "Age, in bands", nullable=True)
    language = word(Language, "Language", "Langue", "Language of the interview", nullable=True)
    weight_millionths = number("Weight", "Pondération", "millionths", "Survey weight", nullable=False)
    is_user = flag("User", "Usager", "Used the organization in the last year")
    unaided_first = flag("First mention", "Première mention", "Named first, unprompted")
    unaided_any = flag("Any mention", "Mention spontanée", "Named unprompted")
    aided = flag("Aided", "Notoriété assistée", "Recognized from a list")
    first_place = flag("First place to turn", "Premier réflexe", "Would turn there first")
    trust = number("Trust", "Confiance", "1–5", "Trusts it to do what is right", least=1, most=5)
    knows_online = flag("Knows online", "Connaît l'offre en ligne", "Knows the service is online")
    knows_guarantee = flag("Knows the guarantee", "Connaît la garantie", "Knows the service guarantee")


class LedgerLine(Record):
    """One row per posting; a credit is negative."""

    title = Text("Ledger lines", "Écritures comptables")
    dated = "posted_on"

    ledger_id = code("Posting", "Écriture", "The ledger's own number", key=True)
    posted_on = day("Posted", "Inscrite le", "Day of posting")
    kind = word(LedgerKind, "Kind", "Nature", "Cost, revenue or funding")
    account = word(Account, "Account", "Compte", "What it was for")
    cost_centre = code("Cost centre", "Centre de coûts", "Who spent it")
    channel = word(Channel, "Channel", "Canal", "Channel served; empty when shared", nullable=True)
    line_id = code(
        "Line of business",
        "Secteur d'activité",
        "Line served; empty when shared",
        refers="line",
        nullable=True,
    )
    location_id = code("Location", "Lieu", "Location; empty when shared", refers="location", nullable=True)
    amount_cents = number("Amount", "Montant", "cents", "Canadian cents, credits negative", least=None, nullable=False)


class AllocationShare(Record):
    """One row per fiscal year, cost centre and channel: the share of a shared cost that the channel bears."""

    title = Text("Allocation shares", "Clés de répartition")

    fiscal_year = number(
        "Fiscal year", "Exercice", "year of 1 April", "Calendar year in which it begins", least=1900, key=True
    )
    cost_centre = code("Cost centre", "Centre de coûts", "Whose cost is shared", key=True)
    channel = dy.Enum(
        [c.value for c in Channel],
        primary_key=True,
        description="Channel that bears it",
        metadata=word(Channel, "Channel", "Canal", "").metadata,
    )
    share_millionths = number("Share", "Part", "millionths", "Share borne", most=1_000_000, nullable=False)
