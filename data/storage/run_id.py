"""What a run is called: the moment it began, so that runs sort by their names."""

from datetime import UTC, datetime

FORMAT = "%Y%m%dT%H%M%S.%fZ"


def run_id(started_at: datetime) -> str:
    """The id of the run that began at a moment in UTC, as 20261122T010203.000000Z."""
    return started_at.strftime(FORMAT)


def run_start(run: str) -> datetime:
    """When a run began, as its id says; raises: ValueError for any other text."""
    return datetime.strptime(run, FORMAT).replace(tzinfo=UTC)
