"""The buttons that hand out all rows behind a number; a file is made when its button is clicked, and not before."""

from collections.abc import Sequence
from typing import Any

import polars as pl

from dashboard.exports import csv_and_workbook, provenance
from dashboard.findings.value import value_text
from dashboard.queries import indicators, records, session
from dashboard.request.context import PageContext
from dashboard.text import cells, formats
from dashboard.text.wording import frame
from dashboard.text.wording import transactions as words
from dashboard.ui.downloads import Download, draw_buttons
from dashboard.views.drilldown.list_options import MISSED, NOT_STATED, ListOptions
from metrics.assessment.assessment import Assessment
from metrics.definition.breakdowns import DIMENSIONS
from metrics.drilldown.rows_behind import RowsBehind


def buttons(
    listed: RowsBehind,
    options: ListOptions,
    ranks: Sequence[str],
    query: list[tuple[str, Any]],
    assessment: Assessment,
    ctx: PageContext,
) -> None:
    """One button for CSV and one for Excel, or a sentence where a sheet would be too small.

    A file has the rows that are listed, in the order and with the columns of the list; `ranks`: of `order`.
    """
    name = assessment.indicator.name
    n, fictional = formats.number(listed.rows, ctx.lang), session.fictional(ctx.snapshot)
    zones = records.zones(ctx.snapshot)
    note_download = records.download(ctx.snapshot, ctx.viewer, name, ctx.period.code, ctx.where, options.part)
    places = {code: place for place, code in enumerate(ranks)}
    in_order = listed.in_order(options.sort, descending=options.descending, order=places)

    def rows() -> pl.DataFrame:
        note_download()
        frame = csv_and_workbook.frame(in_order, ctx, zones, options.columns)
        return provenance.marked(frame, ctx, fictional=fictional)

    def csv() -> bytes:
        return csv_and_workbook.csv(rows(), ctx.lang)

    def workbook() -> bytes:
        return csv_and_workbook.workbook(rows(), query, ctx)

    too_many = ctx.say(words.TOO_MANY, most=formats.number(csv_and_workbook.MOST_ROWS, ctx.lang))
    fits = listed.rows <= csv_and_workbook.MOST_ROWS
    sheet = Download(ctx.say(words.XLSX, n=n), workbook, noted=True) if fits else too_many
    group = [code or NOT_STATED for code in options.part.group or ()]
    part = [code for code in (*group, options.part.record, MISSED if options.part.missed else None) if code]
    file = provenance.file_name(ctx, name, *part)
    draw_buttons(file, Download(ctx.say(words.CSV, n=n), csv, noted=True), sheet)


def query_sheet(
    behind: RowsBehind,
    listed: RowsBehind,
    group_row: tuple[str, str] | None,
    assessment: Assessment,
    ctx: PageContext,
) -> list[tuple[str, Any]]:
    """The query, as the first sheet states it: indicator, period, filters, group, sums, value, data, run.

    `group_row`: the column and the group that the listed rows are of; None for all.
    """
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
        (ctx.say(words.QUERY_PERIOD), f"{formats.period(ctx.period, ctx.lang)} ({ctx.period.code})"),
        *filters,
        (ctx.say(words.QUERY_ROWS), behind.rows),
        *([group_row] if group_row else []),
        *([(ctx.say(words.QUERY_LISTED), listed.rows)] if listed.rows != behind.rows else []),
        (ctx.say(words.QUERY_NUMERATOR), behind.numerator),
        (ctx.say(words.QUERY_DENOMINATOR), behind.denominator if behind.denominator is not None else cells.NOTHING),
        (ctx.say(words.QUERY_SCALE), assessment.indicator.scale),
        (ctx.say(words.QUERY_VALUE), assessment.value),
        (ctx.say(words.QUERY_DISPLAYED), value_text(assessment.value, assessment, ctx)),
        (ctx.say(words.QUERY_DATA_TO), formats.day(manifest.data_to, ctx.lang)),
        (ctx.say(words.QUERY_RUN), manifest.run),
        *([(ctx.say(frame.FICTIONAL), ctx.say(frame.FICTIONAL_WHY))] if session.fictional(ctx.snapshot) else []),
    ]
