"""Every sentence that refuses something: declared once, in both languages, and raised with the gaps it has."""

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from string import Formatter

import pytest

from data import refusals
from data.errors import Refusal
from data.text import Text

ROOT = Path(__file__).parents[3]
PACKAGES = ("scorecard", "dashboard", "pipelines", "metrics", "data")

FOUND = list(walk_packages(refusals.__path__, "data.refusals."))
ROOMS = {"data.refusals", *(module.name for module in FOUND if module.ispkg)}
MODULES = {module.name.rpartition(".")[2]: import_module(module.name) for module in FOUND if not module.ispkg}
REFUSALS = {
    (module, name): value
    for module, content in MODULES.items()
    for name, value in vars(content).items()
    if isinstance(value, Refusal)
}
EACH = pytest.mark.parametrize("refusal", REFUSALS.values(), ids=[refusal.code for refusal in REFUSALS.values()])


def gaps(text: str) -> set[str]:
    return {re.split(r"[.\[]", name)[0] for _, name, _, _ in Formatter().parse(text) if name}


def texts(value: object) -> Iterator[Text]:
    """Every text within a value of a module: of a refusal, alone, or in a dictionary."""
    if isinstance(value, Refusal):
        yield value.text
    elif isinstance(value, Text):
        yield value
    elif isinstance(value, dict):
        for item in value.values():
            yield from texts(item)


@dataclass(frozen=True)
class Mention:
    """A place where the code names refusals; `gaps` are the values given, None where it is not called there."""

    place: str
    names: frozenset[tuple[str, str]]
    gaps: frozenset[str] | None = None


def members(module: str, name: str) -> set[tuple[str, str]]:
    """The refusals that a name of a module stands for: itself, or all of a dictionary."""
    value = getattr(MODULES[module], name, None)
    if isinstance(value, dict):
        return {key for key, refusal in REFUSALS.items() if any(refusal is item for item in value.values())}
    return {(module, name)} if isinstance(value, Refusal) else set()


