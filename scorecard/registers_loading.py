"""Agreements and audit recommendations from a file into the database: for their commands, and for the first ones."""

from collections.abc import Collection
from pathlib import Path


def load_agreements(path: str | Path, url: str, partners: Collection[str] | None = None) -> str:
    """Reads a file of agreements and adds those that differ from what is known; says in one sentence what it did.

    `partners`: those that the data know, None before any data. Raises: UserError; then nothing is added.
    """
    from data.state.writing import add_agreements
    from metrics.accountability.agreement_file import read_agreements

    rows = read_agreements(Path(path), partners)
    added = add_agreements(url, rows)
    return f"{Path(path).name}: {added} of {len(rows)} agreements are new or changed."


def load_recommendations(path: str | Path, url: str, author: str) -> str:
    """Reads a file of audit recommendations and adds those that differ; says in one sentence what it did.

    Raises: UserError; then nothing is added.
    """
    from data.state.writing import add_recommendations
    from metrics.accountability.recommendation_file import read_recommendations

    rows = read_recommendations(Path(path))
    added = add_recommendations(url, rows, author=author)
    return f"{Path(path).name}: {added} of {len(rows)} recommendations are new or changed."


def known_partners() -> Collection[str] | None:
    """The partners of the published data; None before anything is published."""
    from data.settings import settings
    from data.storage.manifest import read_manifest
    from metrics.definition.breakdowns import names
    from scorecard.snapshot import open_snapshot

    if read_manifest(settings().home) is None:
        return None
    return names("partner", open_snapshot(None)) or None
