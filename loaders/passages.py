"""Report text → passages: what evidence can name, each a slice of the normalised text.

What the text yields is counted, and other counts than ``source.yml`` asserts are an error.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from graph.errors import BadData, Fault
from loaders.blocks import Block, Complain, Scanner
from loaders.cells import Table, read_table
from loaders.footnotes import Marks, read_marks
from loaders.joins import Group, joined, order
from loaders.outline import Contents, Counts, FloatRule, Source, read_source
from loaders.text import Normalised, rearranged, sha256

Kind = Literal["title", "heading", "box", "paragraph", "footnote", "table", "figure"]
# What the kinds of block that hold text are as passages, and how their ids begin.
PREFIXES: Mapping[str, tuple[Kind, str]] = {
    "title": ("title", "title"), "heading": ("heading", "h"), "box": ("box", "box-"), "paragraph": ("paragraph", "p"),
    "footnote": ("footnote", "fn"), "table": ("table", "table-"), "figure": ("figure", "fig-"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Passage:
    """A part of a report that evidence can name: ``text`` is ``normalised[start:end]``.

    ``number`` counts from 1 within the kind. ``section``: the heading it stands under; a heading's is itself.
    ``lines``: first and last physical line, from 1, of each piece. ``joins``: normalised offsets where halves meet.
    ``notes``: the footnotes marked in it, each with the normalised offset of its mark. ``marked_in``: of a footnote,
    the passage of its mark, whose section is the note's too. ``level``, ``parent``: of headings.
    """

    id: str
    report: str
    kind: Kind
    number: int
    section: str | None
    text: str = field(repr=False)
    start: int
    end: int
    lines: tuple[tuple[int, int], ...]
    joins: tuple[int, ...] = ()
    notes: tuple[tuple[str, int], ...] = ()
    marked_in: str | None = None
    box: str | None = None
    level: int = 0
    parent: str | None = None

    @property
    def where(self) -> str:
        """Its lines as a person cites them: ``46+50``, ``30-42``."""
        return "+".join(str(first) if first == last else f"{first}-{last}" for first, last in self.lines)


@dataclass(frozen=True, slots=True)
class ReportText:
    """A report's text as the graph sees it; ``sha256`` is of the raw text."""

    report: str
    sha256: str
    normalised: Normalised = field(repr=False)
    passages: Mapping[str, Passage] = field(repr=False)
    tables: Mapping[str, Table] = field(repr=False)


def read_report(folder: Path, file: Path) -> ReportText:
    """Read a report's text by the layout that ``source.yml`` in ``folder`` tells; BadData with every fault."""
    return report_text(read_source(folder), file.read_bytes().decode("utf-8"), file.name)


def report_text(source: Source, raw: str, file: str) -> ReportText:
    """The text ``raw`` by the layout of ``source``; ``file`` names it in faults. BadData if it does not fit."""
    faults: list[Fault] = []

    def fault(line: int, key: str, found: str, expected: str) -> None:
        faults.append(Fault(file, line, key, found, expected))

    outline = source.outline
    blocks = Scanner(raw, outline, fault).blocks()
    marks = read_marks(blocks, outline.footnotes, fault)
    if outline.contents:
        _check_contents(blocks, outline.contents, marks, fault)
    groups = joined(blocks, outline.joins, marks.plain, fault)
    normalised = rearranged(raw, order(groups, len(raw)), marks.dropped)
    passages = _with_marks(tuple(_passages(source.id, groups, normalised, marks)))
    tables = tuple(_tables(blocks, outline.tables, normalised, fault))
    for name, found, expected in _counts(outline.counts, passages, tables):
        if found != expected:
            fault(1, f"counts.{name}", str(found), f"{expected}, as source.yml asserts")
    if faults:
        raise BadData(sorted(faults, key=lambda one: one.line))
    return ReportText(
        source.id, sha256(raw), normalised, {one.id: one for one in passages}, {one.id: one for one in tables}
    )