class Reader(ast.NodeVisitor):
    """Collects the mentions of refusals in one file, and the errors that are raised without one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.modules: dict[str, str] = {}
        self.names: dict[str, tuple[str, str]] = {}
        self.mentions: list[Mention] = []
        self.undeclared: list[str] = []
        self.visit(ast.parse(path.read_text("utf-8")))

    def visit_ImportFrom(self, node: ast.ImportFrom) -> None:
        for alias in node.names:
            bound = alias.asname or alias.name
            if node.module in ROOMS:
                self.modules[bound] = alias.name
            elif node.module and node.module.startswith("data.refusals."):
                self.names[bound] = (node.module.rpartition(".")[2], alias.name)

    def visit_Call(self, node: ast.Call) -> None:
        given = frozenset(keyword.arg for keyword in node.keywords if keyword.arg)
        unpacked = any(keyword.arg is None for keyword in node.keywords)
        called = self.refusals(node.func)
        is_error = isinstance(node.func, ast.Name) and node.func.id in ("UserError", "Unreachable")
        if is_error and node.args:
            called = self.refusals(node.args[0])
            if not called and not unpacked:
                self.undeclared.append(self.place(node))
        if called and not unpacked:
            self.mentions.append(Mention(self.place(node), frozenset(called), given))
        self.generic_visit(node)

    def visit_Attribute(self, node: ast.Attribute) -> None:
        self.mentions.append(Mention(self.place(node), frozenset(self.refusals(node))))
        self.generic_visit(node)

    def visit_Name(self, node: ast.Name) -> None:
        self.mentions.append(Mention(self.place(node), frozenset(self.refusals(node))))

    def refusals(self, node: ast.expr) -> set[tuple[str, str]]:
        """The refusals that an expression may stand for."""
        match node:
            case ast.Attribute(value=ast.Name(id=module), attr=name) if module in self.modules:
                return members(self.modules[module], name)
            case ast.Name(id=name) if name in self.names:
                return members(*self.names[name])
            case ast.Subscript(value=value):
                return self.refusals(value)
            case ast.IfExp(body=body, orelse=other):
                return self.refusals(body) | self.refusals(other)
        return set()

    def place(self, node: ast.expr) -> str:
        return f"{self.path.relative_to(ROOT)}:{node.lineno}"


FILES = [
    path
    for package in PACKAGES
    for path in sorted((ROOT / package).rglob("*.py"))
    if path.parent != ROOT / "data" / "refusals" and path != ROOT / "data" / "errors.py"
]
READERS = [Reader(path) for path in FILES]


def test_codes_are_unique_and_in_snake_case():
    codes = [refusal.code for refusal in REFUSALS.values()]

    assert sorted({code for code in codes if codes.count(code) > 1}) == []
    assert [code for code in codes if not re.fullmatch(r"[a-z][a-z0-9]*(_[a-z0-9]+)+", code)] == []


def test_every_refusal_has_a_name_of_its_own_in_its_module():
    """A page words a stored refusal by its code, and looks for it among the names of the modules."""
    nameless = [
        refusal.code
        for module in MODULES.values()
        for value in vars(module).values()
        if isinstance(value, dict)
        for refusal in value.values()
        if isinstance(refusal, Refusal) and not any(refusal is named for named in REFUSALS.values())
    ]

    assert nameless == []


@EACH
def test_it_is_said_in_both_languages_with_the_same_gaps(refusal):
    english, french = refusal.text

    assert gaps(english) == gaps(french)
    if re.sub(r"\{[^}]*\}|\W", "", english):
        assert english != french


SAMPLES = {"": "x", ",": 1234, "g": 1.5, "and": ["a", "b"], "lines": ["a", "b"], "inline": Text("A", "B")}


@EACH
@pytest.mark.parametrize("lang", Text._fields)
def test_with_its_values_no_gap_is_left(refusal, lang):
    fields = [(name, spec) for _, name, spec, _ in Formatter().parse(getattr(refusal.text, lang)) if name]
    sentence = refusal(**{name: SAMPLES.get(spec, 1) for name, spec in fields}).text(lang)

    assert not re.search(r"[{}]", sentence)
    assert sentence.strip() == sentence != ""


@pytest.mark.parametrize("module", MODULES)
def test_french_is_set_as_french(module):
    """Canadian usage: a no-break space before a colon and a percent sign and within guillemets, none before ; ! ?"""
    wrong = []
    for value in vars(MODULES[module]).values():
        for text in texts(value):
            # What stands in code, an address, or a name to type is not French.
            french = re.sub(r"`[^`]*`|\w+://\S*|\{[^}]*\}", "x", text.fr)
            found = re.search(r"(?<!\xa0):|(?<!\xa0)%|«(?!\xa0)|(?<!\xa0)»|\s[;!?]|[\"“”]|(?<!\w)'", french)
            if found:
                wrong.append((french[max(0, found.start() - 20) : found.end() + 20], text.fr))

    assert wrong == []


def test_no_two_modules_of_refusals_have_one_name():
    assert len(MODULES) == sum(not module.ispkg for module in FOUND)


def test_every_refusal_is_used():
    used = {name for reader in READERS for mention in reader.mentions for name in mention.names}

    assert sorted(f"{module}.py {name}" for module, name in REFUSALS.keys() - used) == []


def test_every_place_gives_exactly_the_gaps_of_its_sentence():
    wrong = [
        f"{mention.place} {name}: gives {sorted(mention.gaps)}, has {sorted(gaps(REFUSALS[module, name].text.en))}"
        for reader in READERS
        for mention in reader.mentions
        if mention.gaps is not None
        for module, name in mention.names
        if mention.gaps != gaps(REFUSALS[module, name].text.en)
    ]

    assert wrong == []


def test_no_error_is_raised_with_a_sentence_of_its_own():
    """`UserError("…")` would be English on French pages."""
    assert [place for reader in READERS for place in reader.undeclared] == []
