"""What the browser sends with a form, told apart from everything else that a client can send in its place."""

from dataclasses import dataclass
from typing import Any

MOST_FIELDS = 100
MOST_VALUES = 500
LONGEST_NAME = 100


@dataclass(frozen=True)
class FormMessage:
    """`at`: when it was sent, which tells it from one sent before; `values`: what each field holds, as a list.

    What was filled in stands apart from what the message says of itself, so that a field may have any name.
    """

    at: int
    values: dict[str, list[str]]


def read_message(sent: Any) -> FormMessage | None:
    """The message, None where `sent` is not exactly what `component.js` sends."""
    if not isinstance(sent, dict) or sent.keys() != {"at", "values"}:
        return None
    at, values = sent["at"], sent["values"]
    # True is an int to Python.
    if type(at) is not int or not isinstance(values, dict) or len(values) > MOST_FIELDS:
        return None
    if all(len(name) <= LONGEST_NAME and _is_list_of_texts(texts) for name, texts in values.items()):
        return FormMessage(at, values)
    return None


def _is_list_of_texts(value: Any) -> bool:
    return isinstance(value, list) and len(value) <= MOST_VALUES and all(isinstance(text, str) for text in value)
