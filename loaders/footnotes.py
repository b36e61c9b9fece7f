"""Footnote marks: which note each stands for, and what the normalised text leaves out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from loaders.blocks import Block, Complain, Line
from loaders.outline import NEVER, FootnoteRule
from loaders.text import Normalised


@dataclass(frozen=True, slots=True)
class Marks:
    """``refers``: the raw offset of each mark and the id of its footnote. ``dropped``: raw spans left out."""

    mark: re.Pattern[str]
    refers: tuple[tuple[int, str], ...]
    dropped: tuple[tuple[int, int], ...]

    def plain(self, text: str) -> str:
        """The text without footnote marks."""
        return self.mark.sub("", text)

    def notes(self, blocks: Iterable[Block], normalised: Normalised) -> tuple[tuple[str, int], ...]:
        """The footnotes marked in these blocks, each with the normalised offset where its mark stood."""
        return tuple(
            (note, 1 + (normalised.to_normalised(place - 1) or 0))
            for block in blocks
            for place, note in self.refers
            if block.start < place < block.end
        )


def read_marks(blocks: Sequence[Block], rule: FootnoteRule | None, fault: Complain) -> Marks:
    """Find all marks; the first in the text is the first footnote's and so on, and they must print the same mark."""
    if rule is None:
        return Marks(NEVER, (), ())
    bodies = [block.lines[0] for block in blocks if block.kind == "footnote"]
    leads = [_lead(rule, line) for line in bodies]
    found = [
        (line, match)
        for block in blocks
        if block.kind not in ("footnote", "contents", "box-end")
        for line in block.lines
        for match in rule.mark.finditer(line.text)
    ]
    refers: list[tuple[int, str]] = []
    for number, (line, match) in enumerate(found, start=1):
        body = bodies[number - 1].text[: leads[number - 1]].strip() if number <= len(bodies) else "no footnote"
        if body != match[0]:
            fault(
                line.number, "footnotes", f"mark {match[0]!r} where {body!r} is next", "a mark for each note, in order"
            )
        refers.append((line.start + match.start(), f"fn{number}"))
    for line in bodies[len(found) :]:
        fault(line.number, "footnotes", f"footnote {line.text[:3]!r} without a mark in the text", "its mark")
    dropped = [(line.start + match.start(), line.start + match.end()) for line, match in found]
    dropped += [(line.start, line.start + lead) for line, lead in zip(bodies, leads, strict=True)]
    return Marks(rule.mark, tuple(refers), tuple(sorted(dropped)))


def _lead(rule: FootnoteRule, line: Line) -> int:
    match = rule.body.match(line.text)
    return match.end() if match else 0
