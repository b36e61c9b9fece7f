"""Report text → blocks: every line is part of the title page, the contents, a heading, box, footnote, table, figure
or paragraph, as the outline tells; a line that fits nothing is a fault.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from loaders.outline import FloatRule, Outline, Part

BlockKind = Literal["title", "contents", "heading", "box", "box-end", "footnote", "table", "figure", "paragraph"]
Complain = Callable[[int, str, str, str], None]
"""Takes a fault: line, key, what was found, what was expected."""


@dataclass(frozen=True, slots=True)
class Line:
    """A physical line that is not blank: its number from 1, its text and raw offset without outer white space."""

    number: int
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together. ``level`` of a heading; ``parts`` of a table or figure, one a line.

    A ``box-end`` has the line that follows the box, and is no text of its own.
    """

    kind: BlockKind
    lines: tuple[Line, ...]
    level: int = 0
    parts: tuple[Part, ...] = ()

    @property
    def start(self) -> int:
        return self.lines[0].start

    @property
    def end(self) -> int:
        return self.lines[-1].end


def lines_of(text: str, ignore: re.Pattern[str]) -> list[Line]:
    """The lines of a text that hold more than white space and are not to be ignored.

    Tabs are the cells of a table's row, empty ones too: they stay at both ends.
    """
    lines: list[Line] = []
    offset = 0
    for number, whole in enumerate(text.split("\n"), start=1):
        inner = whole.strip(" \r\u3000\ufeff")
        if inner.strip() and not ignore.fullmatch(inner):
            lines.append(Line(number, offset + whole.index(inner), inner))
        offset += len(whole) + 1
    return lines


class Scanner:
    """Reads one text's lines into blocks, and tells ``fault`` of each line that does not fit."""

    def __init__(self, text: str, outline: Outline, fault: Complain) -> None:
        self._outline = outline
        self._fault = fault
        self._lines = lines_of(text, outline.ignore)

    def blocks(self) -> list[Block]:
        """All blocks in the order of the text."""
        found = [*self._front()]
        at = sum(len(block.lines) for block in found)
        boxed = False
        while at < len(self._lines):
            block = self._block(at)
            ends_box = self._outline.boxes is not None and self._outline.boxes.ends_before.match(self._lines[at].text)
            if boxed and ends_box and block.kind == "paragraph":
                found.append(Block("box-end", block.lines))
            boxed = block.kind == "box" or (boxed and block.kind != "heading" and not ends_box)
            found.append(block)
            self._check_number(block, sum(other.kind == block.kind for other in found))
            at += len(block.lines)
        return found

    def _front(self) -> Iterator[Block]:
        """The title page and the table of contents."""
        title = tuple(self._lines[: len(self._outline.title)])
        for line, expected in zip(title, self._outline.title, strict=False):
            if line.text != expected:
                self._fault(line.number, "title", repr(line.text), repr(expected))
        if title:
            yield Block("title", title)
        contents = self._outline.contents
        at = len(title)
        if contents is None or at == len(self._lines):
            return
        line = self._lines[at]
        if line.text != contents.title:
            self._fault(line.number, "contents", repr(line.text), repr(contents.title))
            return
        end = at + 1
        while end < len(self._lines) and contents.entry.fullmatch(self._lines[end].text):
            end += 1
        yield Block("contents", tuple(self._lines[at:end]))

    def _block(self, at: int) -> Block:
        line, outline = self._lines[at], self._outline
        only = (line,)
        level = self._level(line.text)
        if level:
            return Block("heading", only, level)
        if outline.boxes and outline.boxes.title.match(line.text):
            return Block("box", only)
        if outline.footnotes and outline.footnotes.body.match(line.text):
            return Block("footnote", only)
        if outline.tables and (parts := _parts(self._lines, at, outline.tables)):
            return Block("table", tuple(self._lines[at : at + len(parts)]), parts=parts)
        if outline.figures and (parts := _parts(self._lines, at, outline.figures)):
            return Block("figure", tuple(self._lines[at : at + len(parts)]), parts=parts)
        for name, rule in (("table", outline.tables), ("figure", outline.figures)):
            if rule and any(_pattern(rule, part).match(line.text) for part in rule.order):
                self._fault(line.number, name, f"{line.text[:20]!r} alone", f"the parts of a {name} in their order")
        return Block("paragraph", only)

    def _check_number(self, block: Block, expected: int) -> None:
        """The printed number of a box, table or figure counts 1, 2, 3 …, where its pattern has a group for it."""
        rules = {"table": self._outline.tables, "figure": self._outline.figures}
        rule = rules.get(block.kind)
        pattern = rule.caption if rule else None
        if block.kind == "box" and self._outline.boxes:
            pattern = self._outline.boxes.title
        for line in block.lines if pattern else ():
            match = pattern.match(line.text) if pattern else None
            printed = match.groupdict().get("number") if match else None
            if printed and int(printed) != expected:
                self._fault(line.number, block.kind, f"number {printed}", f"number {expected}")

    def _level(self, text: str) -> int:
        marks = self._outline.footnotes
        plain = marks.mark.sub("", text) if marks else text
        rules = self._outline.headings
        return next((rule.level for rule in rules if plain in rule.lines or rule.pattern.match(plain)), 0)


def _pattern(rule: FloatRule, part: Part) -> re.Pattern[str]:
    patterns: dict[Part, re.Pattern[str]] = {
        "caption": rule.caption, "unit": rule.unit, "rows": rule.rows, "source": rule.source,
    }  # fmt: skip
    return patterns[part]


def _parts(lines: Sequence[Line], at: int, rule: FloatRule) -> tuple[Part, ...]:
    """The parts, one a line, of the table or figure that begins with line ``at``; none if none does."""
    parts: list[Part] = []
    for part in rule.order:
        pattern, before = _pattern(rule, part), len(parts)
        while at + len(parts) < len(lines) and pattern.match(lines[at + len(parts)].text):
            parts.append(part)
            if part != "rows":
                break
        if len(parts) == before and part in ("caption", "rows"):
            return ()
    return tuple(parts)
