"""Mutants of a room: its code with one small mistake in it, made by the operators of cosmic-ray.

Which ones is drawn from a fixed seed, in turn from each kind of operator, so that comparisons, of which there are many,
are no more of a sample than loops. A type annotation is left alone: it runs nothing, and mypy looks at it.
"""

import ast
import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

SEED = 18


@dataclass(frozen=True)
class Mutant:
    """One mistake; `occurrence`: at which place of the file, counted by the operator; `line`: where that is."""

    path: Path
    operator: str
    occurrence: int
    line: int
    column: int

    @property
    def kind(self) -> str:
        """The kind of operator: + for − and * for / are one."""
        return _kind(self.operator)

    def code(self, source: str) -> str:
        """The file with the mistake in it."""
        mutated = mutate_code(source, get_operator(self.operator)(), self.occurrence)
        assert mutated, f"{self.operator} finds nothing at {self.path}:{self.line}"
        return mutated


def draw(root: Path, room: str, sample: int, seed: int = SEED) -> list[Mutant]:
    """So many mutants of a room, or all if there are fewer: each kind in turn, one place of it at random."""
    return list(islice(_in_turn(root, room, random.Random(f"{seed} {room}")), sample))


def _in_turn(root: Path, room: str, chance: random.Random) -> Iterator[Mutant]:
    kinds: dict[str, dict[tuple[Path, int, int], list[Mutant]]] = defaultdict(lambda: defaultdict(list))
    for path in sorted((root / room).rglob("*.py")):
        for mutant in _all_of(root, path.relative_to(root)):
            kinds[mutant.kind][mutant.path, mutant.line, mutant.column].append(mutant)
    shuffled = [chance.sample(list(places.values()), len(places)) for _, places in sorted(kinds.items())]
    while any(shuffled):
        for places in shuffled:
            if places:
                yield chance.choice(places.pop())


def _all_of(root: Path, path: Path) -> Iterator[Mutant]:
    source = (root / path).read_text("utf-8")
    nodes, annotated = list(ast_nodes(get_ast(source))), _annotations(source)
    for name in operator_names():
        operator = get_operator(name)
        if operator.arguments() or name.endswith("NoOp"):
            continue
        positions = (start for node in nodes for start, _ in operator().mutation_positions(node))
        for occurrence, start in enumerate(positions):
            if not any(first <= start < last for first, last in annotated):
                yield Mutant(path, name, occurrence, *start)


def _annotations(source: str) -> list[tuple[tuple[int, int], tuple[int, int]]]:
    """From where to where annotations stand: line and column."""
    notes = [
        getattr(node, name)
        for node in ast.walk(ast.parse(source))
        for name in ("annotation", "returns")
        if getattr(node, name, None) is not None
    ]
    return [((note.lineno, note.col_offset), (note.end_lineno, note.end_col_offset)) for note in notes]


def _kind(operator: str) -> str:
    return operator.split("/")[1].split("_")[0]
