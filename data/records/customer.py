"""What customers said: survey answers, complaints, claims, and what audits of their files found."""

import dataframely as dy
import polars as pl

from data.records.base import Record, code, flag, moment, number, word
from data.text import Text, Word
from data.words import Channel, CustomerType, Language


class ComplaintCategory(Word):
    WAIT = "wait", "Wait", "Attente"
    STAFF = "staff", "Staff", "Personnel"
    ERROR = "error", "Error", "Erreur"
    FEE = "fee", "Fee", "Frais"
    ACCESSIBILITY = "accessibility", "Accessibility", "Accessibilité"
    LANGUAGE = "language", "Language", "Langue"
    PRIVACY = "privacy", "Privacy", "Vie privée"
    WEBSITE = "website", "Web site", "Site Web"
    OTHER = "other", "Other", "Autre"


class Redress(Word):
    EXPLANATION = "explanation", "Explanation", "Explication"
    APOLOGY = "apology", "Apology", "Excuses"
    CORRECTION = "correction", "Correction", "Correction apportée"
    REFUND = "refund", "Refund", "Remboursement"


class ClaimReason(Word):
    """Why a claim was not paid: the exclusions of the guarantee."""

    CUSTOMER = "customer", "Something was missing from the customer", "Il manquait un élément du client"
    ADDRESS = "address", "Not a delivery address", "Pas une adresse de livraison"
    DISRUPTION = "disruption", "Disruption outside the program", "Perturbation hors du programme"
    CLAIMED_LATE = "claimed_late", "Claimed too late", "Demande tardive"


class ClaimDecision(Word):
    PAID = "paid", "Paid", "Payée"
    REFUSED = "refused", "Refused", "Refusée"
    EXCLUDED = "excluded", "Excluded", "Exclue"


class ErrorKind(Word):
    MISSING_SIGNATURE = "missing_signature", "Missing signature", "Signature manquante"
    WRONG_RECORD = "wrong_record", "Wrong record", "Mauvais dossier"
    MISSING_ID = "missing_id", "Missing identification", "Pièce d'identité manquante"
    FEE = "fee", "Fee", "Frais"
    DATA_ENTRY = "data_entry", "Data entry", "Saisie"


def _rating(en: str, fr: str, meaning: str) -> dy.Int64:
    """A rating of 1 to 5; "don't know" and "not applicable" are null."""
    return number(en, fr, "1–5", meaning, least=1, most=5)


class SurveyAnswer(Record):
    """One row per answered customer survey; it belongs to one transaction where the invitation did."""

    title = Text("Survey answers", "Réponses au sondage")
    dated = "answered_at"

    answer_id = code("Answer", "Réponse", "The survey vendor's number", key=True)
    transaction_id = code("Transaction", "Opération", "What the survey was about", nullable=True)
    answered_at = moment("Answered", "Réponse le", "When it was answered", local="answered_on", nullable=False)
    channel = word(Channel, "Channel", "Canal", "Channel of the transaction")
    service_id = code("Service", "Service", "Service of the transaction", refers="service", nullable=True)
    location_id = code("Location", "Lieu", "Location of the transaction", refers="location", nullable=True)
    language = word(Language, "Language", "Langue", "Language of the answers", nullable=True)
    customer_type = word(CustomerType, "Customer type", "Type de client", "Who answered", nullable=True)
    overall = _rating("Overall", "Globale", "Overall satisfaction")
    timeliness = _rating("Timeliness", "Rapidité", "Satisfied with the time it took")
    knowledge = _rating("Knowledge", "Compétence", "Staff knew their job")
    courtesy = _rating("Courtesy", "Courtoisie", "Courteous, went the extra mile")
    fairness = _rating("Fairness", "Équité", "Treated fairly")
    outcome = _rating("Outcome", "Résultat", "Got what was needed")
    weight_millionths = number(
        "Weight",
        "Pondération",
        "millionths",
        "Survey weight: the month's transactions by channel and line",
        nullable=False,
    )


