"""What stands between a period and its close: data that are not in, not verified or refused, comments not written."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from data.text import Word
from metrics.calendar.periods import Period
from metrics.quality.freshness import SourceFreshness


class Point(Word):
    """What is looked at before a period is closed, in this order."""

    OVER = "over", "Last day of the period in the data", "Dernier jour de la période dans les données"
    SOURCES = "sources", "Records of all sources", "Enregistrements de toutes les sources"
    VERIFIED = "verified", "Verification of the published numbers", "Vérification des chiffres publiés"
    REJECTED = "rejected", "Rejected rows", "Lignes rejetées"
    COMMENTS = "comments", "Mandatory comments", "Commentaires obligatoires"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One point of the list; `n`: of how many things it is open, where they can be counted."""

    point: Point
    done: bool
    n: int | None = None


def checklist(
    period: Period,
    *,
    whole_to: date | None,
    sources: Sequence[SourceFreshness],
    verified: bool,
    rejected: int,
    comments_due: int,
) -> list[Check]:
    """The points of a period. All but the first may be open when it is closed; who closes it then says why.

    `whole_to`: the last day of data that was over when it was read.
    """
    late = sum(len(source.late) for source in sources)
    return [
        Check(point=Point.OVER, done=whole_to is not None and whole_to >= period.end),
        Check(point=Point.SOURCES, done=late == 0, n=late),
        Check(point=Point.VERIFIED, done=verified),
        Check(point=Point.REJECTED, done=rejected == 0, n=rejected),
        Check(point=Point.COMMENTS, done=comments_due == 0, n=comments_due),
    ]
