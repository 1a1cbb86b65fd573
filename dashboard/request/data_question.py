"""What a data link asks, as its address says it: the options of `scorecard query` and `scorecard show`."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dashboard.request.address import shortened
from dashboard.request.filters import parse_filters, parse_names
from data.errors import nearest
from data.refusals import data_links as refusals
from data.words import TOKEN_BEGINS

SCORECARD = "scorecard"
"""What the scorecard itself is called among the indicators."""

OF_INDICATOR = ("by", "grain", "period", "where", "as-of")
OF_SCORECARD = ("period", "where", "as-of", "all")
REPEATED = ("where",)
SECRETS = ("token", "access_token", "api_key", "apikey", "key", "password", "authorization")
"""Under what programs put a token into an address."""


@dataclass(frozen=True, kw_only=True)
class DataQuestion:
    """An indicator, or the scorecard with `every` indicator or the headline ones; codes as they are given."""

    name: str
    by: tuple[str, ...] = ()
    grain: str | None = None
    period: str | None = None
    where: Mapping[str, Sequence[str]] = field(default_factory=dict)
    as_of: str | None = None
    every: bool = False


def check_secrets(options: Iterable[tuple[str, str]]) -> None:
    """Raises: UserError where a token stands in the address, whatever it is called there."""
    if any(name.lower() in SECRETS or value.startswith(TOKEN_BEGINS) for name, value in options):
        raise refusals.TOKEN_IN_ADDRESS()


def read_question(name: str, options: Sequence[tuple[str, str]]) -> DataQuestion:
    """The question of an address; `options`: name and value of each, in their order.

    Raises: UserError for an option that there is not, that is empty, or that is given twice: a slip of the pen must not
    be answered by other numbers.
    """
    known = OF_SCORECARD if name == SCORECARD else OF_INDICATOR
    given: dict[str, list[str]] = {}
    for option, value in options:
        if option not in known:
            (shown,) = shortened([option])
            raise refusals.UNKNOWN_OPTION(option=shown, nearest=nearest(option, known))
        if not value.strip():
            raise refusals.OPTION_EMPTY(option=option)
        if option in given and option not in REPEATED:
            raise refusals.GIVEN_TWICE(option=option)
        given.setdefault(option, []).append(value.strip())
    one = {option: values[0] for option, values in given.items()}
    return DataQuestion(
        name=name,
        by=parse_names(one.get("by", "")),
        grain=one.get("grain"),
        period=one.get("period"),
        where=parse_filters(given.get("where")),
        as_of=one.get("as-of"),
        every="all" in one,
    )
