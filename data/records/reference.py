"""Reference tables: what the codes in the other records mean, named in both languages."""

import dataframely as dy
import polars as pl

from data.records.base import Record, code, day, flag, name, number, word
from data.text import Text, Word
from data.words import Channel, Circumstance, CustomerType, Factor

MOST_CHANGE = 10**15
"""Millionths by which an indicator may be expected to change: a thousand million of its units."""


class EventKind(Word):
    HOLIDAY = "holiday", "Holiday", "Jour férié"
    OUTAGE = "outage", "Outage", "Panne"
    STRIKE = "strike", "Strike", "Grève"
    POLICY = "policy", "Policy", "Politique"
    PRICE = "price", "Price", "Tarif"
    LAUNCH = "launch", "Launch", "Lancement"
    CLOSURE = "closure", "Closure", "Fermeture"
    EMERGENCY = "emergency", "Emergency", "Urgence"
    SECURITY = "security", "Security", "Sécurité"
    BACKLOG = "backlog", "Backlog", "Arriéré"


class StandardMeasure(Word):
    BUSINESS_DAYS = "business_days", "business days", "jours ouvrables"
    MINUTES = "minutes", "minutes", "minutes"
    SECONDS = "seconds", "seconds", "secondes"


class ContactMethod(Word):
    """Ways of the service directive that are no channel of their own: both are used on the telephone."""

    TELETYPE = "teletype", "Teletype", "Téléimprimeur"
    RELAY = "relay", "Relay service", "Service de relais"


class Audience(Word):
    EXTERNAL = "external", "The public", "Le public"
    INTERNAL = "internal", "Other parts of government", "D'autres entités gouvernementales"


class InitiativeKind(Word):
    """What kind of undertaking an initiative is."""

    IMPROVEMENT = "improvement", "Service improvement", "Amélioration du service"
    ONBOARDING = "service_onboarding", "On-boarding of a service", "Intégration d'un service"
    AGREEMENT = "intergovernmental_agreement", "Inter-jurisdictional agreement", "Entente intergouvernementale"
    PEOPLE = "people", "Staff and leadership", "Personnel et leadership"


class Line(Record):
    """One row per line of business."""

    title = Text("Lines of business", "Secteurs d'activité")

    line_id = code("Line of business", "Secteur d'activité", "Line", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)


class Region(Record):
    """One row per region."""

    title = Text("Regions", "Régions")

    region_id = code("Region", "Région", "Region", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)


class Operator(Record):
    """One row per kind of operator of a location: public, private, municipal, library and so on."""

    title = Text("Operators", "Exploitants")

    operator_id = code("Operator", "Exploitant", "Operator", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)


class Partner(Record):
    """One row per partner: a ministry, municipality, agency or company."""

    title = Text("Partners", "Partenaires")

    partner_id = code("Partner", "Partenaire", "Partner", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)
    signed_on = day("Agreement signed", "Entente signée", "Day the agreement was signed", nullable=True)


class Service(Record):
    """One row per service of the catalogue."""

    title = Text("Services", "Services")

    service_id = code("Service", "Service", "Service", key=True)
    line_id = code("Line of business", "Secteur d'activité", "Line it belongs to", refers="line", nullable=True)
    partner_id = code("Partner", "Partenaire", "Ministry whose program it is", refers="partner", nullable=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)
    customer_type = word(CustomerType, "Customer type", "Type de client", "Who mostly asks for it", nullable=True)
    fee_cents = number("Fee", "Frais", "cents", "Usual fee")
    launched_on = day("Launched", "Lancé le", "First day offered", nullable=True)
    retired_on = day("Retired", "Retiré le", "Last day offered", nullable=True)
    online_from = day("Online from", "En ligne depuis", "First day online; empty if never", nullable=True)


class Location(Record):
    """One row per centre, kiosk site, contact centre or library."""

    title = Text("Locations", "Lieux")

    location_id = code("Location", "Lieu", "Location", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)
    region_id = code("Region", "Région", "Region", refers="region", nullable=True)
    operator_id = code("Operator", "Exploitant", "Kind of operator", refers="operator", nullable=True)
    partner_id = code("Partner", "Partenaire", "Partner that runs it", refers="partner", nullable=True)
    latitude_millionths = number(
        "Latitude", "Latitude", "millionths of a degree", "North", least=-90_000_000, most=90_000_000
    )
    longitude_millionths = number(
        "Longitude", "Longitude", "millionths of a degree", "East", least=-180_000_000, most=180_000_000
    )
    desks = number("Desks", "Guichets", "desks", "Service desks")
    weekly_hours = number("Weekly hours", "Heures par semaine", "h", "Opening hours a week", most=168)
    bilingual = flag("Designated bilingual", "Désigné bilingue", "Designated under the French Language Services Act")
    opened_on = day("Opened", "Ouvert le", "First day", nullable=True)
    closed_on = day("Closed", "Fermé le", "Last day", nullable=True)


class Unit(Record):
    """One row per organisational unit; the tree is a branch and its units."""

    title = Text("Units", "Unités")

    unit_id = code("Unit", "Unité", "Unit", key=True)
    parent_unit_id = code("Part of", "Relève de", "Unit above; empty at the top", nullable=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)


