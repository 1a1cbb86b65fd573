"""The events that the organisation knows of: one row each, in both languages, for pages to mark in their charts."""

from datetime import date, timedelta
from typing import Any

from data.demo import episodes

OUTAGE_WORDS = ("Systems down in the whole province", "Systèmes en panne dans toute la province")
STORM_WORDS = ("Snow storm closes counters early", "Tempête de neige : comptoirs fermés plus tôt")


def events(seed: int, first: int, until: date, relocations: int) -> list[dict[str, Any]]:
    """One row per event that began by `until`; `relocations`: how many centres move."""
    relocated = episodes.relocations(first)[:relocations]
    move = (
        ("A centre moves", "Un centre déménage")
        if relocations == 1
        else (f"{relocations} centres move", f"{relocations} centres déménagent")
    )
    reopened, registry = episodes.shock(first) + timedelta(days=56), episodes.registry(first)
    rows = [
        _event("shock", "emergency", episodes.shock(first), date(first + 1, 9, 30), None, None, False,
               "Public health emergency: most counters closed or shortened their hours",
               "Urgence sanitaire : la plupart des comptoirs ferment ou réduisent leurs heures"),
        _event("reopening", "policy", reopened, date(first + 1, 6, 30), "in_person", None, False,
               "Counters reopen with ticketed queues", "Réouverture des comptoirs avec files sur billet"),
        _event("deadline", "policy", *episodes.surge(first), None, "dv", False,
               "Extended renewals fall due by the end of February",
               "Les renouvellements prolongés arrivent à échéance à la fin de février"),
        _event("registry", "launch", registry, registry + timedelta(days=55), "online", "business", True,
               "The new business registry goes live; eight weeks of failures",
               "Lancement du registre des entreprises; huit semaines de pannes"),
        _event("fee", "price", episodes.fee_abolition(first), None, None, "dv", True,
               "Plate fee and sticker abolished; renewal remains",
               "Abolition des droits et de la vignette; le renouvellement demeure"),
        _event("kiosks", "security", *episodes.kiosk_suspension(first), "kiosk", None, True,
               "Kiosks suspended after card skimming was found",
               "Bornes suspendues après la découverte de clonage de cartes"),
        _event("backlog", "backlog", *episodes.backlog(first), None, "vital", False,
               "Backlog of certificates: up to 40 business days",
               "Arriéré de certificats : jusqu'à 40 jours ouvrables"),
        _event("relocations", "closure", relocated[0], relocated[-1], "in_person", None, False,
               f"{move[0]} to a retailer: longer hours, fewer desks",
               f"{move[1]} chez un détaillant : plus d'heures, moins de guichets"),
        _event("automatic", "policy", episodes.automatic_renewal(first), None, None, "dv", True,
               "Plate renewal becomes automatic for drivers in good standing",
               "Renouvellement de plaque automatique pour les conducteurs en règle"),
        _event("recovered", "policy", episodes.recovery(first), None, None, None, True,
               "End of the recovery plan: services run as designed",
               "Fin du plan de rétablissement : les services fonctionnent comme prévu"),
    ]  # fmt: skip
    for year in range(first, until.year + 1):
        for n, day in enumerate(episodes.outages(seed, year)):
            rows.append(_event(f"outage-{year}-{n + 1}", "outage", day, day, None, None, False, *OUTAGE_WORDS))
        day = episodes.storm(seed, year)
        rows.append(_event(f"storm-{year}", "emergency", day, day, "in_person", None, False, *STORM_WORDS))
    return [row for row in rows if row["starts"] <= until]


def _event(
    code: str,
    kind: str,
    starts: date,
    ends: date | None,
    channel: str | None,
    line: str | None,
    rebase: bool,
    en: str,
    fr: str,
) -> dict[str, Any]:
    return {"happening_code": code, "kind": kind, "starts": starts, "ends": ends, "channel": channel,
            "line_code": line, "new_base": rebase, "told_en": en, "told_fr": fr}  # fmt: skip
