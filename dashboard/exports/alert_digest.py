"""What is sent of alerts: a digest of what is new or worse, in the words of the inbox, for whoever may see it."""

from collections.abc import Sequence

from dashboard.request.context import fill
from dashboard.text import alerts as text
from dashboard.text import formats
from dashboard.text.wording import access as access_words
from dashboard.text.wording import alerts as words
from data.access.viewer import Viewer
from data.storage.snapshot import Snapshot
from data.text import Text
from metrics.alerts.inbox import Entry
from metrics.catalogue.visible import scope_names
from metrics.definition.limits import unlimited

MOST = 12
"""Lines of a digest: what is longer is read by nobody; the inbox has all."""
LANGUAGES = {"en": ("en",), "fr": ("fr",), "both": ("en", "fr")}


def digest(
    news: Sequence[Entry],
    open_count: int,
    viewer: Viewer,
    snapshot: Snapshot,
    language: str,
    *,
    organisation: Text | None = None,
    address: str = "",
) -> tuple[str, str]:
    """A subject and a text in a language, or in both one after the other.

    `news`: the alerts to tell, the worst first, all of them such as `viewer` may see; `snapshot`: as they may read it.
    `open_count`: how many wait in all. `address`: of the dashboard, empty where the settings do not tell it.
    """
    parts = LANGUAGES[language]
    whose = organisation or words.SCORECARD
    subjects = [
        fill(words.SUBJECT_ONE if len(news) == 1 else words.SUBJECT, lang, organisation=fill(whose, lang), n=len(news))
        for lang in parts
    ]
    bodies = [_body(news, open_count, viewer, snapshot, lang, address) for lang in parts]
    return " / ".join(subjects), "\n\n".join(bodies)


def _body(news: Sequence[Entry], open_count: int, viewer: Viewer, snapshot: Snapshot, lang: str, address: str) -> str:
    role = fill(viewer.declared.title, lang)
    lines = [fill(words.FICTIONAL, lang)] if "demo" in snapshot.manifest.sources else []
    lines += [fill(words.GREETING, lang, role=role, scope=scope_words(viewer, snapshot, lang)), ""]
    for entry in news[:MOST]:
        worse = f" ({fill(words.GOT_WORSE, lang)})" if entry.worse else ""
        severity = f"{text.MARKS[entry.severity]} {fill(entry.severity.text, lang)}{worse}"
        lines.append(f"{severity} – {text.sentence(entry, snapshot, lang)}")
    if rest := len(news) - MOST:
        lines += [fill(words.AND_MORE, lang, n=rest)] if rest > 0 else []
    ending = words.OPEN_IN_ALL if address else words.OPEN_WITHOUT
    inbox = f"{address.rstrip('/')}/alerts?lang={lang}"
    return "\n".join([*lines, "", fill(ending, lang, n=open_count, address=inbox)])


def scope_words(viewer: Viewer, snapshot: Snapshot, lang: str) -> str:
    """What a reader sees a part of, by its names; or that it is the whole."""
    members = [fill(name, lang) for _, names in scope_names(viewer, unlimited(snapshot)) for name in _texts(names)]
    return formats.together(members, lang) if members else fill(access_words.EVERYTHING, lang)


def _texts(names: Sequence[Text | str]) -> list[Text]:
    return [name if isinstance(name, Text) else Text(name, name) for name in names]
