"""What happened at the counters, kiosks, telephones and on the web."""

import dataframely as dy
import polars as pl

from data.records.base import Record, code, day, flag, moment, number, word
from data.text import Text
from data.words import Channel, Circumstance, CustomerType, InteractionKind, InteractionStatus, Language


class Transaction(Record):
    """One row per interaction of a customer with a channel: a visit, a call, a kiosk or web session, a letter."""

    title = Text("Transactions", "Opérations")
    dated = "started_at"

    transaction_id = code("Transaction", "Opération", "The source's own number of the interaction", key=True)
    kind = word(InteractionKind, "Kind", "Nature", "A transaction, or an enquiry about one")
    channel = word(Channel, "Channel", "Canal", "Where it was done")
    service_id = code("Service", "Service", "The service asked for", refers="service")
    location_id = code("Location", "Lieu", "Centre, kiosk site or contact centre", refers="location", nullable=True)
    language = word(Language, "Language", "Langue", "Language of service", nullable=True)
    customer_key = code(
        "Customer key", "Clé de client", "Salted key, rotated each fiscal year", nullable=True, personal=True
    )
    earlier_key = code(
        "Earlier customer key",
        "Clé de client antérieure",
        "The same customer's key of the year before, from 1 to 14 April only; made here",
        nullable=True,
        personal=True,
    )
    customer_type = word(CustomerType, "Customer type", "Type de client", "Who asked", nullable=True)
    started_at = moment(
        "Started",
        "Début",
        "Arrival, call offered or session opened",
        local="started_on",
        half_hour="started_half_hour",
        nullable=False,
    )
    completed_at = moment(
        "Completed", "Fin", "When the customer had the result; empty while open", local="completed_on"
    )
    due_at = moment(
        "Due",
        "Échéance",
        "Latest moment that meets the service standard; empty without one",
        local="due_on",
        deadline=True,
    )
    status = word(InteractionStatus, "Status", "État", "How it ended")
    failure_reason = code("Reason of failure", "Raison de l'échec", "Code of the source", nullable=True)
    wait_s = number("Wait", "Attente", "s", "Waiting before service began")
    serve_s = number("Service time", "Durée du service", "s", "From the beginning of service to its end")
    circumstance = word(
        Circumstance,
        "Circumstances",
        "Circonstances",
        "Normal, or outside the program's control",
        nullable=True,
    )
    guaranteed = flag("Guaranteed", "Garantie", "A service guarantee (money back) covers it")
    assisted_digital = flag(
        "Assisted digital", "Numérique assisté", "Done online with the help of staff; counts as digital"
    )
    fee_cents = number("Fee", "Frais", "cents", "Fee paid by the customer")

    @dy.rule()
    def completed_not_before_started(cls) -> pl.Expr:
        return pl.col("completed_at") >= pl.col("started_at")

    @dy.rule()
    def completed_has_a_moment(cls) -> pl.Expr:
        return (pl.col("status") != "completed") | pl.col("completed_at").is_not_null()


class ContactSummary(Record):
    """One row per month, channel and queue of a contact centre that publishes totals only."""

    title = Text("Contact-centre totals", "Totaux des centres de contact")
    dated = "month"
    grain = "month"

    month = day("Month", "Mois", "First day of the month", key=True)
    channel = word(Channel, "Channel", "Canal", "Channel of the contacts")
    queue = code("Queue", "File d'attente", "Queue as the publisher names it", key=True)
    line_id = code("Line of business", "Secteur d'activité", "Line that the queue serves", refers="line", nullable=True)
    handled = number(
        "Contacts handled", "Contacts traités", "contacts", "Contacts answered in the month", nullable=False
    )
    wait_s = number("Total wait", "Attente totale", "s", "Sum of the waits of all contacts handled", nullable=False)
    answered_in_time = number(
        "Answered in time", "Répondus dans le délai", "contacts", "Contacts answered within the standard"
    )
    offered = number("Contacts offered", "Contacts présentés", "contacts", "Contacts offered, short abandons left out")


class Capacity(Record):
    """One row per location, local day and half-hour: the people who are there, or planned to be."""

    title = Text("Capacity", "Capacité")
    dated = "on_date"
    ahead = True

    location_id = dy.String(
        primary_key=True,
        min_length=1,
        description="Where",
        metadata=code("Location", "Lieu", "", refers="location").metadata,
    )
    on_date = day("Day", "Jour", "Local day", key=True)
    half_hour = number(
        "Half-hour", "Demi-heure", "half-hours since midnight", "0 is 00:00, 47 is 23:30", most=47, key=True
    )
    people = number("People", "Personnes", "people", "Staff serving", nullable=False)


class Schedule(Record):
    """One row per channel and local day: the minutes it was meant to be up."""

    title = Text("Channel schedule", "Horaire des canaux")
    dated = "on_date"

    on_date = day("Day", "Jour", "Local day", key=True)
    channel = dy.Enum(
        [c.value for c in Channel],
        primary_key=True,
        description="Channel",
        metadata=word(Channel, "Channel", "Canal", "").metadata,
    )
    scheduled_minutes = number(
        "Scheduled", "Prévu", "min", "Minutes the channel should be up", most=1500, nullable=False
    )


class Outage(Record):
    """One row per outage of a channel and local day (an outage over midnight is two rows)."""

    title = Text("Outages", "Pannes")
    dated = "on_date"

    outage_id = code("Outage", "Panne", "The source's own number", key=True)
    on_date = day("Day", "Jour", "Local day")
    channel = word(Channel, "Channel", "Canal", "Channel that was down")
    system = code("System", "Système", "What failed", nullable=True)
    down_minutes = number("Down", "Interruption", "min", "Minutes down within the schedule", most=1500, nullable=False)
    planned = flag("Planned", "Planifiée", "Announced maintenance", nullable=False)


class SlaResult(Record):
    """One row per partner agreement measure and quarter."""

    title = Text("Partner agreement results", "Résultats des ententes avec les partenaires")
    dated = "quarter_start"
    grain = "quarter"

    measure_id = code("Measure", "Mesure", "Measure of the agreement", key=True)
    quarter_start = day("Quarter", "Trimestre", "First day of the quarter", key=True)
    partner_id = code("Partner", "Partenaire", "Partner of the agreement", refers="partner")
    service_id = code("Service", "Service", "Service measured", refers="service", nullable=True)
    numerator = number("Numerator", "Numérateur", "cases", "Cases in line with the measure", nullable=False)
    denominator = number("Denominator", "Dénominateur", "cases", "Cases measured", nullable=False)
    target_millionths = number("Target", "Cible", "millionths", "Share agreed", most=1_000_000, nullable=False)

    @dy.rule()
    def numerator_within_denominator(cls) -> pl.Expr:
        return pl.col("numerator") <= pl.col("denominator")
