"""How long a line may be, and text broken to fit; in cells, of which a Chinese character takes two."""

import os
import re
import sys
from collections.abc import Iterator
from typing import Final

_WIDE: Final = "\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef"
_CLOSING: Final = "，。、；：？！）》」』】〕”’…·"
_UNIT: Final = re.compile(
    rf"(?:[“‘（《「『【〔]*(?:[{_WIDE}]|[^\s{_WIDE}“‘（《「『【〔]+)|[“‘（《「『【〔]+|\s+)[{_CLOSING}]*\s*"
)


def width() -> int | None:
    """The cells of a line: of the terminal, or as ``COLUMNS`` says; None where nobody looks at a line's end."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdigit() and int(stated) > 0:
        return int(stated)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def wrapped(text: str, indent: int) -> Iterator[str]:
    """The lines of a text, each set in by ``indent`` cells, broken where the line ends if anybody looks at it."""
    cells = width()
    for line in text.splitlines() or [""]:
        for part in [line] if cells is None else broken(line, max(cells - indent, 20)):
            yield " " * indent + part


def broken(line: str, cells: int) -> Iterator[str]:
    """A line in pieces of at most ``cells``: between Chinese characters, and between words of other scripts.

    No piece begins with a closing mark. A word that is longer than a line stands on one of its own.
    """
    from rich.cells import cell_len  # rich only where a terminal is looked at

    piece = ""
    for unit in _UNIT.findall(line):
        if piece and cell_len(piece) + cell_len(unit.rstrip()) > cells:
            yield piece.rstrip()
            piece = ""
        piece += unit
    yield piece.rstrip()
