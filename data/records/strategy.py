"""From strategy to tactics: steps of initiatives, commitments of managers, and the funding that is planned."""

import dataframely as dy

from data.records.base import Record, code, day, name, number, word
from data.text import Text
from data.words import Funding


class Milestone(Record):
    """One row per step of an initiative that has its own day."""

    title = Text("Milestones", "Jalons")

    milestone_id = code("Milestone", "Jalon", "Milestone", key=True)
    initiative_id = code("Initiative", "Initiative", "Initiative it is a step of", refers="initiative")
    name_en = name("English name", "Nom anglais", "Name in English")
    name_fr = name("French name", "Nom français", "Name in French", nullable=True)
    due_on = day("Due", "Échéance", "Day it should be done")
    done_on = day("Done", "Fait le", "Day it was done; empty before", nullable=True)


class Commitment(Record):
    """One row per key commitment of a senior manager: the role that made it, never a person, and no rating."""

    title = Text("Key commitments", "Engagements clés")

    commitment_id = code("Commitment", "Engagement", "Commitment", key=True)
    objective = code("Objective", "Objectif", "Objective of the strategy that it serves")
    role_en = name("English role", "Rôle en anglais", "Role of the manager, not a person")
    role_fr = name("French role", "Rôle en français", "Role of the manager, not a person", nullable=True)
    text_en = name("English text", "Texte anglais", "What is committed to")
    text_fr = name("French text", "Texte français", "What is committed to", nullable=True)
    made_on = day("Made", "Pris le", "Day from which it holds")
    due_on = day("Due", "Échéance", "Day it should be done")
    done_on = day("Done", "Fait le", "Day it was done; empty before", nullable=True)


class FundingPlan(Record):
    """One row per quarter and way of funding: what the plan of the fiscal year counts on."""

    title = Text("Funding plan", "Plan de financement")

    quarter_start = dy.Date(
        primary_key=True,
        description="First day of the quarter",
        metadata=day("Quarter", "Trimestre", "").metadata,
    )
    kind = dy.Enum(
        [one.value for one in Funding],
        primary_key=True,
        description="How it is funded",
        metadata=word(Funding, "Funding", "Financement", "").metadata,
    )
    amount_cents = number("Amount", "Montant", "cents", "What is planned", nullable=False)
