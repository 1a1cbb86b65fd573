"""The obligations of the Service Directive, in its order: what it demands."""

from dataclasses import dataclass

from data.text import Text


@dataclass(frozen=True, kw_only=True)
class Obligation:
    """One line; what data can prove of it stands in `metrics.accountability.proofs`."""

    code: str
    title: Text


OBLIGATIONS = {
    obligation.code: obligation
    for obligation in (
        Obligation(
            code="common_standards",
            title=Text("Adopt and meet the common service standards", "Adopter et respecter les normes communes"),
        ),
        Obligation(
            code="program_standards",
            title=Text("Establish standards for the services offered", "Établir des normes pour les services offerts"),
        ),
        Obligation(
            code="standards_communicated",
            title=Text("Communicate the standards to customers", "Communiquer les normes à la clientèle"),
        ),
        Obligation(
            code="guarantees_approved",
            title=Text(
                "Have each service guarantee approved by Treasury Board",
                "Faire approuver chaque garantie par le Conseil du Trésor",
            ),
        ),
        Obligation(
            code="quality_monitored",
            title=Text("Monitor and measure the quality of service", "Surveiller et mesurer la qualité du service"),
        ),
        Obligation(
            code="quality_communicated",
            title=Text("Communicate the actual quality to customers", "Communiquer la qualité réelle à la clientèle"),
        ),
        Obligation(
            code="improvements",
            title=Text("Identify and implement improvements", "Cerner et réaliser des améliorations"),
        ),
        Obligation(
            code="feedback",
            title=Text(
                "Let customers give feedback, and answer it", "Permettre aux clients de s'exprimer, et leur répondre"
            ),
        ),
        Obligation(
            code="third_parties",
            title=Text(
                "Carry the service principles in agreements with third parties",
                "Inscrire les principes dans les ententes avec des tiers",
            ),
        ),
        Obligation(
            code="human_rights",
            title=Text("Adhere to the Human Rights Code", "Respecter le Code des droits de la personne"),
        ),
        Obligation(
            code="privacy",
            title=Text(
                "Adhere to the privacy acts (FIPPA, PHIPA)",
                "Respecter les lois sur la vie privée (LAIPVP, LPRPS)",
            ),
        ),
        Obligation(
            code="french_quality",
            title=Text(
                "Serve as well in French as in English (French Language Services Act)",
                "Servir aussi bien en français qu'en anglais (Loi sur les services en français)",
            ),
        ),
        Obligation(
            code="active_offer",
            title=Text(
                "Offer French actively in designated areas",
                "Offrir activement le français dans les régions désignées",
            ),
        ),
        Obligation(
            code="accessibility",
            title=Text(
                "Adhere to the accessibility acts (ODA, AODA)", "Respecter les lois sur l'accessibilité (LPHO, LAPHO)"
            ),
        ),
        Obligation(
            code="staff",
            title=Text(
                "Have employees understand and apply the standards",
                "Veiller à ce que le personnel comprenne et applique les normes",
            ),
        ),
    )
}
"""By code, in the order in which they are read."""
