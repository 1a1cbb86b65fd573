"""Finding an indicator by what someone remembers of its name, in either language."""

import unicodedata

from metrics.catalogue.registry import catalogue


def called(text: str) -> list[str]:
    """The indicators whose name or title is the text, else those that hold it; capitals and accents do not matter."""
    wanted = _plain(text)
    if not wanted:
        return []
    named = {name: [_plain(one) for one in (name, name.replace("_", " "), *i.title)] for name, i in catalogue().items()}
    return [n for n, of in named.items() if wanted in of] or [
        n for n, of in named.items() if any(wanted in one for one in of)
    ]


def about(text: str) -> list[str]:
    """The indicators whose name, title or definition holds the text; all of them for no text."""
    wanted = _plain(text)
    told = {name: (name, *i.title, *i.definition) for name, i in catalogue().items()}
    return [name for name, texts in told.items() if any(wanted in _plain(one) for one in texts)]


def holds(text: str, wanted: str) -> bool:
    """Whether a text holds another, capitals and accents aside."""
    return _plain(wanted) in _plain(text)


def _plain(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return " ".join("".join(c for c in apart if not unicodedata.combining(c)).replace("’", "'").split())
