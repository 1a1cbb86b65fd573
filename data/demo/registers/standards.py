"""What the fictional organisation registers of its standards beside what is measured: the elements of the directive.

Its source system knows thresholds and targets alone. Two lines of business have not written everything yet, and
services that are done on the spot are described nowhere, so that the register has gaps to show.
"""

from datetime import date, timedelta
from typing import Any

import polars as pl

from data.demo.services import SERVICES, standards
from data.state import STANDARD

PLEDGE = (
    "You are treated with courtesy, in English or French, and told what happens next.",
    "Vous êtes servi avec courtoisie, en français ou en anglais, et informé de la suite.",
)
ACCESS = {
    "online": ("Open at any hour, 99 % of the time.", "Accessible à toute heure, 99 % du temps."),
    "in_person": ("A centre within 50 km for nine in ten.", "Un centre à moins de 50 km pour neuf personnes sur dix."),
    "kiosk": ("Working 97 % of opening hours.", "En service 97 % des heures d'ouverture."),
    "telephone": ("Answered within three rings.", "Réponse avant la quatrième sonnerie."),
    "mail": ("Received on every working day.", "Reçu chaque jour ouvrable."),
}
ACCURACY = ("Right the first time in 98 of 100 cases.", "Exact du premier coup dans 98 cas sur 100.")
REDRESS = (
    "Complain to any centre, by telephone or online: acknowledged in 2 or 5 working days, answered in 15.",
    "Plainte dans un centre, par téléphone ou en ligne : accusé en 2 ou 5 jours ouvrables, réponse en 15.",
)
WITHOUT_ACCURACY, WITHOUT_FRENCH = "ppsr", "land"


def register(first: int) -> pl.DataFrame:
    """The standards of the source with all elements that are written, and those that only the register knows."""
    lines = {service.code: service for service in SERVICES}
    rows = [_with_elements(row, lines.get(row["service_code"])) for row in standards(first)]
    return pl.DataFrame([*rows, *_apart(first)], schema=STANDARD, orient="row")


def _with_elements(norm: dict[str, Any], service: Any) -> dict[str, Any]:
    row = dict.fromkeys(STANDARD) | {
        "standard_id": norm["norm_code"],
        "service_id": norm["service_code"],
        "channel": norm["channel"],
        "valid_from": norm["since"],
        "measure": norm["measured_in"],
        "threshold": norm["limit_value"],
        "target_millionths": norm["goal_millionths"],
        "is_guarantee": norm["money_back"],
        "approval_ref": norm["approval"],
        "approved_on": norm["since"] - timedelta(days=60) if norm["money_back"] else None,
        "text_en": norm["wording_en"],
        "text_fr": norm["wording_fr"],
        **_both("pledge", PLEDGE),
        **_both("access", ACCESS[norm["channel"]]),
        **_both("accuracy", ACCURACY),
        **_both("redress", REDRESS),
    }
    if service is None:
        return row
    whom = ("businesses", "les entreprises") if service.business else ("individuals", "les particuliers")
    row |= _both("description", (f"{service.en}, for {whom[0]}.", f"{service.fr}, pour {whom[1]}."))
    row["fee_cents"] = service.fee_cents
    if service.line == WITHOUT_ACCURACY:
        row |= dict.fromkeys(("accuracy_en", "accuracy_fr"))
    if service.line == WITHOUT_FRENCH:
        row["redress_fr"] = None
    return row


def _apart(first: int) -> list[dict[str, Any]]:
    """Other ways of telephoning, what holds in a storm, and what is promised to other ministries."""
    since = date(first - 3, 4, 1)
    common = {"is_guarantee": False, "valid_from": since, **_both("redress", REDRESS), **_both("pledge", PLEDGE)}
    told = [
        ("common-teletype", "telephone", "minutes", 20, {"method": "teletype"},
         ("Your teletype call is settled in 20 minutes.", "Votre appel par téléimprimeur est réglé en 20 minutes.")),
        ("common-relay", "telephone", "minutes", 25, {"method": "relay"},
         ("Your relayed call is settled in 25 minutes.", "Votre appel par relais est réglé en 25 minutes.")),
        ("common-storm", "in_person", "minutes", 60, {"circumstance": "not_normal"},
         ("In a storm your visit takes at most an hour.", "En cas de tempête, votre visite dure au plus une heure.")),
        ("internal-mail", "mail", "business_days", 10, {"audience": "internal"},
         ("Extracts for ministries are sent within 10 business days.",
          "Les extraits pour les ministères sont envoyés en 10 jours ouvrables.")),
        ("internal-online", "online", "business_days", 3, {"audience": "internal"},
         ("Data for ministries are ready within 3 business days.",
          "Les données pour les ministères sont prêtes en 3 jours ouvrables.")),
    ]  # fmt: skip
    return [
        dict.fromkeys(STANDARD)
        | common
        | more
        | {"standard_id": code, "channel": channel, "measure": measure, "threshold": limit}
        | {"target_millionths": 850_000, **_both("text", text)}
        | (_both("access", ACCESS[channel]) | _both("accuracy", ACCURACY))
        for code, channel, measure, limit, more, text in told
    ]


def _both(name: str, text: tuple[str, str]) -> dict[str, str]:
    return {f"{name}_en": text[0], f"{name}_fr": text[1]}
