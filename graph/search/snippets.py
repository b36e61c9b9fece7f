"""The part of a text that shows why it was found, and which of its characters did it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.search.folding import Unit, units
from graph.search.lexicon import Run

LONGEST: Final = 120
BEFORE: Final = 30


@dataclass(frozen=True, slots=True)
class Snippet:
    """Part of a text; ``marks``: from and to before where, in its code points, the words stand; … where it is cut."""

    text: str
    marks: tuple[tuple[int, int], ...]


def snippet(text: str, runs: Sequence[Run], sounds: Sequence[str] = ()) -> Snippet:
    """At most ``LONGEST`` characters of a text around the first of ``runs``, all of them marked.

    ``sounds``: of a name, the syllables of its units.
    """
    marks = _merged(_places(text, runs, sounds))
    first = marks[0][0] if marks else 0
    start = 0 if len(text) <= LONGEST else max(0, min(first - BEFORE, len(text) - LONGEST))
    end = min(start + LONGEST, len(text))
    lead = "…" if start else ""
    shift = len(lead) - start
    within = ((max(begin, start), min(stop, end)) for begin, stop in marks if begin < end and stop > start)
    shown = f"{lead}{text[start:end]}{'…' if end < len(text) else ''}"
    return Snippet(shown, tuple((begin + shift, stop + shift) for begin, stop in within))


def whole(text: str) -> Snippet:
    """A text that is, all of it, what was typed."""
    return Snippet(text, ((0, len(text)),))


def _places(text: str, runs: Sequence[Run], sounds: Sequence[str]) -> Iterator[tuple[int, int]]:
    found = units(text)
    written = [unit.text for unit in found]
    for run in runs:
        tokens = sounds if run.column == "syllables" else written
        yield from _of(run, tokens, found)


def _of(run: Run, tokens: Sequence[str], found: Sequence[Unit]) -> Iterator[tuple[int, int]]:
    wanted = list(run.tokens)
    size = len(wanted)
    for place in range(len(tokens) - size + 1):
        part = list(tokens[place : place + size])
        if part == wanted or (run.begun and part[:-1] == wanted[:-1] and part[-1].startswith(wanted[-1])):
            yield found[place].start, found[place + size - 1].end


def _merged(marks: Iterable[tuple[int, int]]) -> list[tuple[int, int]]:
    """Marks in order; those that touch or overlap are one."""
    found: list[tuple[int, int]] = []
    for start, end in sorted(marks):
        if found and start <= found[-1][1]:
            found[-1] = (found[-1][0], max(end, found[-1][1]))
        else:
            found.append((start, end))
    return found
