"""What a planner supposes: the steps of a scenario, each one plain change with its first day.

Steps are kept as JSON (`as_json`, `from_json`). Shares are of the forecast itself, not of what earlier steps have left,
so the order of the steps does not matter. Every mistake is a UserError that says which number to correct.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Field, TypeAdapter, ValidationError

from data.errors import nearest
from data.refusals.demand import assumptions as assumption_refusals
from data.refusals.demand import planning as refusals
from data.text import Text
from data.words import Channel
from metrics.planning.assumptions import Assumption, Assumptions

Shares = Mapping[str, float]


def _channel(code: str) -> None:
    if code not in list(Channel):
        raise refusals.STEP_NO_CHANNEL(channel=code, nearest=nearest(code, list(Channel)))


def _share(what: Text, share: float, least: float = 0) -> None:
    if not least <= share <= 1:
        raise refusals.STEP_SHARE(what=what, share=share, least=least)


def _amount(what: Text, amount: float, least: float = 0) -> None:
    if not amount >= least or amount == float("inf"):
        raise refusals.STEP_AMOUNT(what=what, amount=amount, least=least)


def _window(first: date, last: date | None) -> None:
    if last is not None and last < first:
        raise refusals.STEP_WINDOW(first=first, last=last)


def _leave(shares: Shares) -> None:
    for channel, share in shares.items():
        _channel(channel)
        _share(_filled(refusals.LEAVE_SHARE, channel=channel), share)
    if sum(shares.values()) > 1 + 1e-9:
        raise refusals.STEP_SHARES_OVER(what=refusals.LEAVE_FOR, sum=sum(shares.values()))


def _filled(text: Text, **gaps: str) -> Text:
    return Text(text.en.format(**gaps), text.fr.format(**gaps))


@dataclass(frozen=True, kw_only=True)
class Window:
    """From its first day on, growing evenly over the ramp, to its last day (None: to stay)."""

    starts: date
    ends: date | None = None
    ramp_days: int = 0
    """On the first day 1 ÷ (ramp + 1) of the effect, all of it so many days later; 0: all at once."""

    def __post_init__(self) -> None:
        _window(self.starts, self.ends)
        _amount(refusals.RAMP, self.ramp_days)


@dataclass(frozen=True, kw_only=True)
class Shift(Window):
    """Volume moves from one channel to another.

    `share` of the eligible volume, which is `eligible` (0..1) of the volume of `lines` (empty: all). `vanish`: of what
    leaves the first channel, the share that needs no contact at all any more.
    """

    kind: Literal["shift"] = "shift"
    from_channel: str
    to_channel: str
    share: float
    lines: tuple[str, ...] = ()
    eligible: float = 1.0
    vanish: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        _channel(self.from_channel)
        _channel(self.to_channel)
        if self.from_channel == self.to_channel:
            raise refusals.STEP_SHIFT_TO_ITSELF(channel=self.from_channel)
        for name in ("share", "eligible", "vanish"):
            _share(_filled(refusals.SHIFT_SHARE, field=name, channel=self.from_channel), getattr(self, name))


@dataclass(frozen=True, kw_only=True)
class Service(Window):
    """A service is launched or on-boarded: so many interactions a month come in, by channel, in a line of business."""

    kind: Literal["service"] = "service"
    line: str
    monthly: Mapping[str, float]

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.monthly:
            raise refusals.STEP_NO_VOLUME()
        for channel, volume in self.monthly.items():
            _channel(channel)
            _amount(_filled(refusals.MONTHLY_VOLUME, channel=channel), volume)


@dataclass(frozen=True, kw_only=True)
class Centre(Window):
    """A centre is closed, or its desks or hours change.

    `desks`: the share of its people that stay at work (0: closed, 1.5: half as many more). `opens`, `closes`: the
    half-hours (0–48) between which it serves, None as now. `leave`: where a closed centre's visitors turn, by channel;
    the rest goes to the other centres of its channel. `vanish`: the share of them who come no more.
    """

    kind: Literal["centre"] = "centre"
    location: str
    desks: float = 1.0
    opens: int | None = None
    closes: int | None = None
    leave: Shares = field(default_factory=dict)
    vanish: float = 0.0

    def __post_init__(self) -> None:
        super().__post_init__()
        _amount(refusals.DESKS, self.desks)
        _leave(self.leave)
        _share(refusals.COME_NO_MORE, self.vanish)
        if sum(self.leave.values()) + self.vanish > 1 + 1e-9:
            raise refusals.STEP_LEAVE_OVER()
        opens, closes = self.opens or 0, 48 if self.closes is None else self.closes
        if not 0 <= opens < closes <= 48:
            raise refusals.STEP_HOURS(opens=opens, closes=closes)
        if self.ramp_days:
            raise refusals.STEP_CENTRE_RAMP()

    @property
    def closed(self) -> bool:
        return self.desks == 0


@dataclass(frozen=True, kw_only=True)
class Campaign(Window):
    """Demand rises or falls by some percent for a while (a campaign, a deadline); empty lists mean all."""

    kind: Literal["campaign"] = "campaign"
    percent: float
    channels: tuple[str, ...] = ()
    lines: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _amount(refusals.CAMPAIGN_EFFECT, self.percent, -100)
        for channel in self.channels:
            _channel(channel)


@dataclass(frozen=True, kw_only=True)
class Price(Window):
    """A fee changes by `percent`, and demand by elasticity × percent (−0.2: a tenth dearer, 2 % fewer)."""

    kind: Literal["price"] = "price"
    percent: float
    elasticity: float
    lines: tuple[str, ...] = ()
    channels: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        super().__post_init__()
        _amount(refusals.PRICE_CHANGE, self.percent, -100)
        _amount(refusals.PRICE_EFFECT, self.effect * 100, -100)
        for channel in self.channels:
            _channel(channel)

    @property
    def effect(self) -> float:
        """The change of demand, as a share."""
        return self.elasticity * self.percent / 100


@dataclass(frozen=True, kw_only=True)
class Backlog(Window):
    """So many waiting cases of a line are worked off in a channel between two days, evenly over its open days.

    `contacts`: contacts more that each case causes meanwhile, by channel ("where is my certificate?").
    """

    kind: Literal["backlog"] = "backlog"
    line: str
    channel: str
    cases: float
    contacts: Mapping[str, float] = field(default_factory=dict)

    def __post_init__(self) -> None:
        super().__post_init__()
        _channel(self.channel)
        _amount(refusals.CASES, self.cases)
        if self.ends is None:
            raise refusals.STEP_BACKLOG_OPEN()
        for channel, number in self.contacts.items():
            _channel(channel)
            _amount(_filled(refusals.CONTACTS_PER_CASE, channel=channel), number)


@dataclass(frozen=True, kw_only=True)
class Supposition:
    """One number that is taken for granted is another, all the time: a wage, a time to serve, a share.

    `channel`: None for the shared cost; `name`: a code of `Assumption`; `value`: in its stored unit; `source`: where
    the planner has it from. It moves nobody: what comes stays as it is.
    """

    kind: Literal["assumption"] = "assumption"
    name: str
    value: float
    source: str
    channel: str | None = None

    def __post_init__(self) -> None:
        if self.channel is not None:
            _channel(self.channel)
        if self.name not in list(Assumption):
            raise assumption_refusals.ASSUMPTION_UNKNOWN(name=self.name, names=[name.value for name in Assumption])
        if not self.source.strip():
            raise assumption_refusals.ASSUMPTION_NO_SOURCE(assumption=Assumption(self.name).text)


Step = Shift | Service | Centre | Campaign | Price | Backlog | Supposition

_STEPS = TypeAdapter(list[Annotated[Step, Field(discriminator="kind")]])


def suppose(assumptions: Assumptions, steps: Iterable[Step]) -> Assumptions:
    """What is taken for granted with what the steps suppose of it; raises UserError as `Assumptions.changed`."""
    for step in steps:
        if isinstance(step, Supposition):
            source = Text(step.source, step.source)
            assumptions = assumptions.changed(step.channel, Assumption(step.name), step.value, source)
    return assumptions


def suppositions(steps: Iterable[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Of the steps that `as_json` wrote those that change what is taken for granted."""
    return [step for step in steps if step.get("kind") == "assumption"]


def as_json(steps: Iterable[Step]) -> list[dict[str, Any]]:
    """The steps as plain JSON values, days as `2026-04-01`."""
    values: list[dict[str, Any]] = _STEPS.dump_python(list(steps), mode="json")
    return values


def from_json(rows: Sequence[Mapping[str, Any]]) -> list[Step]:
    """The steps that `as_json` wrote; raises UserError, naming the step and the field, for what is none."""
    try:
        return _STEPS.validate_python(list(rows))
    except ValidationError as error:
        first = error.errors()[0]
        place, *path = first["loc"] or ("?",)
        name = path[-1] if len(path) > 1 else "kind"
        if not isinstance(place, int):
            raise refusals.STEPS_UNUSABLE(field=name, cause=first["msg"]) from None
        raise refusals.STEP_UNUSABLE(number=place + 1, field=name, cause=first["msg"]) from None
