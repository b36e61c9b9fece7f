"""Where a REST answer has the rows of a question: the little language of ``# row`` lines, read and followed.

``items[].measure.id`` follows keys; ``[]`` goes through a list, and the columns of a question share the lists that they
begin with, so that each element of the innermost is a row. ``items[kind=event]`` goes through those elements whose
``kind`` is ``event`` (``draft|planned`` for either); ``instruments.length`` counts a list. What is not there is null.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, TypeAlias

from graph.errors import BadQuery

Json: TypeAlias = "bool | int | float | str | Sequence[Json] | Mapping[str, Json] | None"

_STEP: Final = re.compile(r"(\w+)(\[(?:([\w.]+)=([\w|-]+))?\])?")


@dataclass(frozen=True, slots=True)
class Step:
    """One key of a path. ``many``: it holds a list to go through; ``where``: only where this path has one of these."""

    key: str
    many: bool = False
    where: tuple[str, ...] = ()
    values: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Column:
    """A column of rows: its name in SPARQL and Cypher, and its path in a REST answer, as written and in steps."""

    name: str
    path: str
    steps: tuple[Step, ...]

    @property
    def lists(self) -> tuple[Step, ...]:
        """The steps up to the last list that it goes through."""
        last = max((place for place, step in enumerate(self.steps, 1) if step.many), default=0)
        return self.steps[:last]


def column(name: str, path: str) -> Column:
    """Read a path; BadQuery where it is none."""
    steps: list[Step] = []
    for part in re.split(r"\.(?![^\[]*\])", path):
        found = _STEP.fullmatch(part)
        if found is None:
            raise BadQuery(f"# row {name}: {part!r} of {path!r} is no step: expected key, key[] or key[path=value]")
        key, many, where, values = found.groups()
        steps.append(Step(key, bool(many), tuple((where or "").split(".")), tuple((values or "").split("|"))))
    return Column(name, path, tuple(steps))


def rows(answer: Json, columns: Sequence[Column]) -> list[tuple[Json, ...]]:
    """The rows of an answer; BadQuery where two columns go through different lists, or a list is not there."""
    deepest = max((item.lists for item in columns), key=len)
    if any(deepest[: len(item.lists)] != item.lists for item in columns):
        raise BadQuery("columns go through different lists")
    return [
        tuple(_value(frame[len(item.lists)], item.steps[len(item.lists) :]) for item in columns)
        for frame in _frames(answer, deepest, {0: answer}, 0)
    ]


def _frames(at: Json, steps: Sequence[Step], frame: Mapping[int, Json], depth: int) -> Iterator[Mapping[int, Json]]:
    """For each element of the innermost list, what stands at each depth on the way to it."""
    if depth == len(steps):
        yield frame
        return
    step = steps[depth]
    there = at.get(step.key) if isinstance(at, Mapping) else None
    if not step.many:
        yield from _frames(there, steps, {**frame, depth + 1: there}, depth + 1)
        return
    if isinstance(there, str) or not isinstance(there, Sequence):
        raise BadQuery(f"the answer has no list {step.key!r}")
    for element in there:
        if not step.where[0] or _value(element, [Step(key) for key in step.where]) in step.values:
            yield from _frames(element, steps, {**frame, depth + 1: element}, depth + 1)


def _value(at: Json, steps: Sequence[Step]) -> Json:
    for step in steps:
        if step.key == "length" and isinstance(at, Sequence):
            at = len(at)
        else:
            at = at.get(step.key) if isinstance(at, Mapping) else None
    return at
