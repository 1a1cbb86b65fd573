"""Whether the published numbers can be relied on right now, for a machine that watches: fresh, whole and verified."""

from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from data.storage.manifest import Manifest, read_manifest
from data.verify.result import Verification, read_verification

DAY = 24


@dataclass(frozen=True)
class Readiness:
    """`reasons`: why not, one plain sentence each; none when all is well. They name no path, address or row.

    `age_s`: seconds since the sources were last looked at. `late`: records that could not be read, as source/record.
    `verified`: `yes`, `no` (numbers differ, or none could be compared), `before` (only an earlier run was) or `never`;
    `differences` counts them.
    """

    run: str | None
    published_at: datetime | None
    age_s: int | None
    late: tuple[str, ...]
    verified: str
    verified_at: datetime | None
    numbers: int
    differences: int
    reasons: tuple[str, ...]

    @property
    def ready(self) -> bool:
        """Whether there is nothing to look at."""
        return not self.reasons

    def described(self) -> dict[str, Any]:
        """As plain values for JSON."""
        moments = {
            name: moment and moment.isoformat(timespec="seconds")
            for name, moment in (("published_at", self.published_at), ("verified_at", self.verified_at))
        }
        return {"ready": self.ready} | asdict(self) | moments


def read_readiness(home: Path, now: datetime, fresh_hours: float) -> Readiness:
    """The state of a home; `fresh_hours`: how long after a run the next one is due."""
    manifest = read_manifest(home)
    if manifest is None:
        nothing = "Nothing is published yet: run `scorecard run`."
        return Readiness(None, None, None, (), "never", None, 0, 0, (nothing,))
    age = now - last_read_at(manifest)
    late = late_records(manifest)
    state, last = _verification(home, manifest)
    differences = last.differences if last else 0
    differ = f"{differences:,} published numbers differ from the lake"
    if last and last.failed:
        differ = "The published numbers could not be verified"
    reasons = {
        f"The sources were last read {_ago(age)} ago; it should be at most {fresh_hours:g} hours: "
        "see why `scorecard run` does not.": age > timedelta(hours=fresh_hours),
        f"{len(late)} record{'s' if len(late) > 1 else ''} could not be read and show{'' if len(late) > 1 else 's'} "
        f"older data ({', '.join(late[:5])}{', …' if late[5:] else ''}): see `scorecard status`.": late,
        f"{differ}: see `scorecard verify`.": state == "no",
        "The published run has not been verified: run `scorecard verify`.": state in ("before", "never"),
    }
    return Readiness(
        run=manifest.run,
        published_at=manifest.finished_at,
        age_s=int(age.total_seconds()),
        late=late,
        verified=state,
        verified_at=last.at if last else None,
        numbers=last.numbers if last else 0,
        differences=differences,
        reasons=tuple(sentence for sentence, holds in reasons.items() if holds),
    )


def last_read_at(manifest: Manifest) -> datetime:
    """When the sources were last read, whether or not they had news."""
    read = [state.read_at for records in manifest.sources.values() for state in records.values() if state.read_at]
    return max([manifest.finished_at, *read])


def late_records(manifest: Manifest) -> tuple[str, ...]:
    """The records that could not be read, as source/record."""
    return tuple(
        f"{source}/{record}"
        for source, records in manifest.sources.items()
        for record, state in records.items()
        if state.problem
    )


def is_verified(home: Path, manifest: Manifest) -> bool:
    """Whether every number of this run, not of one before it, was recomputed without a difference."""
    return _verification(home, manifest)[0] == "yes"


def _verification(home: Path, manifest: Manifest) -> tuple[str, Verification | None]:
    last = read_verification(home)
    if last is None:
        return "never", None
    if last.run != manifest.run:
        return "before", last
    return ("yes" if last.clean else "no"), last


def _ago(age: timedelta) -> str:
    hours = age.total_seconds() / 3600
    return f"{hours:.1f} hours" if hours < 2 * DAY else f"{hours / DAY:.0f} days"
