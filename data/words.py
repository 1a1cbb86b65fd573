"""The closed lists, each word in English and French.

These are closed because indicators mean them; lines, services, places and partners are reference tables instead.
"""

from data.text import Word

LONGEST_LINE = 100
"""Characters of what people write on one line: names, authors, sources."""
LONGEST_TEXT = 2_000
"""Of what they write at length: reasons, descriptions."""
LONGEST_NOTE = 280
"""Of the note with which an alert is closed."""
LONGEST_COMMENT = 280
"""Of one field of a comment, which stands beside a number."""

TOKEN_BEGINS = "scorecard_"
"""How a token of data links begins, by which people and programs that look for lost secrets know it."""


class Weekday(Word):
    """Days of the week by their ISO numbers."""

    MONDAY = "1", "Monday", "Lundi"
    TUESDAY = "2", "Tuesday", "Mardi"
    WEDNESDAY = "3", "Wednesday", "Mercredi"
    THURSDAY = "4", "Thursday", "Jeudi"
    FRIDAY = "5", "Friday", "Vendredi"
    SATURDAY = "6", "Saturday", "Samedi"
    SUNDAY = "7", "Sunday", "Dimanche"


HalfHour: type[Word] = Word(  # type: ignore[assignment]  # the functional form of an enumeration
    "HalfHour",
    {  # type: ignore[arg-type]  # as above
        f"H{hour:02}{minute}": (f"{hour:02}:{minute}", f"{hour}:{minute}", f"{hour}\u00a0h\u00a0{minute}")
        for hour in range(24)
        for minute in ("00", "30")
    },
)
"""The half-hours of a day by when they begin, in its order."""


class Language(Word):
    EN = "en", "English", "Anglais"
    FR = "fr", "French", "Français"


class Channel(Word):
    """The four headline channels; `mail` and `other` count in every total but have no tile of their own."""

    ONLINE = "online", "Online", "En ligne"
    IN_PERSON = "in_person", "In person", "En personne"
    KIOSK = "kiosk", "Kiosk", "Borne"
    TELEPHONE = "telephone", "Telephone", "Téléphone"
    MAIL = "mail", "Mail", "Courrier"
    OTHER = "other", "Other", "Autre"


class InteractionKind(Word):
    """Transactions and enquiries are two denominators that are never mixed."""

    TRANSACTION = "transaction", "Transaction", "Opération"
    INFORMATION = "information", "Information request", "Demande de renseignements"
    REFERRAL = "referral", "Referral", "Aiguillage"


class InteractionStatus(Word):
    COMPLETED = "completed", "Completed", "Terminée"
    ABANDONED = "abandoned", "Abandoned", "Abandonnée"
    FAILED = "failed", "Failed", "Échouée"
    REJECTED = "rejected", "Rejected", "Rejetée"
    IN_PROGRESS = "in_progress", "In progress", "En cours"


class CustomerType(Word):
    INDIVIDUAL = "individual", "Individual", "Particulier"
    BUSINESS = "business", "Business", "Entreprise"


class Circumstance(Word):
    """The At Your Service Act regime reports the two apart."""

    NORMAL = "normal", "Normal", "Normales"
    NOT_NORMAL = "not_normal", "Not normal", "Exceptionnelles"


class Perspective(Word):
    """The five perspectives of the modified balanced scorecard, in the order a board reads them."""

    CUSTOMER = "customer_satisfaction", "Customer satisfaction", "Satisfaction de la clientèle"
    EMPLOYEE = "employee_engagement", "Employee engagement", "Mobilisation du personnel"
    BRAND = "brand_awareness", "Brand awareness", "Notoriété de la marque"
    EFFICIENCY = "efficiency", "Efficiency", "Efficience"
    GROWTH = "growth", "Growth", "Croissance"


class Factor(Word):
    """The six critical success factors of the strategy."""

    BRAND = "customer_centred_brand", "Customer-centred brand", "Marque axée sur la clientèle"
    SERVICE = "superior_customer_service", "Superior customer service", "Service supérieur"
    INTEGRATION = "integrated_service_offerings", "Integrated service offerings", "Offre intégrée"
    COST = "cost_effective_delivery", "Cost-effective service delivery", "Prestation rentable"
    PARTNERSHIP = "strong_partnerships", "Strong partnerships", "Partenariats solides"
    ORGANIZATION = (
        "high_performance_organization",
        "High-performance organization",
        "Organisation performante",
    )


class Funding(Word):
    """The two ways in which an organisation of government is funded; fees go to the treasury."""

    APPROPRIATION = "appropriation", "Appropriation", "Crédit parlementaire"
    RECOVERY = "recovery", "Recoveries", "Recouvrements"


class Better(Word):
    """Which direction is good: declared once, every colour, arrow and sentence derives from it."""

    HIGHER = "higher", "Higher is better", "Une valeur élevée est préférable"
    LOWER = "lower", "Lower is better", "Une valeur basse est préférable"
    NEUTRAL = "neutral", "Neither direction is good in itself", "Aucun sens n'est bon en soi"


