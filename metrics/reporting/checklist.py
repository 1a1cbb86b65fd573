"""What stands between a period and its close: data that are not in, not verified or refused, comments not written."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Word
from metrics.calendar.periods import Period
from metrics.quality.freshness import SourceFreshness


class Point(Word):
    """What is looked at before a period is closed, in this order."""

    OVER = "over", "The period is over in the data", "La période est terminée dans les données"
    SOURCES = (
        "sources",
        "All records of all sources are in",
        "Tous les enregistrements de toutes les sources sont reçus",
    )
    VERIFIED = "verified", "The published numbers are verified", "Les chiffres publiés sont vérifiés"
    REJECTED = "rejected", "No rejected row is waiting", "Aucune ligne rejetée n'est en attente"
    COMMENTS = "comments", "All mandatory comments are written", "Tous les commentaires obligatoires sont rédigés"


@dataclass(frozen=True, kw_only=True)
class Check:
    """One point of the list; `n`: of how many things it is open, where they can be counted."""

    point: Point
    done: bool
    n: int | None = None


def checklist(
    period: Period,
    *,
    sources: Sequence[SourceFreshness],
    verified: bool,
    rejected: int,
    comments_due: int,
) -> list[Check]:
    """The points of a period. All but the first may be open when it is closed; who closes it then says why."""
    reach = max((source.data_to for source in sources if source.data_to), default=None)
    late = sum(len(source.late) for source in sources)
    return [
        Check(point=Point.OVER, done=reach is not None and reach >= period.end),
        Check(point=Point.SOURCES, done=late == 0, n=late),
        Check(point=Point.VERIFIED, done=verified),
        Check(point=Point.REJECTED, done=rejected == 0, n=rejected),
        Check(point=Point.COMMENTS, done=comments_due == 0, n=comments_due),
    ]
