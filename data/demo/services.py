"""The catalogue: lines of business, partners, services with their channels, and the service standards."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from data.demo.calendar import fiscal_year
from data.demo.episodes import fee_abolition

LINES = {  # code: EN, FR, millions of transactions a year, share of individuals, online share at start and end
    "dv": ("Driver and Vehicle", "Conducteurs et véhicules", 21.5, 0.92, 0.14, 0.45),
    "partner": ("Partner and referral services", "Services partenaires et aiguillage", 7.5, 1.0, 0.12, 0.30),
    "land": ("Land Registration", "Enregistrement immobilier", 4.0, 0.10, 0.97, 0.995),
    "ppsr": ("Personal Property Security", "Sûretés mobilières", 2.6, 0.15, 0.96, 0.98),
    "fish": ("Fish and Wildlife", "Pêche et faune", 2.2, 1.0, 0.72, 0.86),
    "business": ("Business", "Services aux entreprises", 1.5, 0.05, 0.66, 0.95),
    "vital": ("Vital Events", "Événements de l'état civil", 0.9, 0.98, 0.87, 0.93),
}
LINE_CODES = list(LINES)

PARTNERS = {  # code: EN, FR, kind of operator it runs or None for a ministry, years before the window it signed
    "transport": ("Ministry of Transport", "Ministère des Transports", 8),
    "health": ("Ministry of Health", "Ministère de la Santé", 7),
    "resources": ("Ministry of Natural Resources", "Ministère des Richesses naturelles", 6),
    "consumer": ("Ministry of Consumer Services", "Ministère des Services aux consommateurs", 9),
    "finance": ("Ministry of Finance", "Ministère des Finances", 5),
    "labour": ("Ministry of Labour", "Ministère du Travail", 4),
    "registrar": ("Office of the Registrar", "Bureau du registraire", 9),
    "titles": ("Land titles operator", "Exploitant des titres fonciers", 9),
    "issuers": ("Private issuers' association", "Association des délivreurs privés", 6),
    "retailer": ("National retailer", "Détaillant national", 2),
    "libraries": ("Public libraries", "Bibliothèques publiques", 3),
    "municipal": ("Municipal service offices", "Bureaux municipaux", 4),
}


@dataclass(frozen=True)
class Service:
    """One service: weight within its line (millions a year), inclination to online, split of the rest.

    `kiosk`, `telephone`, `mail`: shares of what is not online; the remainder is done in person.
    `online_month`: month of the window from which it is online (0 always, None never).
    `slow`: channel → business days of the standard; the result is delivered later.
    `guaranteed`: channels with an approved money-back guarantee.
    """

    code: str
    line: str
    partner: str
    en: str
    fr: str
    weight: float
    fee_cents: int = 0
    inclination: float = 0.0
    online_month: int | None = 0
    kiosk: float = 0.0
    telephone: float = 0.0
    mail: float = 0.0
    business: bool = False
    serve_minutes: float = 6.5
    slow: tuple[tuple[str, int], ...] = ()
    guaranteed: tuple[str, ...] = ()
    launch_month: int | None = None

    @property
    def customer_type(self) -> str:
        return "business" if self.business else "individual"


CERTIFICATE = (("online", 15), ("in_person", 15), ("telephone", 15), ("mail", 40))
BY_MAIL = (("mail", 10),)
CARD = (("online", 2), ("mail", 10))


def _dv(code: str, en: str, fr: str, weight: float, **more: Any) -> Service:
    return Service(code, "dv", "transport", en, fr, weight, **more)


def _vital(code: str, en: str, fr: str, weight: float, fee: int, **more: Any) -> Service:
    split: dict[str, Any] = {"telephone": 0.12, "mail": 0.5, "slow": CERTIFICATE, "serve_minutes": 7.2} | more
    return Service(code, "vital", "registrar", en, fr, weight, fee, **split)


CATALOGUE = [
    _dv("plate-renewal", "Licence plate renewal", "Renouvellement de plaque", 7.4, fee_cents=12000, inclination=0.5,
        kiosk=0.10, mail=0.015, slow=CARD, guaranteed=("online",), serve_minutes=4.5),
    _dv("licence-renewal", "Driver's licence renewal", "Renouvellement de permis de conduire", 2.6, fee_cents=9000,
        inclination=-0.4, mail=0.02, slow=CARD, serve_minutes=9),
    _dv("driver-address", "Driver and vehicle address change", "Changement d'adresse (conducteur et véhicule)", 2.6,
        inclination=0.9, kiosk=0.08, telephone=0.05, mail=0.01, slow=BY_MAIL, serve_minutes=4),
    _dv("ownership-transfer", "Vehicle ownership transfer", "Transfert de propriété d'un véhicule", 2.5,
        fee_cents=3200, inclination=-2.6, serve_minutes=11),
    _dv("fleet-validation", "Commercial plate validation", "Validation de plaques commerciales", 1.1, fee_cents=25000,
        inclination=0.3, business=True, mail=0.05, slow=BY_MAIL, serve_minutes=9),
    _dv("driver-record", "Driver's record", "Dossier de conduite", 1.3, fee_cents=1200, inclination=1.2,
        telephone=0.05, kiosk=0.08, serve_minutes=4),
    _dv("vehicle-package", "Used vehicle information package", "Trousse d'information sur les véhicules d'occasion",
        1.1, fee_cents=2000, inclination=-1.8, kiosk=0.08, serve_minutes=5),
    _dv("plate-replacement", "Plate and permit replacement", "Remplacement de plaque et de certificat", 0.9,
        fee_cents=5900, inclination=-0.6, online_month=14, serve_minutes=8),
    _dv("licence-replacement", "Driver's licence replacement", "Remplacement de permis de conduire", 0.6,
        fee_cents=3575, inclination=0.1, online_month=7, slow=CARD, serve_minutes=8),
    _dv("licence-exchange", "Driver's licence exchange", "Échange de permis de conduire", 0.4, fee_cents=9000,
        online_month=None, serve_minutes=14),
    _dv("photo-card", "Photo card", "Carte-photo", 0.5, fee_cents=3500, online_month=None, serve_minutes=12),
    _dv("parking-permit", "Accessible parking permit", "Permis de stationnement accessible", 0.5, inclination=-0.3,
        online_month=20, mail=0.35, slow=BY_MAIL, serve_minutes=8),
    Service("health-renewal", "partner", "health", "Health card renewal", "Renouvellement de carte Santé", 3.6,
            inclination=0.4, mail=0.025, kiosk=0.03, slow=BY_MAIL, serve_minutes=7),
    Service("health-registration", "partner", "health", "Health card registration", "Inscription à la carte Santé", 1.3,
            inclination=-2.2, mail=0.03, slow=BY_MAIL, serve_minutes=12),
    Service("health-address", "partner", "health", "Health card address change",
            "Changement d'adresse (carte Santé)", 1.7, inclination=0.6, kiosk=0.03, telephone=0.09, mail=0.015,
            slow=BY_MAIL, serve_minutes=4),
    Service("tax-deposit", "partner", "finance", "Tax account deposit", "Dépôt au compte fiscal", 0.4,
            inclination=-0.5, online_month=10, business=True, serve_minutes=5),
    Service("employment-claim", "partner", "labour", "Employment standards claim intake",
            "Dépôt d'une plainte en normes d'emploi", 0.2, inclination=1.0, online_month=36, telephone=0.1,
            serve_minutes=12),
    Service("donor-registration", "partner", "health", "Organ donor registration", "Inscription au don d'organes", 0.3,
            inclination=0.8, online_month=6, serve_minutes=3),
    Service("title-search", "land", "titles", "Title search", "Recherche de titres", 2.4, 3060, 0.3, business=True,
            serve_minutes=4),
    Service("land-registration", "land", "titles", "Registration of an instrument", "Enregistrement d'un acte", 0.95,
            8300, 0.1, business=True, serve_minutes=9),
    Service("writ-search", "land", "titles", "Writ search", "Recherche de brefs", 0.45, 1195, 0.1, business=True,
            serve_minutes=4),
    Service("land-copy", "land", "titles", "Certified copy of an instrument", "Copie certifiée d'un acte", 0.1, 2000,
            -1.5, None, business=True, mail=0.3, slow=BY_MAIL),
    Service("lien-search", "ppsr", "consumer", "Lien search", "Recherche de privilèges", 1.4, 800, 0.2, business=True,
            telephone=0.15, serve_minutes=2.5),
    Service("lien-registration", "ppsr", "consumer", "Lien registration", "Enregistrement d'un privilège", 0.8, 2400,
            0.0, business=True, mail=0.5, slow=(("mail", 5),)),
    Service("lien-discharge", "ppsr", "consumer", "Lien discharge", "Mainlevée d'un privilège", 0.4, 0, -0.2,
            business=True, mail=0.6, slow=(("mail", 5),)),
    Service("outdoors-card", "fish", "resources", "Outdoors card", "Carte Plein air", 0.65, 857, 0.9, mail=0.15,
            slow=(("mail", 20),), serve_minutes=6),
    Service("fishing-licence", "fish", "resources", "Fishing licence", "Permis de pêche", 1.05, 2657, -0.2,
            mail=0.03, slow=BY_MAIL, serve_minutes=5),
    Service("hunting-licence", "fish", "resources", "Hunting licence", "Permis de chasse", 0.4, 2235, -0.2,
            mail=0.03, slow=BY_MAIL, serve_minutes=6),
    Service("draw-application", "fish", "resources", "Hunting draw application", "Demande de tirage (chasse)", 0.1,
            1500, 0.6, 33, telephone=0.2, serve_minutes=4),
    Service("business-name", "business", "consumer", "Business name registration", "Enregistrement d'un nom commercial",
            0.4, 6000, 0.3, business=True, mail=0.15, slow=(("online", 2), ("mail", 10)), guaranteed=("online",)),
    Service("incorporation", "business", "consumer", "Incorporation", "Constitution en société", 0.12, 30000, 0.0,
            business=True, telephone=0.05, mail=0.2, slow=(("mail", 10),), serve_minutes=12),
    Service("annual-return", "business", "consumer", "Annual return", "Rapport annuel", 0.5, 0, -0.2, business=True,
            telephone=0.1, mail=0.25, slow=(("mail", 10),)),
    Service("company-search", "business", "consumer", "Company profile search", "Recherche de profil d'entreprise",
            0.42, 800, 0.2, business=True, telephone=0.1, serve_minutes=3),
    Service("dissolution", "business", "consumer", "Dissolution of a company", "Dissolution d'une société", 0.06, 2500,
            -1.0, 18, business=True, mail=0.4, slow=(("mail", 10),)),
    _vital("birth-certificate", "Birth certificate", "Certificat de naissance", 0.45, 2500, inclination=0.4,
           guaranteed=("online",)),
    _vital("marriage-certificate", "Marriage certificate", "Certificat de mariage", 0.11, 1500, inclination=0.3,
           guaranteed=("online",)),
    _vital("death-certificate", "Death certificate", "Certificat de décès", 0.13, 1500, inclination=0.0,
           guaranteed=("online",)),
    _vital("certified-copy", "Certified copy of a registration", "Copie certifiée d'un enregistrement", 0.11, 3500,
           inclination=-0.6),
    _vital("newborn-registration", "Newborn registration", "Enregistrement d'une naissance", 0.07, 0, inclination=0.8),
    _vital("name-change", "Change of name", "Changement de nom", 0.03, 13700, inclination=-3.0, online_month=None),
]  # fmt: skip

ONBOARDINGS = [  # three a fiscal year, in this order; weights in millions a year
    ("entrance-permit", "labour", "Workplace permit", "Permis de travail sécuritaire", 0.05),
    ("dog-licence", "municipal", "Municipal pet licence", "Licence municipale pour animaux", 0.06),
    ("drug-benefit", "health", "Drug benefit application", "Demande de prestations-médicaments", 0.14),
    ("farm-plate", "transport", "Farm plate", "Plaque agricole", 0.04),
    ("tax-clearance", "finance", "Tax clearance letter", "Lettre de conformité fiscale", 0.07),
    ("park-pass", "resources", "Park day pass", "Laissez-passer de parc", 0.20),
    ("skills-card", "labour", "Skilled trades card", "Carte de métier spécialisé", 0.08),
    ("boat-permit", "resources", "Boat launch permit", "Permis de mise à l'eau", 0.05),
    ("care-subsidy", "municipal", "Child care subsidy intake", "Demande de subvention de garde", 0.06),
    ("travel-grant", "health", "Northern travel grant", "Subvention de voyage du Nord", 0.09),
    ("fuel-refund", "finance", "Fuel tax refund", "Remboursement de taxe sur le carburant", 0.04),
    ("transit-pass", "municipal", "Reduced transit pass", "Titre de transport à tarif réduit", 0.12),
    ("device-grant", "health", "Assistive device grant", "Aide aux appareils fonctionnels", 0.07),
    ("burn-permit", "municipal", "Open fire permit", "Permis de feu à ciel ouvert", 0.03),
    ("worker-registry", "labour", "Home worker registry", "Registre des travailleurs à domicile", 0.04),
    ("heritage-search", "consumer", "Heritage property search", "Recherche de biens patrimoniaux", 0.03),
    ("well-record", "resources", "Well record", "Dossier de puits", 0.03),
    ("student-card", "municipal", "Student card", "Carte d'étudiant", 0.08),
    ("senior-card", "health", "Seniors' benefit card", "Carte d'avantages pour aînés", 0.10),
    ("trail-permit", "resources", "Trail permit", "Permis de sentier", 0.06),
    ("quarry-notice", "labour", "Blasting notice", "Avis de dynamitage", 0.02),
    ("bike-registry", "municipal", "Bicycle registry", "Registre des vélos", 0.04),
    ("energy-rebate", "finance", "Energy rebate", "Remise énergétique", 0.11),
    ("clinic-booking", "health", "Clinic booking", "Rendez-vous en clinique", 0.15),
]
ONBOARDINGS_A_YEAR = 3
ONBOARDING_MONTHS = (2, 5, 9)  # months of the fiscal year


def _onboarded_services() -> list[Service]:
    rows = []
    for n, (code, partner, en, fr, weight) in enumerate(ONBOARDINGS):
        month = n // ONBOARDINGS_A_YEAR * 12 + ONBOARDING_MONTHS[n % ONBOARDINGS_A_YEAR]
        online = month if n % 3 == 0 else None  # the others begin at the counters
        rows.append(
            Service(code, "partner", partner, en, fr, weight, inclination=1.5, online_month=online,
                    telephone=0.05, launch_month=month, serve_minutes=6)
        )  # fmt: skip
    return rows


SERVICES = [*CATALOGUE, *_onboarded_services()]
SERVICE_CODES = [s.code for s in SERVICES]
SERVICE_LINE = [LINE_CODES.index(s.line) for s in SERVICES]


def month_day(first: int, month: int) -> date:
    """The first day of the window's month (0 is the April of the first fiscal year)."""
    return date(first + (month + 3) // 12, (month + 3) % 12 + 1, 1)


def launch_day(service: Service, first: int) -> date | None:
    """The day a service was on-boarded; None if it was there before the window."""
    return None if service.launch_month is None else month_day(first, service.launch_month)


INSTANT_MINUTES = {"in_person": 30, "kiosk": 10, "telephone": 15, "online": 30}
INSTANT_TARGETS = {"in_person": 850_000, "kiosk": 900_000, "telephone": 850_000, "online": 950_000}
SLOW_TARGET = 900_000
GUARANTEE_TARGET = 999_000
COMMON = {
    "in_person": ("Your visit takes at most 30 minutes.", "Votre visite dure au plus 30 minutes."),
    "kiosk": ("You are done at the kiosk in 10 minutes.", "Vous terminez à la borne en 10 minutes."),
    "telephone": ("Your call is settled in 15 minutes.", "Votre appel est réglé en 15 minutes."),
    "online": ("Your online session takes at most 30 minutes.", "Votre séance en ligne dure au plus 30 minutes."),
}


def standards(first: int) -> list[dict[str, Any]]:
    """One row per standard: the common ones per channel, and business days per service and channel.

    Since the plate fee is abolished nothing is sent any more, so a renewal falls under another standard.
    """
    since = date(first - 3, 4, 1)
    rows = [
        {"norm_code": f"common-{channel}", "service_code": None, "channel": channel, "since": since,
         "measured_in": "minutes", "limit_value": minutes, "goal_millionths": INSTANT_TARGETS[channel],
         "money_back": False, "approval": None, "wording_en": COMMON[channel][0], "wording_fr": COMMON[channel][1]}
        for channel, minutes in INSTANT_MINUTES.items()
    ]  # fmt: skip
    for service in SERVICES:
        start = launch_day(service, first) or since
        for channel, limit in service.slow:
            money_back = channel in service.guaranteed
            rows.append(
                {"norm_code": f"{service.code}-{channel}", "service_code": service.code, "channel": channel,
                 "since": start, "measured_in": "business_days", "limit_value": limit,
                 "goal_millionths": GUARANTEE_TARGET if money_back else SLOW_TARGET, "money_back": money_back,
                 "approval": f"TB-{fiscal_year(start)}-{len(rows):03d}" if money_back else None,
                 "wording_en": f"{service.en}: sent within {limit} business days"
                               + (", or your fee is paid back." if money_back else "."),
                 "wording_fr": f"{service.fr} : envoi dans un délai de {limit} jours ouvrables"
                               + (", sinon les droits sont remboursés." if money_back else ".")}
            )  # fmt: skip
    minutes, (en, fr) = INSTANT_MINUTES["online"], COMMON["online"]
    rows.append(
        {"norm_code": "plate-renewal-online", "service_code": "plate-renewal", "channel": "online",
         "since": fee_abolition(first), "measured_in": "minutes", "limit_value": minutes,
         "goal_millionths": INSTANT_TARGETS["online"], "money_back": False, "approval": None,
         "wording_en": en, "wording_fr": fr}
    )  # fmt: skip
    return rows
