"""Every text exists in both languages, with the same gaps."""

import importlib
import pkgutil
from string import Formatter

import pytest

import dashboard.text.wording
from data.text import Text

SAME_IN_BOTH = {"Pages", "Page", "± · n", "Verdict", "Signal", "n", "Total", "Centre", "Plan", "MASE", "$", "%"}


def texts() -> dict[str, Text]:
    found = {}
    for module in pkgutil.iter_modules(dashboard.text.wording.__path__, "dashboard.text.wording."):
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, Text):
                found[f"{module.name}.{name}"] = value
            elif isinstance(value, dict):
                found |= {f"{module.name}.{name}.{key}": one for key, one in value.items() if isinstance(one, Text)}
    return found


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name is not None}


@pytest.mark.parametrize(("name", "text"), texts().items(), ids=texts())
def test_both_languages_say_it_with_the_same_gaps(name: str, text: Text):
    assert text.en.strip()
    assert text.fr.strip()
    assert gaps(text.en) == gaps(text.fr)
    assert text.en != text.fr or text.en in SAME_IN_BOTH


def test_there_are_texts():
    assert len(texts()) > 80
