"""Forms that write: their fields, what was sent with them, and the sentence that answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import streamlit as st

from dashboard.request.context import PageContext
from dashboard.text.wording import plan as words
from dashboard.ui.component import ask, draw
from dashboard.ui.markup import Html, join, tag
from data.errors import UserError
from data.text import Text

MINUS = "\N{MINUS SIGN}"


@dataclass(frozen=True, kw_only=True)
class Field:
    """One field. `kind`: text, number, date or select (then `options`: code → words; `many`: several of them).

    A field that is not `required` may be left empty.
    """

    name: str
    label: Text
    kind: str = "text"
    value: str = ""
    options: Mapping[str, str] | None = None
    required: bool = True
    many: bool = False
    least: str | None = None
    most: str | None = None


@dataclass(frozen=True)
class Saved:
    """What is said after something was written, and where to go then."""

    text: str
    link: str


class Wrong(Exception):
    """What was sent cannot be taken; its text is in the reader's language."""


@dataclass(frozen=True, kw_only=True)
class Sent:
    """What was filled in."""

    values: Mapping[str, list[str]]
    ctx: PageContext

    def text(self, name: str) -> str | None:
        """The words of a field, None where it was left empty."""
        return (self.values.get(name) or [""])[0].strip() or None

    def many(self, name: str) -> tuple[str, ...]:
        """What was chosen of several."""
        return tuple(self.values.get(name, ()))

    def number(self, name: str) -> float | None:
        """The number in a field, written with a point or a comma; raises Wrong."""
        text = self.text(name)
        if text is None:
            return None
        try:
            return float(text.replace(MINUS, "-").replace(",", ".").replace("\N{NO-BREAK SPACE}", "").rstrip(" %"))
        except ValueError:
            raise Wrong(self.ctx.say(words.NOT_A_NUMBER, what=text)) from None

    def day(self, name: str) -> date | None:
        """The day in a field; raises Wrong."""
        text = self.text(name)
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise Wrong(self.ctx.say(words.NOT_A_DAY, what=text)) from None


Save = Callable[[Sent], str | Saved]
"""Writes what was filled in, and says so."""


def form(
    title: str,
    fields: Sequence[Field],
    save: Save,
    ctx: PageContext,
    key: str,
    *,
    button: Text = words.SAVE,
    note: str | None = None,
    opened: bool = False,
) -> None:
    """Shows a form and takes what is sent: `save` writes it and returns the sentence that says so.

    Whoever shows a past scorecard reads that it cannot be changed. The answer stands below the form; after a success
    the page is drawn anew, with an empty form.
    """
    if ctx.as_of:
        draw(tag("p", ctx.say(words.OLD), class_="soft"), key)
        return
    done = st.session_state.get(f"{key} done", 0)
    shown = tag(
        "details",
        tag("summary", title),
        tag("p", note, class_="soft") if note else None,
        tag(
            "form",
            (_field(field, key, ctx) for field in fields),
            tag("button", ctx.say(button), type="submit", class_="button"),
            data_send=True,
            data_done=done,
            action="./",
            class_="fill",
        ),
        id=f"{key}-form",
        class_="folded",
        open=opened,
    )
    values = ask(shown, key)
    if values is not None:
        _take(values, fields, save, ctx, key)
    answer(ctx, key)


def answer(ctx: PageContext, key: str) -> None:
    """The sentence that answers what was last sent with a form, as long as the reader stays where that was."""
    said, kind, where = st.session_state.get(f"{key} answer", (None, "", ""))
    if said and where == ctx.link():
        draw(tag("p", said, class_=f"note {kind}", role="status"), f"{key}-answer")


def who(ctx: PageContext) -> Field:
    """Who is writing; remembered while they stay."""
    return Field(name="who", label=words.WHO, value=st.session_state.get("who", ""))


def _take(
    values: Mapping[str, list[str]],
    fields: Sequence[Field],
    save: Callable[[Sent], str | Saved],
    ctx: PageContext,
    key: str,
) -> None:
    sent = Sent(values=values, ctx=ctx)
    empty = [ctx.say(field.label) for field in fields if field.required and not any(values.get(field.name, []))]
    try:
        if empty:
            raise Wrong(ctx.say(words.MISSING, names=", ".join(empty)))
        if author := sent.text("who"):
            st.session_state["who"] = author
        said = save(sent)
    except Wrong as wrong:
        st.session_state[f"{key} answer"] = str(wrong), "warn", ctx.link()
        return
    except UserError as problem:
        # What the rules say is in English only; its language is told, so that it is read aloud as what it is.
        told = join(f"{ctx.say(words.REFUSED)} ", tag("span", str(problem), lang="en"))
        st.session_state[f"{key} answer"] = told, "warn", ctx.link()
        return
    st.session_state[f"{key} done"] = st.session_state.get(f"{key} done", 0) + 1
    if isinstance(said, Saved) and said.link != ctx.link():
        st.session_state[f"{key} answer"] = said.text, "", said.link
        draw(join(), f"{key}-go", go=said.link)
        st.stop()
    text = said.text if isinstance(said, Saved) else said
    st.session_state[f"{key} answer"] = text, "", ctx.link()
    st.rerun()


def _field(field: Field, key: str, ctx: PageContext) -> Html:
    name = f"{key}-{field.name}"
    if field.kind == "select":
        options = [
            tag("option", text, value=code, selected=code == field.value)
            for code, text in (field.options or {}).items()
        ]
        size = min(len(options), 5) if field.many else None
        shown = tag("select", options, name=field.name, id=name, multiple=field.many, size=size)
    else:
        kind = "date" if field.kind == "date" else "text"
        shown = tag(
            "input",
            type=kind,
            name=field.name,
            id=name,
            value=field.value,
            required=field.required,
            inputmode="decimal" if field.kind == "number" else None,
            min=field.least,
            max=field.most,
            autocomplete="off",
        )
    return tag("label", tag("span", ctx.say(field.label)), shown, class_="wide-field" if field.many else None)
