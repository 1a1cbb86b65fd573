"""What no single column of a table says: keys of several columns, words that the whole file means, how it ended."""

from collections.abc import Callable, Sequence
from itertools import combinations

import polars as pl

from data.certainty import scalar
from data.connectors.sql import literal
from data.records import RECORDS
from pipelines.mapping.expressions import moment, name, translation, unit
from pipelines.mapping.profile import ColumnProfile, Kind, words
from pipelines.mapping.proposal import Proposal
from pipelines.mapping.vocabulary import speaks_of, word_of

LONG_WAIT_S = 3600
"""A wait whose greatest value is beyond this, in a unit that no name tells, would be in milliseconds."""


def _transaction(proposal: Proposal, file: str) -> None:
    calls = _is_of_calls(proposal, file)
    _key(proposal, "transaction_id")
    _start(proposal)
    _channel(proposal, file, calls)
    kind = "information" if calls else "transaction"
    asked = "" if calls else f"kind: taken as '{kind}' for all rows; is any of them an enquiry only?"
    proposal.put("kind", literal(kind), "assumed", asked)
    if not proposal.find("service_id"):
        proposal.put("service_id", literal("_".join(words(file)) or "all"), "the file's name",
                     "service_id: no column names the service; all rows are one service.")  # fmt: skip
    _durations(proposal)
    _end(proposal)
    _status(proposal, calls)
    if "due_at" not in proposal.columns and not calls:
        proposal.questions.append(
            "due_at: no column says when a request was due; without it no service standard is judged."
        )


def _contact_summary(proposal: Proposal, file: str) -> None:
    if not proposal.find("channel"):
        proposal.put("channel", literal("telephone"), "assumed", "channel: taken as 'telephone' for all rows.")
    if not proposal.find("queue"):
        proposal.put("queue", literal("_".join(words(file)) or "all"), "the file's name")
    proposal.put("month", f"STRFTIME(CAST({proposal.columns['month']} AS DATE), '%Y-%m-01')", proposal.why["month"])
    for column in ("handled", "offered", "answered_in_time"):
        if column in proposal.columns:
            proposal.put(column, f"SUM(CAST({proposal.columns[column]} AS BIGINT))", proposal.why[column])
    wait = proposal.find("wait_s")
    if wait is None:
        proposal.put("wait_s", "0", "assumed", "wait_s: no column tells how long callers waited; 0 stands there.")
    elif speaks_of("averages", wait.words):
        handled = proposal.find("handled")
        assert handled is not None, "a contact summary has contacts handled"
        each = proposal.columns["wait_s"]
        proposal.put("wait_s", f"CAST(ROUND(SUM(CAST({each} AS DOUBLE) * CAST({name(handled)} AS DOUBLE))) AS BIGINT)",
                     f"{wait.name}, an average, times {handled.name}")  # fmt: skip
    else:
        proposal.put("wait_s", f"SUM({proposal.columns['wait_s']})", wait.name)
    groups = [
        proposal.columns[column] for column in ("month", "channel", "queue") if proposal.columns[column][0] != "'"
    ]
    proposal.group_by = ", ".join(groups)


def _survey_answer(proposal: Proposal, file: str) -> None:
    if proposal.contact:
        of_contact = {"answer_id": "transaction_id", "answered_at": "started_at"} | {
            column: column for column in ("transaction_id", "channel", "service_id", "location_id")
        }
        for column, same in of_contact.items():
            if same in proposal.contact.columns:
                proposal.put(column, proposal.contact.columns[same], proposal.contact.why[same])
        proposal.questions.clear()
    else:
        _key(proposal, "answer_id")
        _channel(proposal, file, calls=False)
    if not proposal.find("weight_millionths"):
        proposal.put("weight_millionths", "1000000", "each answer counts as one")
    overall = proposal.find("overall")
    if overall:
        proposal.where = f"{name(overall)} IS NOT NULL"
    if overall and overall.greatest > 5:
        proposal.questions.append(f"overall: {overall.name} goes to {overall.greatest:g}; ours goes from 1 to 5.")


def _complaint(proposal: Proposal, file: str) -> None:
    _key(proposal, "complaint_id")
    _channel(proposal, file, calls=False)
    if not proposal.find("category"):
        proposal.put("category", literal("other"), "assumed", "category: no column tells what the complaint is about.")


COMPLETE: dict[str, Callable[[Proposal, str], None]] = {
    "transaction": _transaction,
    "contact_summary": _contact_summary,
    "survey_answer": _survey_answer,
    "complaint": _complaint,
}
"""Record → what fills in the columns that no column of the table holds; takes the file's name without its ending."""


def _is_of_calls(proposal: Proposal, file: str) -> bool:
    """Whether all rows are telephone calls: by the file's name, or by columns of waits and agents and no channel."""
    if proposal.find("channel"):
        return False
    telling = [profile for profile in proposal.profiles if speaks_of("calls", profile.words)]
    return speaks_of("calls", words(file)) or len(telling) >= 2 or bool(telling and proposal.find("wait_s"))


def _key(proposal: Proposal, column: str) -> None:
    """A key where no column is one: the fewest columns that tell all rows apart, else the row's number."""
    key = proposal.find(column)
    if key is not None:
        if not key.unique:
            twice = key.filled - key.distinct
            proposal.questions.append(f"{column}: {twice:,} rows of {key.name} repeat another's; those will wait.")
        return
    if chosen := _telling_apart(proposal.profiles):
        together = ", ".join(name(profile) for profile in chosen)
        proposal.put(column, " || '|' || ".join(map(name, chosen)), "columns that tell all rows apart",
                     f"{column}: no column is a key; {together} together tell all rows apart.")  # fmt: skip
    else:
        proposal.put(column, "CAST(ROW_NUMBER() OVER () AS VARCHAR)", "the row's number",
                     f"{column}: no columns tell all rows apart; the row's number stands there, which holds only for "
                     "files that grow at their end.")  # fmt: skip


