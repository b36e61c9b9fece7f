"""Tables: drawn to the width of the terminal; elsewhere one line a row, the columns parted by tabs.

Widths are of cells, as terminals count them: a Chinese character takes two.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final

import typer

from api.cli.lines import width

Cell = str | tuple[str, ...]
BETWEEN: Final = 3
"""The cells between two columns."""
NARROWEST: Final = 8
"""What a head or a short word takes; a column that shares gets no less."""


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


def shared(widest: Sequence[int], shares: Sequence[int], room: int) -> list[int]:
    """The cells for each column: its ``widest`` text where all fits ``room``, else what its share of the rest gives it.

    A column without a share stays whole, and none takes more than it needs: what it leaves goes to the others.
    """
    given = list(widest)
    open_ = [place for place, share in enumerate(shares) if share]
    left = room - sum(wide for wide, share in zip(widest, shares, strict=True) if not share)
    while open_ and sum(widest[place] for place in open_) > left:
        total = sum(shares[place] for place in open_)
        small = [place for place in open_ if widest[place] * total <= left * shares[place]]
        if not small:
            for place in open_:
                given[place] = max(NARROWEST, left * shares[place] // total)
            break
        left -= sum(widest[place] for place in small)
        open_ = [place for place in open_ if place not in small]
    return given


def _widths(head: str, cells: Iterator[Cell]) -> Iterator[int]:
    """The cells that each line of a column takes."""
    from rich.cells import cell_len

    yield cell_len(head)
    for cell in cells:
        for text in cell if isinstance(cell, tuple) else (cell,):
            yield from (cell_len(line) for line in text.splitlines())


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
    room = cells - BETWEEN * (len(columns) - 1)
    widest = [max(_widths(column.head, (row[place] for row in rows))) for place, column in enumerate(columns)]
    given = shared(widest, [column.share for column in columns], room)
    for column, wide in zip(columns, given, strict=True):
        drawn.add_column(column.head, style=column.style, width=wide, no_wrap=not column.share, overflow="fold")
    for row in rows:  # as Text, so that no markup is read in a title with brackets
        drawn.add_row(*(
            Text(cell) if isinstance(cell, str)
            else Text.assemble(cell[0], *(("\n" + more, "dim") for more in cell[1:] if more))
            for cell in row
        ))  # fmt: skip
    Console(width=cells, highlight=False).print(drawn)
