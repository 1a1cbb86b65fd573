"""What a meeting on a period goes through, in this order: what is overdue, what is off, what is missing."""

from collections.abc import Sequence
from dataclasses import dataclass

from data.text import Word
from metrics.assessment.assessment import Assessment
from metrics.assessment.attention import urgent


class Topic(Word):
    """What an item of the agenda is about, where that is no single indicator."""

    OVERDUE = "overdue", "Overdue actions and decisions", "Mesures et décisions en retard"
    COMMENTS = "comments", "Comments still due", "Commentaires encore attendus"
    LATE = "late", "Data that are not in", "Données non reçues"
    MINUTES = "minutes", "Any other business, and the minutes", "Divers et procès-verbal"


@dataclass(frozen=True, eq=False)
class AgendaItem:
    """One item. `key`: a code of `Topic` or an indicator's name; `assessment`: of an indicator."""

    key: str
    assessment: Assessment | None = None

    @property
    def topic(self) -> Topic | None:
        """What it is about, None for an indicator."""
        return None if self.assessment else Topic(self.key)


def agenda(assessments: Sequence[Assessment], *, overdue: int, comments: int, late: int) -> list[AgendaItem]:
    """The items: indicators as the Scorecard orders what needs attention, and topics of which there is anything.

    `overdue`: actions and decisions whose day has passed. `comments`: those still due. `late`: records that could not
    be read. The minutes come last, and are always there.
    """
    open_topics = {Topic.OVERDUE: overdue, Topic.COMMENTS: comments, Topic.LATE: late, Topic.MINUTES: 1}
    items = {topic: [AgendaItem(topic.value)] if n else [] for topic, n in open_topics.items()}
    indicators = [AgendaItem(one.indicator.name, one) for one in urgent(assessments)]
    return [*items[Topic.OVERDUE], *indicators, *items[Topic.COMMENTS], *items[Topic.LATE], *items[Topic.MINUTES]]
