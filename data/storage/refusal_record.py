"""A refusal as it is stored with a run, so that a page of years later words it in the reader's language."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from importlib import import_module
from pkgutil import walk_packages
from typing import Any

from pydantic import BaseModel, JsonValue

from data import refusals
from data.errors import Refusal, UserError
from data.text import Text


class RefusalRecord(BaseModel):
    """The code of a refusal and the values of its gaps; what is worded itself is held in both languages."""

    code: str
    values: dict[str, JsonValue]

    @classmethod
    def of(cls, error: UserError) -> "RefusalRecord":
        """What is stored of an error."""
        return cls(code=error.code, values={name: _stored(value) for name, value in error.values.items()})

    def text(self, lang: str) -> str | None:
        """The sentence in `en` or `fr`; None where this version does not know the code, or not with these values."""
        refusal = _declared().get(self.code)
        try:
            return (
                refusal(**{name: _read(value) for name, value in self.values.items()}).text(lang) if refusal else None
            )
        except (KeyError, ValueError):
            return None


@cache
def _declared() -> Mapping[str, Refusal]:
    """Code → refusal, of all modules that declare any."""
    names = [module.name for module in walk_packages(refusals.__path__, f"{refusals.__name__}.")]
    modules = [import_module(name) for name in names]
    return {
        refusal.code: refusal for module in modules for refusal in vars(module).values() if isinstance(refusal, Refusal)
    }


def _stored(value: Any) -> JsonValue:
    match value:
        case UserError():
            return {lang: value.text(lang) for lang in Text._fields}
        case Text():
            return value._asdict()
        case list() | tuple():
            return [_stored(each) for each in value]
        case bool() | int() | float() | None:
            return value
        case date():
            return value.isoformat()
        case _:
            return str(value)


def _read(value: Any) -> Any:
    match value:
        case {"en": en, "fr": fr}:
            return Text(en, fr)
        case list():
            return [_read(each) for each in value]
        case _:
            return value
