"""How far the data reach, and which periods can be asked for at all."""

from datetime import date, timedelta

from data.certainty import scalar_or_none
from data.records import RECORDS
from data.refusals import periods as refusals
from data.storage.snapshot import Snapshot
from metrics.calendar.periods import Period, containing
from metrics.calendar.standing import Standing, standing
from metrics.definition.rowsets import record_behind
from metrics.engine.cubes import CUBES, published_rows, restricted_rows, table
from metrics.engine.restricted import cells_table


def reach(snapshot: Snapshot) -> tuple[date, date]:
    """The first and the last day of data."""
    last = snapshot.manifest.data_to or date.today()  # noqa: DTZ011 — only where no record is dated at all
    # What a catalogue says of the past, such as when a service began, is no data of that time.
    happening = [rows for rows in published_rows(snapshot.catalogue) if RECORDS[record_behind(rows)].dated]
    tables = [table(rows, CUBES[0]) for rows in happening]
    tables += [cells_table(rows) for rows in restricted_rows(snapshot.catalogue)]
    months = [scalar_or_none(snapshot.read(name)["period"].min(), date) for name in tables if snapshot.has(name)]
    return min((month for month in months if month), default=last), last


def whole_to(snapshot: Snapshot) -> date:
    """The last day of data that was over when it was read: what ends later is open."""
    return snapshot.manifest.whole_to or reach(snapshot)[1]


def latest_complete(data_to: date, grain: str = "month") -> Period:
    """The last period of a grain that is over."""
    return containing(data_to + timedelta(days=1), grain).shift(-1)


def require_known(period: Period, snapshot: Snapshot) -> None:
    """Raises: UserError for a period that has not begun, naming the latest that is over, or before the first data."""
    if snapshot.manifest.data_to is None:
        return
    first, data_to = reach(snapshot)
    where = standing(period, first, data_to)
    if where is Standing.NOT_BEGUN:
        latest = latest_complete(whole_to(snapshot))
        raise refusals.NOT_BEGUN(period=period.code, data_to=data_to.isoformat(), latest=latest.code)
    if where is Standing.BEFORE_DATA:
        raise refusals.BEFORE_DATA(period=period.code, first=containing(first, "month").code)
