"""A source folder read as a run would read it, into a home that is thrown away: every problem at once."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl

from data.connectors.definition import Source, problems
from data.errors import UserError
from data.refusals.intake import ingest as refusals
from data.refusals.intake import mapping as mapping_refusals
from data.storage.lake import Lake
from data.storage.manifest import RecordState
from data.storage.names import lake_table
from metrics.definition.indicator import Indicator
from metrics.quality.health import by_rule
from pipelines.ingest.ingest import IngestResult, ingest
from pipelines.mapping.feeds import feeds

ROWS = (refusals.ROW_REJECTED.code, refusals.ROWS_REJECTED.code)


@dataclass(frozen=True)
class SourceCheck:
    """What a run would make of a source.

    `records`: per record `read`, `good`, `rejected`, `superseded` and its `state`. `problems`: what could not be read;
    rows that stay out are in `rejected`, see `metrics.quality.health.by_rule`. `words`: rows per word of the closed
    columns. `fed` and `nearly`: see `pipelines.mapping.feeds`, by the columns that hold anything.
    """

    source: Source
    records: pl.DataFrame
    problems: list[UserError]
    rejected: pl.DataFrame
    words: pl.DataFrame
    fed: list[Indicator]
    nearly: dict[str, list[Indicator]]

    @property
    def complete(self) -> bool:
        """Whether every record was read and no row stays out."""
        return not self.problems and self.rejected.is_empty()


def check_source(folder: Path, progress: Callable[[str, float], None] = lambda step, done: None) -> SourceCheck:
    """Reads a source and publishes nothing; raises: UserError for a folder that is none, with all that is wrong."""
    if wrong := problems(folder):
        raise wrong[0] if len(wrong) == 1 else mapping_refusals.SEVERAL(problems=wrong)
    with TemporaryDirectory(prefix="check-") as home:
        lake = Lake(Path(home))
        result = ingest(lake, [folder], None, "check", full=False, progress=progress)
        stored = {record: lake.scan(lake_table(record)) for record in _read(result) if lake.exists(lake_table(record))}
        supplied = {record: _with_values(rows) for record, rows in stored.items()}
        fed, nearly = feeds(supplied)
        return SourceCheck(
            source=result.sources[0],
            records=_records(result, stored),
            problems=[problem for problem in result.problems if problem.code not in ROWS],
            rejected=by_rule(result.rejected.lazy()),
            words=_words(stored),
            fed=fed,
            nearly=nearly,
        )


def _read(result: IngestResult) -> dict[str, RecordState]:
    return result.states[result.sources[0].name]


def _with_values(rows: pl.LazyFrame) -> set[str]:
    """The columns that hold anything."""
    filled = rows.select(pl.all().is_not_null().any()).collect()
    return {name for name in filled.columns if filled[name].item()}


def _records(result: IngestResult, stored: dict[str, pl.LazyFrame]) -> pl.DataFrame:
    rows = []
    for record, state in _read(result).items():
        counts = state.rows
        row = {"record": record, "read": counts.read, "good": counts.good, "rejected": counts.rejected}
        rows.append(row | {"superseded": counts.superseded, "state": "not read" if state.problem else "read"})
    return pl.DataFrame(rows)


def _words(stored: dict[str, pl.LazyFrame]) -> pl.DataFrame:
    """Rows per word of the columns with closed lists: a channel that is all `other` shows at a glance."""
    frames = [pl.DataFrame(schema={"record": pl.String, "column": pl.String, "word": pl.String, "rows": pl.UInt32})]
    for record, rows in stored.items():
        for column in ("channel", "kind", "status"):
            if column in rows.collect_schema().names():
                counts = (
                    rows.group_by(pl.col(column).cast(pl.String).alias("word")).agg(pl.len().alias("rows")).collect()
                )
                place = [pl.lit(record).alias("record"), pl.lit(column).alias("column")]
                frames.append(counts.select(*place, "word", pl.col("rows").cast(pl.UInt32)))
    return pl.concat(frames).sort("record", "column", "rows", descending=[False, False, True])
