"""Targets from a file into the database: for `scorecard targets`, and for a fictional organisation's first ones."""

from pathlib import Path


def load_targets(path: str | Path, url: str) -> str:
    """Reads a file of targets and adds those that differ from what is in force; says in one sentence what it did.

    Raises: UserError, as `read_targets`; then nothing is added.
    """
    from data.state.writing import add_targets
    from metrics.assessment.target_file import read_targets

    rows = read_targets(path)
    added = add_targets(url, rows)
    return f"{Path(path).name}: {added} of {rows.height} targets are new or changed and now in force."