class Complaint(Record):
    """One row per complaint received."""

    title = Text("Complaints", "Plaintes")
    dated = "received_at"

    complaint_id = code("Complaint", "Plainte", "The source's own number", key=True)
    transaction_id = code("Transaction", "Opération", "What it is about, if known", nullable=True)
    received_at = moment("Received", "Reçue le", "When it came in", local="received_on", nullable=False)
    channel = word(Channel, "Channel", "Canal", "Channel complained of")
    service_id = code("Service", "Service", "Service complained of", refers="service", nullable=True)
    location_id = code("Location", "Lieu", "Location complained of", refers="location", nullable=True)
    language = word(Language, "Language", "Langue", "Language of the complaint", nullable=True)
    customer_type = word(CustomerType, "Customer type", "Type de client", "Who complained", nullable=True)
    category = word(ComplaintCategory, "Category", "Catégorie", "Cause")
    acknowledge_due_at = moment(
        "Acknowledge by",
        "Accuser réception avant",
        "2 working days for a call or visit, 5 for mail or web",
        deadline=True,
    )
    acknowledged_at = moment("Acknowledged", "Accusé de réception", "When it was acknowledged")
    answer_due_at = moment(
        "Answer by", "Répondre avant", "15 working days after receipt", local="answer_due_on", deadline=True
    )
    answered_at = moment("Answered", "Répondue le", "When it was answered; empty while open")
    escalated = flag("Escalated", "Transmise", "Went to a manager or an oversight body")
    redress = word(Redress, "Redress", "Réparation", "What was given; empty while open", nullable=True)

    @dy.rule()
    def acknowledged_not_before_received(cls) -> pl.Expr:
        return pl.col("acknowledged_at") >= pl.col("received_at")

    @dy.rule()
    def answered_not_before_received(cls) -> pl.Expr:
        return pl.col("answered_at") >= pl.col("received_at")


class GuaranteeClaim(Record):
    """One row per claim on a service guarantee; breaches, claims and payments are three numbers, not one."""

    title = Text("Guarantee claims", "Demandes au titre de la garantie")
    dated = "claimed_at"

    claim_id = code("Claim", "Demande", "The source's own number", key=True)
    transaction_id = dy.String(
        unique=True,
        min_length=1,
        description="The guaranteed transaction: at most one claim each",
        metadata=code("Transaction", "Opération", "").metadata,
    )
    claimed_at = moment("Claimed", "Demandée le", "When the customer claimed", local="claimed_on", nullable=False)
    channel = word(Channel, "Channel", "Canal", "Channel of the transaction")
    service_id = code("Service", "Service", "Service of the transaction", refers="service")
    breach_days = number("Days late", "Jours de retard", "business days", "Business days past the guarantee")
    decision = word(ClaimDecision, "Decision", "Décision", "Outcome; empty while open", nullable=True)
    amount_cents = number("Amount", "Montant", "cents", "Amount paid back")
    reason = word(ClaimReason, "Reason", "Raison", "Why it was not paid", nullable=True)


class QualityAudit(Record):
    """One row per transaction that a quality audit sampled."""

    title = Text("Quality audits", "Vérifications de la qualité")
    dated = "audited_at"

    audit_id = code("Audit", "Vérification", "The source's own number", key=True)
    transaction_id = code("Transaction", "Opération", "The transaction audited", nullable=True)
    audited_at = moment("Audited", "Vérifiée le", "When it was audited", local="audited_on", nullable=False)
    channel = word(Channel, "Channel", "Canal", "Channel of the transaction")
    service_id = code("Service", "Service", "Service of the transaction", refers="service", nullable=True)
    location_id = code("Location", "Lieu", "Location of the transaction", refers="location", nullable=True)
    weight_millionths = number("Weight", "Pondération", "millionths", "Stratum weight", nullable=False)
    error_found = flag("Error found", "Erreur constatée", "Whether an error was found", nullable=False)
    error_kind = word(ErrorKind, "Kind of error", "Nature de l'erreur", "What was wrong", nullable=True)
