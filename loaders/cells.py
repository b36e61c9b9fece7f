"""The cells of a report's tables, each by the ids of its row and column."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.blocks import Block, Complain, Line
from loaders.outline import TableLayout
from loaders.text import Normalised


@dataclass(frozen=True, slots=True)
class Table:
    """A table: ``cells[row, column]`` is the cell's half-open span in the normalised text. Empty cells are left out.

    ``columns`` are all of them from left to right, ``named_by`` those that name a row rather than state a figure.
    """

    id: str
    columns: tuple[str, ...]
    named_by: tuple[str, ...]
    rows: tuple[str, ...]
    cells: Mapping[tuple[str, str], tuple[int, int]] = field(repr=False)


def read_table(block: Block, layout: TableLayout, normalised: Normalised, fault: Complain) -> Table:
    """Read a table's rows by its layout; header rows that a page break repeats are no rows of it."""
    lines = [line for line, part in zip(block.lines, block.parts, strict=True) if part == "rows"]
    header = {line.text for line in lines[: layout.header_rows]}
    rows: list[str] = []
    cells: dict[tuple[str, str], tuple[int, int]] = {}
    for line in lines:
        if line.text in header:
            continue
        printed = line.text.split("\t")
        row = _row_id(printed, layout)
        if row is None or row in rows:
            _misfit(line, layout, row, fault)
            continue
        rows.append(row)
        at = line.start
        for column, cell in zip(layout.columns, printed, strict=True):
            if cell:
                cells[row, column] = normalised.span(at, at + len(cell))
            at += len(cell) + 1
    missing = [id for id in layout.rows.values() if id not in rows]
    if missing:
        fault(block.lines[0].number, layout.id, f"no row {', '.join(missing)}", "every row of its layout")
    return Table(layout.id, layout.columns, layout.named_by, tuple(rows), cells)


def _row_id(printed: list[str], layout: TableLayout) -> str | None:
    """The id of a row; None if it has too few or too many cells, or a name that its layout does not know."""
    if len(printed) != len(layout.columns):
        return None
    named = dict(zip(layout.columns, printed, strict=True))
    name = next((named[column] for column in layout.named_by if named[column]), "")
    return layout.rows.get(name) if layout.rows else name or None


def _misfit(line: Line, layout: TableLayout, row: str | None, fault: Complain) -> None:
    found = f"{line.text.count(chr(9)) + 1} cells, {line.text[:20]!r}" if row is None else f"row {row} again"
    fault(line.number, layout.id, found, f"{len(layout.columns)} cells of a row that its layout knows")
