"""Where a reader is: everything they chose, as the address of the page says it, and links to other places.

The address is the only state. Streamlit's own `bind="query-params"` is not used: a bound parameter may not be set by a
link, and a value that equals the default vanishes from the address, so that a link would show another month later.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from urllib.parse import urlencode

from dashboard.request.decisions import Decisions
from data.access.viewer import Viewer
from data.refusals import reporting as refusals
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.calendar.periods import Period
from metrics.definition.indicator import Indicator
from metrics.definition.limits import rights
from metrics.engine.answer import may_open_rows

LANGUAGES = ("en", "fr")


NO_BREAK = ((" :", "\N{NO-BREAK SPACE}:"), ("« ", "«\N{NO-BREAK SPACE}"), (" »", "\N{NO-BREAK SPACE}»"))


def fill(text: Text, lang: str, **values: object) -> str:
    """The text in a language, its gaps filled; French punctuation never begins a line."""
    chosen = text.fr if lang == "fr" else text.en
    if lang == "fr":
        for space, no_break in NO_BREAK:
            chosen = chosen.replace(space, no_break)
    return chosen.format(**values) if values else chosen


@dataclass(frozen=True, kw_only=True)
class PageContext:
    """A page, what was chosen on it, and all that it may show: the tables, what people decided, and who is looking.

    `snapshot`: the tables and the catalogue of the run in force, or of the run or day that the address asks for.
    `decisions`: what people decided, as this request finds it; with a past snapshot the targets of then.
    `where`: filters, breakdown → codes, carried along every link. `own`: the page's own choices (`show`, `by` …),
    carried to pages that take them. `takes`: page → the choices that it takes; `titles`: page → its title.
    `as_of`: the run or day whose scorecard is shown, None as known now; carried along every link too.
    """

    page: str
    lang: str
    period: Period
    snapshot: Snapshot = field(repr=False)
    decisions: Decisions = field(repr=False)
    viewer: Viewer = field(default_factory=Viewer)
    where: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    own: Mapping[str, str] = field(default_factory=dict)
    takes: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    titles: Mapping[str, Text] = field(default_factory=dict)
    start: str = "scorecard"
    as_of: str | None = None

    def __post_init__(self) -> None:
        # Whoever drew a page of one person with the tables of another would undo all limits at once.
        if rights(self.snapshot) != self.viewer.rights:
            raise ValueError("the snapshot is not the viewer's")

    def say(self, text: Text, **values: object) -> str:
        """The text in the reader's language, its gaps filled."""
        return fill(text, self.lang, **values)

    def check_run(self, run: str) -> None:
        """Raises: UserError where the figures on the screen were of another run: those that are kept were seen."""
        if run != self.snapshot.manifest.run:
            raise refusals.NEW_RUN()

    def leads_to(self, page: str) -> bool:
        """Whether there is such a page and the viewer may open it; a link to any other would end in a refusal."""
        return page in self.takes and self.viewer.may_open(page)

    def leads_to_rows(self, indicator: Indicator) -> bool:
        """Whether the single rows behind an indicator can be shown, and the viewer may open all of them."""
        return self.leads_to("transactions") and may_open_rows(indicator, self.snapshot)

    def link(self, page: str | None = None, /, **changes: str | tuple[str, ...] | None) -> str:
        """The address of a page (this one by default) with everything chosen here, but for the changes.

        A change of None takes a choice away. The address is relative, so it holds below any path.
        """
        page = page or self.page
        query = {**self._carried(page), **{name: _encoded(name, value) for name, value in changes.items()}}
        return f"./{'' if page == self.start else page}?{'&'.join(filter(None, query.values()))}"

    def _carried(self, page: str) -> Mapping[str, str]:
        """What every link to a page carries along, written out: a page has hundreds of links to few others."""
        if page not in self._written:
            accepted = self.takes.get(page, ())
            chosen: dict[str, str | tuple[str, ...] | None] = {
                "lang": self.lang,
                "period": self.period.code,
                "asof": self.as_of,
                **self.where,
                **{name: value for name, value in self.own.items() if name in accepted},
            }
            self._written[page] = {name: _encoded(name, value) for name, value in chosen.items()}
        return self._written[page]

    @cached_property
    def _written(self) -> dict[str, Mapping[str, str]]:
        return {}


@lru_cache(8_192)
def _encoded(name: str, value: str | tuple[str, ...] | None) -> str:
    """One choice as an address has it; empty for none."""
    return urlencode({name: value}, doseq=True) if value else ""
