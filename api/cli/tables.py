"""Tables: drawn to the width of the terminal; elsewhere one line a row, the columns parted by tabs.

Widths are of cells, as terminals count them: a Chinese character takes two.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import typer

from api.cli.lines import width

Cell = str | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its head, and the share of the width it takes where all is too wide; 0 keeps it whole.

    ``below`` are the heads of what stands below the main words of each cell, dim on a terminal; elsewhere columns of
    their own. ``style`` is rich's name of how the cells look on a terminal.
    """

    head: str
    share: int = 0
    below: tuple[str, ...] = ()
    style: str = ""


def table(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    """Print a table; a cell of a column with ``below`` has a text for each head."""
    cells = width()
    if cells is None:
        _tabbed(columns, rows)
    else:
        _drawn(columns, rows, cells)


def _tabbed(columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    typer.echo("\t".join(head for column in columns for head in (column.head, *column.below)))
    for row in rows:
        parts = (part for cell in row for part in (cell if isinstance(cell, tuple) else (cell,)))
        typer.echo("\t".join(" ".join(part.split()) for part in parts))


def _drawn(columns: Sequence[Column], rows: Sequence[Sequence[Cell]], cells: int) -> None:
    from rich import box  # rich only where a table is drawn
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    drawn = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False)
    for column in columns:
        drawn.add_column(
            column.head, style=column.style, ratio=column.share or None, no_wrap=not column.share, overflow="fold"
        )
    for row in rows:  # as Text, so that no markup is read in a title with brackets
        drawn.add_row(*(
            Text(cell) if isinstance(cell, str)
            else Text.assemble(cell[0], *(("\n" + more, "dim") for more in cell[1:] if more))
            for cell in row
        ))  # fmt: skip
    Console(width=cells, highlight=False).print(drawn)
