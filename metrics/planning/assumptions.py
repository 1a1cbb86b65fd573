"""What staffing and scenarios take for granted: every number with its source, for a planner to see and to change."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from data.refusals.demand import planning as refusals
from data.text import Text, Word
from data.words import Channel
from metrics.staffing.requirements import Rules


class Basis(Word):
    MEASURED = "measured", "Measured", "Mesuré"
    DECIDED = "decided", "Decided", "Décidé"
    DECLARED = "declared", "Assumed", "Hypothèse"
    CHANGED = "changed", "Changed by the planner", "Modifié par la planification"


class Assumption(Word):
    COST = "cost", "Cost of an interaction", "Coût d'une interaction"
    FIXED = "fixed", "Fixed share of the cost", "Part fixe du coût"
    COMPLETED = "completed", "Transactions completed per interaction", "Opérations terminées par interaction"
    MET = "met", "Served within the standard today", "Servis selon la norme aujourd'hui"
    GUARANTEED = "guaranteed", "Guaranteed items due per interaction", "Garanties à échoir par interaction"
    BREACHED = "breached", "Guarantees broken", "Garanties non respectées"
    FEE = "fee", "Fee refunded", "Frais remboursés"
    SHARE = "share", "To be served in time", "À servir dans le délai"
    WITHIN = "within", "Time to be served in", "Délai de service"
    SHRINKAGE = "shrinkage", "Paid time away from work", "Temps payé hors service"
    OCCUPANCY = "occupancy", "Highest occupancy", "Occupation maximale"
    HANDLING = "handling", "Time to serve one", "Durée d'un service"
    WAGE = "wage", "Cost of a paid hour", "Coût d'une heure payée"

    @property
    def unit(self) -> str:
        """Of the stored number: `cents`, `s`, or `share` (0..1)."""
        return _UNITS.get(self, "share")


A = Assumption
_UNITS = {A.COST: "cents", A.FEE: "cents", A.WAGE: "cents", A.WITHIN: "s", A.HANDLING: "s"}

CALIBRATION = Text("Usual value in the field, not measured here", "Valeur courante dans le domaine, non mesurée ici")
PRACTICE = Text("Common planning practice", "Pratique courante de planification")
LIKE_COUNTERS = Text("As at counters: nothing better is known", "Comme aux comptoirs, faute de mieux")
LIKE_ONLINE = Text("As online: nothing better is known", "Comme en ligne, faute de mieux")
PAYROLL = Text("To be replaced by the payroll's figure", "À remplacer par le chiffre de la paie")
STANDARD = Text("Organization's service standard", "Norme de service de l'organisation")

SHARED_COST = None
"""The place of cost that no channel bears: a channel of None."""

_FIXED_FROM = {"telephone": LIKE_COUNTERS, "mail": LIKE_COUNTERS, "other": LIKE_COUNTERS, "kiosk": LIKE_ONLINE}
_COST = {"in_person": (1000, 0.45), "telephone": (800, 0.45), "kiosk": (450, 0.80), "online": (250, 0.80),
         "mail": (1800, 0.45), "other": (1000, 0.45)}  # fmt: skip
_STAFF = {"in_person": (0.85, 20 * 60, 390), "telephone": (0.80, 60, 348)}
_GUARANTEED = {"online": 0.02}


@dataclass(frozen=True, kw_only=True)
class AssumedValue:
    """One number that is taken for granted, where it comes from, and whether it was measured."""

    value: float
    source: Text
    basis: Basis = Basis.DECLARED


Values = Mapping[tuple[str | None, Assumption], AssumedValue]

PROFILE = pl.Schema(
    {"channel": pl.String, "location": pl.String, "weekday": pl.Int64, "half_hour": pl.Int64, "share": pl.Float64,
     "handling_s": pl.Float64}
)  # fmt: skip
CAPACITY = pl.Schema(
    {"channel": pl.String, "location": pl.String, "weekday": pl.Int64, "half_hour": pl.Int64, "people": pl.Int64}
)
PLACES = pl.Schema({"channel": pl.String, "location": pl.String, "share": pl.Float64})


def declared() -> dict[tuple[str | None, Assumption], AssumedValue]:
    """What holds as long as nothing was measured."""
    values: dict[tuple[str | None, Assumption], AssumedValue] = {
        (SHARED_COST, A.COST): AssumedValue(value=0, source=CALIBRATION)
    }
    values[SHARED_COST, A.FIXED] = AssumedValue(value=1, source=CALIBRATION)
    for channel, (cost, fixed) in _COST.items():
        numbers = {A.COST: cost, A.COMPLETED: 1, A.MET: 0.9, A.BREACHED: 0.0008, A.FEE: 2500}
        numbers[A.GUARANTEED] = _GUARANTEED.get(channel, 0)
        values |= {(channel, name): AssumedValue(value=value, source=CALIBRATION) for name, value in numbers.items()}
        values[channel, A.FIXED] = AssumedValue(value=fixed, source=_FIXED_FROM.get(channel, CALIBRATION))
    for channel, (share, within, handling) in _STAFF.items():
        for name, value, source in (
            (A.SHARE, share, STANDARD), (A.WITHIN, within, STANDARD), (A.SHRINKAGE, 0.30, PRACTICE),
            (A.OCCUPANCY, 0.85, PRACTICE), (A.HANDLING, handling, CALIBRATION), (A.WAGE, 4200, PAYROLL),
        ):  # fmt: skip
            values[channel, name] = AssumedValue(value=value, source=source)
    return values


@dataclass(frozen=True, kw_only=True)
class Assumptions:
    """All that a scenario takes for granted.

    `profile`: how a weekday's contacts spread over its half-hours (location null: of the whole channel). `capacity`:
    people at work in a typical week, by weekday (1 Monday – 7 Sunday) and half-hour. `places`: each location's share of
    its channel's contacts. Columns: `PROFILE`, `CAPACITY`, `PLACES`.
    """

    values: Values = field(default_factory=declared)
    profile: pl.DataFrame = field(default_factory=PROFILE.to_frame)
    capacity: pl.DataFrame = field(default_factory=CAPACITY.to_frame)
    places: pl.DataFrame = field(default_factory=PLACES.to_frame)

    def value(self, channel: str | None, name: Assumption) -> float:
        """The number; of a channel without one (a new channel, say) that of `other`, and 0 where that has none."""
        found = self.values.get((channel, name)) or self.values.get((Channel.OTHER.value, name))
        return found.value if found else 0.0

    def rules(self, channel: str) -> Rules:
        """How a staffed channel is to be staffed; counters have a queue that lasts."""
        return Rules(
            share=self.value(channel, A.SHARE),
            within_s=round(self.value(channel, A.WITHIN)),
            shrinkage=self.value(channel, A.SHRINKAGE),
            occupancy=self.value(channel, A.OCCUPANCY),
            carries=not self.pooled(channel),
        )

    def slowed(self, factors: Mapping[str, float], source: Text | None = None) -> "Assumptions":
        """The same with the times to serve of each channel lengthened by its factor; `source`: what it comes from."""
        by = pl.col("channel").replace_strict(dict(factors), default=1.0, return_dtype=pl.Float64)
        profile = self.profile.with_columns(pl.col("handling_s") * by)
        values = dict(self.values)
        for channel, factor in factors.items():
            if assumed := values.get((channel, A.HANDLING)):
                basis = Basis.MEASURED if source else assumed.basis
                slower = AssumedValue(value=assumed.value * factor, source=source or assumed.source, basis=basis)
                values[channel, A.HANDLING] = slower
        return replace(self, values=values, profile=profile)

    def staffed(self) -> list[str]:
        """The channels that people wait in."""
        return [channel for channel, name in self.values if name is A.HANDLING and channel]

    def pooled(self, channel: str) -> bool:
        """Whether all its locations serve one queue: calls go to anyone who is free, visitors queue where they are."""
        return channel == Channel.TELEPHONE

    def changed(self, channel: str | None, name: Assumption, value: float, source: Text) -> "Assumptions":
        """The same with one number of the planner's own; raises UserError for a share outside 0–1 or below 0."""
        if not value >= 0 or (name.unit == "share" and value > 1 and name is not A.COMPLETED):
            refusal = refusals.ASSUMPTION_SHARE if name.unit == "share" else refusals.ASSUMPTION_NEGATIVE
            raise refusal(assumption=name.text, channel=channel or refusals.SHARED_COST, value=value)
        own = AssumedValue(value=value, source=source, basis=Basis.CHANGED)
        return replace(self, values={**self.values, (channel, name): own})

    def listed(self) -> pl.DataFrame:
        """Every number, to be shown, with its source and basis.

        Out: `channel` (null: shared cost), `name` (code of `Assumption`), `value`, `unit`, `source_en`, `source_fr`,
        `basis` (code of `Basis`).
        """
        rows = [
            (channel, name.value, assumed.value, name.unit, *assumed.source, assumed.basis.value)
            for (channel, name), assumed in self.values.items()
        ]
        schema = {"channel": pl.String, "name": pl.String, "value": pl.Float64, "unit": pl.String,
                  "source_en": pl.String, "source_fr": pl.String, "basis": pl.String}  # fmt: skip
        return pl.DataFrame(rows, schema=schema, orient="row").sort("channel", maintain_order=True, nulls_last=True)


def read_back(rows: pl.DataFrame) -> dict[tuple[str | None, Assumption], AssumedValue]:
    """The values that `Assumptions.listed` gave."""
    return {
        (row["channel"], Assumption(row["name"])): AssumedValue(
            value=row["value"], source=Text(row["source_en"], row["source_fr"]), basis=Basis(row["basis"])
        )
        for row in rows.to_dicts()
    }