class ServiceStandard(Record):
    """One row per service, channel and day from which a standard is in force."""

    title = Text("Service standards", "Normes de service")

    standard_id = code("Standard", "Norme", "Standard", key=True)
    service_id = code("Service", "Service", "Service; empty for a common standard", refers="service", nullable=True)
    channel = word(Channel, "Channel", "Canal", "Channel; a standard per method")
    valid_from = day("In force from", "En vigueur depuis", "First day in force", key=True)
    measure = word(StandardMeasure, "Measured in", "Mesurée en", "Unit of the threshold")
    threshold = number("Threshold", "Seuil", "as measured", "Longest time that meets it", nullable=False)
    target_millionths = number("Target", "Cible", "millionths", "Share that should meet it", most=1_000_000)
    is_guarantee = flag("Guarantee", "Garantie", "Money back if not kept", nullable=False)
    approval_ref = code("Approval", "Approbation", "Treasury Board approval of the guarantee", nullable=True)
    text_en = name("English text", "Texte anglais", "As the public reads it")
    text_fr = name("French text", "Texte français", "As the public reads it", nullable=True)
    valid_to = day("In force to", "En vigueur jusqu'au", "Last day in force; empty until replaced", nullable=True)
    method = word(ContactMethod, "Method", "Mode", "Empty for every way of using the channel", nullable=True)
    audience = word(
        Audience, "Audience", "Destinataires", "Whom it is promised to; empty for the public", nullable=True
    )
    circumstance = word(
        Circumstance, "Circumstances", "Circonstances", "In which it holds; empty for normal ones", nullable=True
    )
    approved_on = day("Approved", "Approuvée le", "Day the guarantee was approved", nullable=True)
    fee_cents = number("Fee", "Frais", "cents", "Fee of the service; 0 where it is free")
    description_en = name("English description", "Description anglaise", "What the service is", nullable=True)
    description_fr = name("French description", "Description française", "What the service is", nullable=True)
    pledge_en = name("English pledge", "Engagement anglais", "What quality may be expected", nullable=True)
    pledge_fr = name("French pledge", "Engagement français", "What quality may be expected", nullable=True)
    access_en = name("English access objective", "Objectif d'accès anglais", "Objective for access", nullable=True)
    access_fr = name("French access objective", "Objectif d'accès français", "Objective for access", nullable=True)
    accuracy_en = name(
        "English accuracy objective", "Objectif d'exactitude anglais", "Objective for accuracy", nullable=True
    )
    accuracy_fr = name(
        "French accuracy objective", "Objectif d'exactitude français", "Objective for accuracy", nullable=True
    )
    redress_en = name("English redress", "Recours anglais", "How to complain, and what is done then", nullable=True)
    redress_fr = name("French redress", "Recours français", "How to complain, and what is done then", nullable=True)

    @dy.rule()
    def ends_not_before_it_begins(cls) -> pl.Expr:
        return pl.col("valid_to") >= pl.col("valid_from")

    @dy.rule()
    def guarantee_is_approved(cls) -> pl.Expr:
        return ~pl.col("is_guarantee") | pl.col("approval_ref").is_not_null()


class Event(Record):
    """One row per thing that happened to the organisation and shows in its numbers."""

    title = Text("Events", "Événements")

    event_id = code("Event", "Événement", "Event", key=True)
    kind = word(EventKind, "Kind", "Nature", "What kind")
    starts_on = day("Starts", "Début", "First day")
    ends_on = day("Ends", "Fin", "Last day; empty while it lasts", nullable=True)
    channel = word(Channel, "Channel", "Canal", "Channel affected; empty for all", nullable=True)
    line_id = code(
        "Line of business", "Secteur d'activité", "Line affected; empty for all", refers="line", nullable=True
    )
    rebase = flag("Rebase", "Nouvelle base", "Limits of variation are computed anew from here")
    text_en = name("English text", "Texte anglais", "What happened")
    text_fr = name("French text", "Texte français", "What happened", nullable=True)


class Initiative(Record):
    """One row per initiative or on-boarding that should move an indicator."""

    title = Text("Initiatives", "Initiatives")

    initiative_id = code("Initiative", "Initiative", "Initiative", key=True)
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)
    factor = word(Factor, "Critical success factor", "Facteur critique de succès", "Factor it serves")
    indicator = code("Indicator", "Indicateur", "Indicator it should move", nullable=True)
    planned_on = day("Planned", "Prévue le", "Day it should be live")
    live_on = day("Live", "En service le", "Day it went live; empty before", nullable=True)
    onboarding = flag("On-boarding", "Intégration", "A service or partner on-boarded", nullable=False)
    kind = word(
        InitiativeKind, "Kind", "Nature", "What kind; empty for an improvement, or an on-boarding", nullable=True
    )
    objective = code("Objective", "Objectif", "Objective of the strategy that it serves", nullable=True)
    owner_en = name("English owner", "Responsable en anglais", "Role that answers for it", nullable=True)
    owner_fr = name("French owner", "Responsable en français", "Role that answers for it", nullable=True)
    effect_millionths = number(
        "Expected effect",
        "Effet attendu",
        "millionths",
        "Change of the indicator, in its unit: -20 000 for 2 points less of a share",
        least=-MOST_CHANGE,
        most=MOST_CHANGE,
    )
    effect_from = day("Effect from", "Effet dès le", "Day from which it is expected", nullable=True)


class Population(Record):
    """One row per census place and year: who lives there, and how far the nearest centre is."""

    title = Text("Population", "Population")
    dated = "on_date"

    place_id = code("Place", "Localité", "Census place", key=True)
    on_date = day("Day", "Jour", "First day of the quarter it describes", key=True)
    region_id = code("Region", "Région", "Region", refers="region", nullable=True)
    people = number("People", "Habitants", "people", "Inhabitants", nullable=False)
    distance_m = number("Distance", "Distance", "m", "Great-circle distance to the nearest open centre")
