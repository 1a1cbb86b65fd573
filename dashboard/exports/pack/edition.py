"""Of which figures a pack is made: of a run, as somebody may see them, or those that the close of a period kept."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from dashboard.findings.comments import Row
from dashboard.queries import indicators, reporting, session
from dashboard.request import periods
from dashboard.request.context import PageContext
from dashboard.request.decisions import Decisions
from dashboard.text.locked_figures import sentence
from dashboard.text.verdicts import variation
from dashboard.text.wording import verdicts as words
from data.access.viewer import Viewer
from data.errors import UserError
from data.refusals import pack as refusals
from data.words import Absence, Status
from metrics.assessment.assessment import Assessment
from metrics.assessment.signal import NO_POINTS
from metrics.assessment.target import attainment, gap
from metrics.calendar.periods import Period
from metrics.catalogue import versions
from metrics.catalogue.visible import require_scope
from metrics.definition.breakdowns import DIMENSIONS, check_where
from metrics.definition.limits import unlimited
from metrics.engine.reach import require_known
from metrics.reporting.restatement import Restatement


@dataclass(frozen=True, eq=False)
class Edition:
    """`ctx`: what every part reads. `now`: the same as known now, where the period is closed.

    `lock`: the decision that closed the period. `whole`: whether the run of the close is still kept, so that every part
    can be told as it was then.
    """

    ctx: PageContext
    now: PageContext
    lock: Row | None = None
    whole: bool = True

    @cached_property
    def figures(self) -> Mapping[str, Row]:
        """Indicator → what the close kept of it; nothing for who sees a part, or of a filter."""
        return {row["indicator"]: row for row in reporting.locked_figures(self.now)} if self.lock else {}

    @cached_property
    def assessments(self) -> tuple[Assessment, ...]:
        """The headline indicators, with the figures of the close where there are any."""
        ctx = self.ctx
        found = indicators.scorecard(
            ctx.snapshot, ctx.viewer, ctx.decisions.targets, ctx.period.code, ctx.where, every=False
        )
        if not self.figures:
            return found
        closed = [one for one in found if one.indicator.name in self.figures]
        return tuple(_as_closed(one, self.figures[one.indicator.name], whole=self.whole) for one in closed)

    @cached_property
    def changed(self) -> list[Restatement]:
        """The figures of the close beside what they are now."""
        return reporting.restatements(self.now) if self.figures else []

    def verdict(self, assessment: Assessment) -> str:
        """What is said of its variation; where its history is not kept, the word for what the close kept of it."""
        if assessment.points.height or not self.figures:
            return variation(assessment, self.ctx.lang)
        return self.ctx.say(words.VARIATION[assessment.variation])

    def sentence(self, assessment: Assessment) -> str:
        """The value with its target and verdict, in the words that the close kept where it kept any."""
        figure = self.figures.get(assessment.indicator.name)
        return figure[f"text_{self.ctx.lang}"] if figure else sentence(assessment, self.ctx.lang)


def open_edition(
    viewer: Viewer,
    lang: str,
    period: Period | None = None,
    where: Mapping[str, tuple[str, ...]] | None = None,
    as_of: str | None = None,
) -> Edition:
    """What a pack of a period (None: the latest complete month) is made of, as the viewer may see it.

    Raises: UserError for a period that has not begun, was before the first data or has no figure, for a filter that is
    unknown and a run that is not kept.
    """
    if not session.published():
        # A sentence says so.
        versions.open_snapshot(session.current().home)
    snapshot = session.open_snapshot(as_of, viewer)
    require_scope(viewer, unlimited(snapshot))
    period = period or periods.latest(indicators.whole_to(snapshot))
    require_known(period, unlimited(snapshot))
    filters = check_where(where or {}, list(DIMENSIONS), snapshot)
    now = PageContext(
        page="pack",
        lang=lang,
        period=period,
        snapshot=snapshot,
        decisions=session.open_decisions(snapshot, viewer),
        viewer=viewer,
        where={name: tuple(codes) for name, codes in filters.items()},
        as_of=as_of,
    )
    return require_figures(edition(now))


def edition(now: PageContext) -> Edition:
    """Of a closed period the run of its close, and what people had decided by then; else what is known now."""
    lock = reporting.lock(now)
    if lock is None or not lock["locked"]:
        return Edition(now, now)
    decisions = Decisions(now.decisions.url, lock["recorded_at"], now.viewer.extent)
    try:
        snapshot = session.open_snapshot(lock["run"], now.viewer)
    except UserError:
        # Kept runs go with time; what the close itself kept does not.
        return Edition(replace(now, decisions=decisions), now, lock, whole=False)
    return Edition(replace(now, snapshot=snapshot, decisions=decisions), now, lock)


def require_figures(made: Edition) -> Edition:
    """Raises: UserError where no headline indicator has a number."""
    if all(one.value is None for one in made.assessments):
        raise refusals.NO_FIGURES(period=made.ctx.period.code)
    return made


def _as_closed(assessment: Assessment, figure: Row, *, whole: bool) -> Assessment:
    """An indicator with the figures that the close kept; what it did not keep is of the run that it was closed with."""
    kept = {name: figure[name] for name in ("value", "numerator", "denominator", "n", "target", "near", "variation")}
    closed = replace(
        assessment,
        **kept,
        absence=Absence(figure["absence"]) if figure["absence"] else None,
        status=Status(figure["status"]),
        gap=gap(figure["value"], figure["target"]),
        attainment=attainment(figure["value"], figure["target"], assessment.indicator),
    )
    if whole:
        return closed
    return replace(
        closed,
        low=None,
        high=None,
        assurance=None,
        rising=None,
        since=None,
        evidence=None,
        points=NO_POINTS,
        judged_period=None,
        late=False,
        open=False,
    )
