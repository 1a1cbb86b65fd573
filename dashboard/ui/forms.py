"""Forms that write: their fields, what was filled in, and the sentence that answers."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from math import isfinite, nan

import streamlit as st

from dashboard.request.context import PageContext
from dashboard.text.wording import plan as words
from dashboard.ui.component import draw, draw_form
from dashboard.ui.markup import Html, join, tag
from data.access.viewer import Viewer
from data.errors import UserError
from data.text import Text
from data.words import LONGEST_LINE

MINUS = "\N{MINUS SIGN}"
DIGITS = 18
"""More of them than a database counts to."""
SEEN = "seen"
"""The hidden field that says what was on the screen when the form was drawn."""
RUN = "run"
"""The hidden field that says of which run the figures were."""
DRAWN = "drawn"
"""The hidden field that tells an empty form from the one before it, which was saved."""


@dataclass(frozen=True, kw_only=True)
class FormField:
    """One field. `kind`: text, long (of several lines), number, date, hidden or select (then `options`: code → words;
    `many`: several of them).

    A field that is not `required` may be left empty; a text has at most `longest` characters.
    `value`: what it holds at first, several codes one a line.
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
    longest: int = LONGEST_LINE


@dataclass(frozen=True)
class Answer:
    """The sentence after something was written, and where to go then."""

    text: str
    link: str


class FormError(Exception):
    """What was filled in cannot be used; its text is in the reader's language."""


@dataclass(frozen=True, kw_only=True)
class Submission:
    """What was filled in, and on which page."""

    values: Mapping[str, list[str]]
    ctx: PageContext

    @property
    def viewer(self) -> Viewer:
        """Who signs it."""
        viewer = self.ctx.viewer
        return replace(viewer, name=viewer.email or self.text("who") or "")

    @property
    def seen(self) -> int:
        """What was on the screen when the form was drawn; nothing at all where the form does not say."""
        return self.whole(SEEN)

    @property
    def run(self) -> str:
        """The run whose figures were on the screen; empty where the form does not say."""
        return self.text(RUN) or ""

    def text(self, name: str) -> str | None:
        """The words of a field, None where it was left empty."""
        return (self.values.get(name) or [""])[0].strip() or None

    def many(self, name: str) -> tuple[str, ...]:
        """What was chosen of several."""
        return tuple(self.values.get(name, ()))

    def whole(self, name: str) -> int:
        """The whole number of a field that nobody types, 0 where it holds none."""
        text = self.text(name) or ""
        return int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0

    def number(self, name: str) -> float | None:
        """The number in a field, written with a point or a comma; raises FormError."""
        text = self.text(name)
        if text is None:
            return None
        try:
            number = float(text.replace(MINUS, "-").replace(",", ".").replace("\N{NO-BREAK SPACE}", "").rstrip(" %"))
        except ValueError:
            number = nan
        if not isfinite(number):
            raise FormError(self.ctx.say(words.NOT_A_NUMBER, what=text[:LONGEST_LINE]))
        return number

    def share(self, name: str) -> float | None:
        """What was written in percent as a share; raises FormError."""
        number = self.number(name)
        return None if number is None else number / 100

    def day(self, name: str) -> date | None:
        """The day in a field; raises FormError."""
        text = self.text(name) or ""
        try:
            return date.fromisoformat(text) if text else None
        except ValueError:
            raise FormError(self.ctx.say(words.NOT_A_DAY, what=text[:LONGEST_LINE])) from None


Save = Callable[[Submission], str | Answer]
"""Writes what was filled in, and says so."""


def form(
    title: str,
    fields: Sequence[FormField],
    save: Save,
    ctx: PageContext,
    key: str,
    *,
    seen: int,
    button: Text = words.SAVE,
    note: str | None = None,
    opened: bool = False,
    offered: bool = True,
) -> None:
    """Shows a form and takes what is sent: `save` writes it and returns the sentence that says so.

    `seen`: what of the things that it changes is on the screen, see `dashboard.actions`. Whoever shows a past scorecard
    reads that it cannot be changed. The answer stands below the form. After a success the page is drawn again with an
    empty form; after a refusal with what was typed and what is on the screen by then, so that sending it again is a
    decision made in sight of what has changed.

    `offered`: whether there is anything to decide. Where somebody else has decided it since the page was drawn the form
    goes, but what is sent with it is taken all the same, so that its sender is told.
    """
    if ctx.as_of:
        draw(tag("p", ctx.say(words.OLD), class_="soft"), key)
        return
    typed = refused_values(ctx, key) if offered else {}
    done = st.session_state.get(f"{key} done", 0)
    markup = tag(
        "details",
        tag("summary", title),
        tag("p", note, class_="soft") if note else None,
        tag(
            "form",
            _hidden(SEEN, str(seen)),
            _hidden(RUN, ctx.snapshot.manifest.run),
            _hidden(DRAWN, str(done)),
            (_field(_refilled(field, typed), key, ctx) for field in fields),
            tag("button", ctx.say(button), type="submit", class_="button"),
            data_send=True,
            action=ctx.link(),
            class_="fill",
        ),
        id=f"{key}-form",
        class_="folded",
        open=opened or bool(typed),
    )
    values = draw_form(markup if offered else join(), key)
    if values is not None:
        _take(values, fields, save, ctx, key)
    draw_answer(ctx, key)