def _telling_apart(profiles: Sequence[ColumnProfile]) -> tuple[ColumnProfile, ...]:
    """The fewest full columns (two or three) that differ in all rows."""
    full = [each for each in profiles if each.filled == each.texts.len() and each.kind is not Kind.DECIMAL]
    full = sorted(full, key=lambda each: -each.distinct)[:8]
    for size in (2, 3):
        for chosen in combinations(full, size):
            rows = pl.DataFrame([each.texts.alias(str(number)) for number, each in enumerate(chosen)])
            if rows.n_unique() == rows.height:
                return chosen
    return ()


def _channel(proposal: Proposal, file: str, calls: bool) -> None:
    if proposal.find("channel"):
        return
    meant = "telephone" if calls else word_of("channel", file.replace("_", " "))
    question = "" if calls else f"channel: no column tells it; '{meant or 'other'}' stands there for all rows."
    proposal.put("channel", literal(meant or "other"), "the file" if meant else "assumed", question)


def _start(proposal: Proposal) -> None:
    """The start with its time of day, where that is a column of its own."""
    start = proposal.find("started_at")
    if start is None or start.kind is not Kind.DAY:
        return
    clock = next((each for each in proposal.profiles if each.kind is Kind.TIME_OF_DAY and _tells_start(each)), None)
    if clock:
        proposal.put("started_at", moment(start, clock), f"{start.name} and {clock.name}")
    else:
        proposal.questions.append(f"started_at: {start.name} has no time of day; hours of the day are not known.")


def _tells_start(profile: ColumnProfile) -> bool:
    return not speaks_of("not_the_start", profile.words)


def _durations(proposal: Proposal) -> None:
    if not proposal.find("wait_s"):
        _wait(proposal)
    for column in ("wait_s", "serve_s"):
        profile = proposal.find(column)
        if (
            profile
            and profile.kind in (Kind.WHOLE, Kind.DECIMAL)
            and not unit(profile.words)
            and profile.words[-1] != "s"
        ):
            proposal.questions.append(
                f"{column}: is {profile.name} in seconds? Its greatest value is {profile.greatest:g}."
            )


def _wait(proposal: Proposal) -> None:
    """The wait until a contact was answered, where that is a moment or a time of day of its own."""
    start = proposal.find("started_at")
    kinds = (Kind.TIME_OF_DAY, Kind.MOMENT)
    answered = next((p for p in proposal.profiles if p.kind in kinds and speaks_of("answered", p.words)), None)
    if start is None or answered is None or answered is start:
        return
    begun = proposal.columns["started_at"]
    until = moment(start, answered) if answered.kind is Kind.TIME_OF_DAY else moment(answered)
    difference = f"EXTRACT(EPOCH FROM {_as_moment(until)}) - EXTRACT(EPOCH FROM {_as_moment(begun)})"
    # A call at midnight is answered on the next day, which a time of day does not tell.
    sql = f"({difference} + 86400) % 86400" if answered.kind is Kind.TIME_OF_DAY else difference
    proposal.put("wait_s", sql, f"until {answered.name}")


def _as_moment(sql: str) -> str:
    return sql if sql.startswith("STRPTIME") else f"CAST({sql} AS TIMESTAMP)"


def _end(proposal: Proposal) -> None:
    """Where no column tells when a contact ended, it is its start and what is known of its length."""
    if proposal.find("completed_at"):
        return
    proposal.put("completed_at", proposal.columns["started_at"], proposal.why["started_at"],
                 "completed_at: no column tells the end; the start stands there.")  # fmt: skip


def _status(proposal: Proposal, calls: bool) -> None:
    """How it ended, by a column's words; else by whether there is an end, or a call was answered."""
    completed = proposal.find("completed_at")
    status = proposal.find("status")
    if status is not None:
        dtype = RECORDS["transaction"].columns()["status"].dtype
        sql, _ = translation("status", status, scalar(dtype, pl.Enum).categories.to_list())
        proposal.put("status", sql, status.name)
        if completed is None:
            return
        closed = pl.DataFrame([status.texts.alias("status"), completed.texts.alias("end")])
        meant = {value for value in status.values if word_of("status", value) == "completed"}
        open_ended = closed.filter(pl.col("status").is_in(list(meant)) & pl.col("end").is_null()).height
        if open_ended:
            proposal.questions.append(
                f"status: {open_ended:,} rows are ended by {status.name} but have no {completed.name}; those will wait."
            )
    elif completed is not None:
        proposal.put("status", f"CASE WHEN {name(completed)} IS NULL THEN 'in_progress' ELSE 'completed' END",
                     f"whether {completed.name} is there")  # fmt: skip
    elif calls and (wait := proposal.find("wait_s")) and wait.filled < wait.texts.len():
        proposal.put("status", f"CASE WHEN {name(wait)} IS NULL THEN 'abandoned' ELSE 'completed' END",
                     f"whether {wait.name} is there")  # fmt: skip
    else:
        proposal.put(
            "status", literal("completed"), "assumed", "status: no column tells how it ended; all are completed."
        )
