"""Where a file comes from: its name says indicator, period, filters, run and language, and invented data say so."""

import polars as pl

from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import frame as frame_words
from dashboard.text.wording import transactions as transactions_words


def file_name(ctx: PageContext, *subject: str) -> str:
    """`trust_2026-10_kiosk_run-20261130T222500_en`, without an ending."""
    filters = [code for codes in ctx.where.values() for code in codes]
    parts = [*subject, ctx.period.code, *filters, f"run-{ctx.snapshot.manifest.run}", ctx.lang]
    return "_".join("".join(sign if sign.isalnum() or sign in "-." else "-" for sign in part) for part in parts)


def marked(rows: pl.DataFrame, ctx: PageContext, *, fictional: bool) -> pl.DataFrame:
    """The rows with a last column that says of each that it is invented, where it is: a file is read alone."""
    if not fictional:
        return rows
    return rows.with_columns(pl.lit(ctx.say(transactions_words.YES)).alias(ctx.say(frame_words.FICTIONAL)))


def provenance(ctx: PageContext, *, fictional: bool) -> dict[str, str]:
    """What `files.js` writes into charts and tables: the name of a file, and where its numbers come from."""
    subject = [part for part in (ctx.page, ctx.own.get("indicator")) if part]
    source = [
        ctx.say(frame_words.TITLE),
        formats.period(ctx.period, ctx.lang),
        *([ctx.say(frame_words.FILE_RUN, run=ctx.snapshot.manifest.run)] if ctx.snapshot.manifest.run else []),
        *([ctx.say(frame_words.FICTIONAL)] if fictional else []),
    ]
    return {
        "name": file_name(ctx, *subject),
        "as": ctx.say(frame_words.SAVE_AS),
        "group": ctx.say(frame_words.FILE_GROUP),
        "yes": ctx.say(transactions_words.YES),
        "fictional": ctx.say(frame_words.FICTIONAL) if fictional else "",
        "separator": ";" if ctx.lang == "fr" else ",",
        "source": " · ".join(source),
    }