class Unit(Word):
    """What a value is measured in, as the command line writes it and as a page names it."""

    SHARE = "share", "percent", "pour cent"
    SCORE = "score", "points out of 100", "points sur 100"
    POINTS = "points", "percentage points", "points de pourcentage"
    RATE = "rate", "per 10,000", "pour 10 000"
    SECONDS = "seconds", "minutes and seconds", "minutes et secondes"
    DOLLARS = "dollars", "dollars", "dollars"
    COUNT = "count", "number", "nombre"


class Frequency(Word):
    MONTH = "month", "Monthly", "Mensuelle"
    QUARTER = "quarter", "Quarterly", "Trimestrielle"
    WAVE = "wave", "Per survey wave", "Par vague de sondage"


class Absence(Word):
    """Four absences, four words: none of them is zero."""

    NO_DATA = "no_data", "No data", "Aucune donnée"
    LATE = "late", "Late", "En attente"
    SUPPRESSED = "suppressed", "Suppressed", "Masqué"
    NOT_APPLICABLE = "not_applicable", "Not applicable", "Sans objet"


class Status(Word):
    """Against the target, always computed."""

    MET = "met", "Met", "Atteint"
    NEAR = "near", "Near", "Presque"
    MISSED = "missed", "Missed", "Manqué"
    NO_TARGET = "no_target", "No target", "Sans cible"
    TOO_FEW = "too_few", "Too few to judge", "Trop peu pour juger"


TARGET_SCOPES = ("channel", "line", "location", "partner")
"""The breakdowns that a target may be set for, widest first."""


class Severity(Word):
    """How soon somebody should look, the most pressing first."""

    URGENT = "urgent", "Urgent", "Urgent"
    ATTENTION = "attention", "Needs attention", "À surveiller"
    NOTICE = "notice", "To note", "À noter"


class AlertChange(Word):
    """What a run notes of an alert."""

    RAISED = "raised", "Raised", "Signalée"
    WORSE = "worse", "Got worse", "Aggravée"
    CHANGED = "changed", "Other numbers", "Autres chiffres"
    ENDED = "ended", "Ended", "Terminée"


class AlertState(Word):
    """Where an alert stands: nobody took it, somebody has it, it sleeps, it was closed, or it ended by itself."""

    NEW = "new", "New", "Nouvelle"
    TAKEN = "taken", "Taken", "Prise en charge"
    SNOOZED = "snoozed", "Snoozed", "Reportée"
    CLOSED = "closed", "Closed", "Close"
    ENDED = "ended", "Ended", "Terminée"


class AlertDecision(Word):
    """What a person does with an alert."""

    TAKE = "take", "Take it on", "Prendre en charge"
    SNOOZE = "snooze", "Snooze until a day", "Reporter à une date"
    CLOSE = "close", "Close with a note", "Clore avec une note"
    REOPEN = "reopen", "Open again", "Rouvrir"


def state_after(decision: AlertDecision) -> AlertState:
    """What an alert is after a decision."""
    return {
        AlertDecision.TAKE: AlertState.TAKEN,
        AlertDecision.SNOOZE: AlertState.SNOOZED,
        AlertDecision.CLOSE: AlertState.CLOSED,
        AlertDecision.REOPEN: AlertState.NEW,
    }[decision]


class Origin(Word):
    """Where a target comes from that names no source; every other source is a text that people wrote."""

    ASSUMPTION = "assumption", "Assumption", "Hypothèse"


class Course(Word):
    """How a target comes from the one of the fiscal year before."""

    STEP = "step", "In force from 1 April", "En vigueur dès le 1er avril"
    LINEAR = "linear", "Reached in twelve monthly steps", "Atteinte en douze paliers mensuels"


class OverrideKind(Word):
    """How an override's amount is meant; a planner reads the words beside the number."""

    PERCENT = "percent", "percent more or less", "pour cent de plus ou de moins"
    VALUE = "value", "set per day", "fixé par jour"
    ADD = "add", "added per day", "ajouté par jour"


class SpecialDayEffect(Word):
    """What a special day does."""

    EXCLUDE = "exclude", "The forecast does not learn from it", "La prévision n'en apprend rien"
    ADJUST = "adjust", "Changes the expected demand", "Modifie la demande attendue"


class Movement(Word):
    """Which way a number is to move."""

    UP = "up", "up", "à la hausse"
    DOWN = "down", "down", "à la baisse"


class Cadence(Word):
    """How often a digest is sent."""

    WEEKLY = "weekly", "every week", "chaque semaine"
    MONTHLY = "monthly", "every month", "chaque mois"
    NEVER = "never", "never", "jamais"


class MessageLanguage(Word):
    """In which language somebody is written to."""

    EN = "en", "in English", "en anglais"
    FR = "fr", "in French", "en français"
    BOTH = "both", "in both, one after the other", "dans les deux, l'une après l'autre"


class ItemKind(Word):
    """What a meeting, or an owner, undertakes."""

    ACTION = "action", "Action", "Mesure"
    DECISION = "decision", "Decision", "Décision"


class ItemStatus(Word):
    """How far an action or a decision has come."""

    OPEN = "open", "Open", "En cours"
    DONE = "done", "Done", "Terminée"
    DROPPED = "dropped", "Dropped", "Abandonnée"