def _check_contents(blocks: Sequence[Block], rule: Contents, marks: Marks, fault: Complain) -> None:
    """Each entry of the table of contents is a heading of the body, in the same order."""
    listed = next((block.lines[1:] for block in blocks if block.kind == "contents"), ())
    headings = [block.lines[0] for block in blocks if block.kind == "heading"]
    for number, line in enumerate(listed):
        match = rule.entry.fullmatch(line.text)
        title = match["title"] if match else line.text
        there = marks.plain(headings[number].text) if number < len(headings) else "none"
        if there != marks.plain(title):
            fault(line.number, "contents", f"entry {title!r}, heading {there!r}", "the same words")
    for line in headings[len(listed) :]:
        fault(line.number, "contents", f"no entry for heading {line.text!r}", "an entry for each heading")


def _passages(report: str, groups: Iterable[Group], normalised: Normalised, marks: Marks) -> Iterator[Passage]:
    numbers: Counter[str] = Counter()
    above: list[tuple[int, str]] = []
    box: str | None = None
    for group in groups:
        if group[0].kind in ("heading", "box", "box-end"):
            box = None
        if group[0].kind not in PREFIXES:
            continue
        (kind, prefix), level = PREFIXES[group[0].kind], group[0].level
        numbers[kind] += 1
        id = prefix if kind == "title" else f"{prefix}{numbers[kind]}"
        if kind == "heading":
            above = [item for item in above if item[0] < level]
        parent = above[-1][1] if above else None
        if kind == "heading":
            above.append((level, id))
        spans = [normalised.span(block.start, block.end) for block in group]
        start, end = spans[0][0], spans[-1][1]
        yield Passage(
            id=id, report=report, kind=kind, number=numbers[kind], section=above[-1][1] if above else None,
            text=normalised.text[start:end], start=start, end=end,
            lines=tuple((block.lines[0].number, block.lines[-1].number) for block in group),
            joins=tuple(first for first, _ in spans[1:]), notes=marks.notes(group, normalised), box=box,
            level=level, parent=parent if kind == "heading" else None,
        )  # fmt: skip
        if kind == "box":
            box = id


def _with_marks(passages: Sequence[Passage]) -> tuple[Passage, ...]:
    """The passages, footnotes under the section of the passage that marks them."""
    marking = {note: passage for passage in passages for note, _ in passage.notes}
    return tuple(
        replace(one, marked_in=marking[one.id].id, section=marking[one.id].section) if one.id in marking else one
        for one in passages
    )


def _tables(
    blocks: Iterable[Block], rule: FloatRule | None, normalised: Normalised, fault: Complain
) -> Iterator[Table]:
    layouts = {layout.id: layout for layout in rule.layouts} if rule else {}
    for number, block in enumerate((block for block in blocks if block.kind == "table"), start=1):
        layout = layouts.get(f"table-{number}")
        if layout is None:
            fault(block.lines[0].number, "tables", f"table-{number}", "a layout for it in source.yml")
        else:
            yield read_table(block, layout, normalised, fault)


def _counts(counts: Counts, passages: Sequence[Passage], tables: Iterable[Table]) -> Iterator[tuple[str, int, int]]:
    """What is counted, how many were found, how many are asserted."""
    kinds = Counter(passage.kind for passage in passages)
    levels = Counter(passage.level for passage in passages if passage.kind == "heading")
    boxed = sum(passage.box is not None and passage.kind == "paragraph" for passage in passages)
    stated = sum(column not in table.named_by for table in tables for _, column in table.cells)
    yield "paragraphs", kinds["paragraph"], counts.paragraphs
    yield "joins", sum(len(passage.joins) for passage in passages), counts.joins
    yield "boxes", kinds["box"], counts.boxes
    yield "boxed_paragraphs", boxed, counts.boxed_paragraphs
    yield "footnotes", kinds["footnote"], counts.footnotes
    yield "tables", kinds["table"], counts.tables
    yield "figures", kinds["figure"], counts.figures
    yield "cells", stated, counts.cells
    for level in sorted(levels.keys() | counts.headings.keys()):
        yield f"headings.{level}", levels[level], counts.headings.get(level, 0)
