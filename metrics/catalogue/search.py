"""Finding indicators and other named things by what someone remembers of the name, in either language."""

import unicodedata
from collections.abc import Mapping

from data.text import Text
from metrics.definition.indicator import Indicator


def match_names(text: str, catalogue: Mapping[str, Indicator]) -> list[str]:
    """The indicators whose name or title is the text, else those that hold it; capitals and accents do not matter."""
    wanted = _plain(text)
    if not wanted:
        return []
    names = {
        name: [_plain(written) for written in (name, name.replace("_", " "), *indicator.title)]
        for name, indicator in catalogue.items()
    }
    return [name for name, plain in names.items() if wanted in plain] or [
        name for name, plain in names.items() if any(wanted in written for written in plain)
    ]


def match_texts(text: str, catalogue: Mapping[str, Indicator]) -> list[str]:
    """The indicators whose name, title or definition holds the text; all of them for no text."""
    wanted = _plain(text)
    texts = {name: (name, *indicator.title, *indicator.definition) for name, indicator in catalogue.items()}
    return [name for name, written in texts.items() if any(wanted in _plain(one) for one in written)]


def match_named(text: str, named: Mapping[str, Text]) -> list[str]:
    """The codes whose name, in either language, or the code itself holds the text, those that begin with it first."""
    wanted = _plain(text)
    if not wanted:
        return []
    names = {code: [_plain(written) for written in (*name, code)] for code, name in named.items()}
    matching = [code for code, plain in names.items() if any(wanted in written for written in plain)]
    return sorted(matching, key=lambda code: not any(written.startswith(wanted) for written in names[code]))


def contains(text: str, wanted: str) -> bool:
    """Whether a text holds another, capitals and accents aside."""
    return _plain(wanted) in _plain(text)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'").split())