def draw_answer(ctx: PageContext, key: str) -> None:
    """The sentence that answers what was last sent with a form, as long as the reader stays where that was."""
    text, kind, where = st.session_state.get(f"{key} answer", (None, "", ""))
    if text and where == ctx.link():
        draw(tag("p", text, class_=f"note {kind}", role="status"), f"{key}-answer")


def refused_values(ctx: PageContext, key: str) -> Mapping[str, list[str]]:
    """What was typed into a form and refused, as long as the reader stays where that was."""
    values, where = st.session_state.get(f"{key} refused", ({}, ""))
    return values if where == ctx.link() else {}


def who(ctx: PageContext) -> FormField:
    """Who is writing: whoever has signed in, else as they say; remembered while they stay."""
    if ctx.viewer.email:
        return FormField(name="who", label=words.WHO, kind="hidden", value=ctx.viewer.email)
    return FormField(name="who", label=words.WHO, value=st.session_state.get("who", ""))


def _take(values: Mapping[str, list[str]], fields: Sequence[FormField], save: Save, ctx: PageContext, key: str) -> None:
    submission = Submission(values=values, ctx=ctx)
    if author := submission.text("who"):
        st.session_state["who"] = author
    empty = [ctx.say(field.label) for field in fields if field.required and not any(values.get(field.name, []))]
    try:
        if empty:
            raise FormError(ctx.say(words.MISSING, names=", ".join(empty)))
        # A double click sends one form twice, which is not a second decision.
        before, answer = st.session_state.get(f"{key} saved", ({}, None))
        if values != before:
            answer = save(submission)
            st.session_state[f"{key} saved"] = values, answer
    except (FormError, UserError) as error:
        text = error.text(ctx.lang) if isinstance(error, UserError) else str(error)
        st.session_state[f"{key} answer"] = text, "warn", ctx.link()
        st.session_state[f"{key} refused"] = values, ctx.link()
        st.rerun()
    st.session_state.pop(f"{key} refused", None)
    st.session_state[f"{key} done"] = st.session_state.get(f"{key} done", 0) + 1
    if isinstance(answer, Answer) and answer.link != ctx.link():
        st.session_state[f"{key} answer"] = answer.text, "", answer.link
        draw(join(), f"{key}-go", go=answer.link)
        st.stop()
    text = answer.text if isinstance(answer, Answer) else answer
    st.session_state[f"{key} answer"] = text, "", ctx.link()
    st.rerun()


def _refilled(field: FormField, typed: Mapping[str, list[str]]) -> FormField:
    """The field with what was typed into it, where anything was; what is hidden says what is on the screen now."""
    if not typed or field.kind == "hidden":
        return field
    return replace(field, value="\n".join(typed.get(field.name, [])))


def _field(field: FormField, key: str, ctx: PageContext) -> Html:
    name = f"{key}-{field.name}"
    if field.kind == "hidden":
        return _hidden(field.name, field.value)
    if field.kind == "select":
        chosen, offered = field.value.split("\n"), dict(field.options or {})
        if field.value and offered.keys().isdisjoint(chosen):
            # What was chosen is gone: the browser must not choose the first of the others in its place.
            offered = {"": "–"} | offered
        options = [tag("option", text, value=code, selected=code in chosen) for code, text in offered.items()]
        size = min(len(options), 5) if field.many else None
        control = tag("select", options, name=field.name, id=name, multiple=field.many, size=size)
    elif field.kind == "long":
        control = tag(
            "textarea",
            field.value,
            name=field.name,
            id=name,
            rows=3,
            required=field.required,
            maxlength=field.longest,
        )
    else:
        kind = "date" if field.kind == "date" else "text"
        control = tag(
            "input",
            type=kind,
            name=field.name,
            id=name,
            value=field.value,
            required=field.required,
            inputmode="decimal" if field.kind == "number" else None,
            min=field.least,
            max=field.most,
            maxlength=None if kind == "date" else field.longest,
            autocomplete="off",
        )
    return tag(
        "label",
        tag("span", ctx.say(field.label)),
        control,
        class_="wide-field" if field.many else "long-field" if field.kind == "long" else None,
    )


def _hidden(name: str, value: str) -> Html:
    return tag("input", type="hidden", name=name, value=value)
