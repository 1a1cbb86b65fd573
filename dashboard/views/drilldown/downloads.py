"""The buttons that hand out all rows behind a number; a file is made when its button is clicked, and not before."""

from collections.abc import Mapping
from typing import Any

from dashboard.exports import record_files
from dashboard.queries import indicators, records
from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import transactions as words
from dashboard.ui.downloads import Download, draw_buttons
from dashboard.views.shared import value_summary
from metrics.assessment.assessment import Assessment
from metrics.calendar.periods import Period
from metrics.definition.dimensions import DIMENSIONS
from metrics.drilldown.rows_behind import RowsBehind


def buttons(
    behind: RowsBehind, assessment: Assessment, period: Period, number: Mapping[str, Any], ctx: PageContext
) -> None:
    """One button for CSV and one for Excel, or a sentence where a sheet would be too small."""
    name = f"{assessment.indicator.name}_{period.code}_{ctx.lang}"
    n = formats.number(behind.rows, ctx.lang)
    zones, query = records.zones(ctx.snapshot), query_sheet(behind, assessment, period, number, ctx)
    note_download = records.download(ctx.snapshot, ctx.viewer, assessment.indicator.name, period.code, ctx.where)

    def csv() -> bytes:
        note_download()
        return record_files.csv(record_files.frame(behind, ctx, zones), ctx.lang)

    def workbook() -> bytes:
        note_download()
        return record_files.workbook(record_files.frame(behind, ctx, zones), query, ctx)

    too_many = ctx.say(words.TOO_MANY, most=formats.number(record_files.MOST_ROWS, ctx.lang))
    sheet = (
        Download(ctx.say(words.XLSX, n=n), workbook, noted=True) if behind.rows <= record_files.MOST_ROWS else too_many
    )
    draw_buttons(name, Download(ctx.say(words.CSV, n=n), csv, noted=True), sheet)


def query_sheet(
    behind: RowsBehind, assessment: Assessment, period: Period, number: Mapping[str, Any], ctx: PageContext
) -> list[tuple[str, Any]]:
    """The query, as the first sheet states it: indicator, period, filters, sums, value, data, run."""
    manifest = ctx.snapshot.manifest
    filters = [
        (
            ctx.say(words.FILTERED, name=ctx.say(DIMENSIONS[name].title)),
            ", ".join(ctx.say(indicators.names(ctx.snapshot, name)[code]) for code in codes),
        )
        for name, codes in ctx.where.items()
    ]
    return [
        (ctx.say(words.QUERY_INDICATOR), ctx.say(assessment.indicator.title)),
        (ctx.say(words.QUERY_CODE), assessment.indicator.name),
        (ctx.say(words.QUERY_PERIOD), f"{formats.period(period, ctx.lang)} ({period.code})"),
        *filters,
        (ctx.say(words.QUERY_ROWS), behind.rows),
        (ctx.say(words.QUERY_NUMERATOR), behind.numerator),
        (ctx.say(words.QUERY_DENOMINATOR), behind.denominator if behind.denominator is not None else cells.NOTHING),
        (ctx.say(words.QUERY_SCALE), assessment.indicator.scale),
        (ctx.say(words.QUERY_VALUE), number["value"]),
        (ctx.say(words.QUERY_DISPLAYED), value_summary.value_text(number["value"], assessment, ctx)),
        (ctx.say(words.QUERY_DATA_TO), formats.day(manifest.data_to, ctx.lang)),
        (ctx.say(words.QUERY_RUN), manifest.run),
    ]
