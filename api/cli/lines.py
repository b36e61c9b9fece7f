"""How long a line may be, and text broken to fit; in cells, of which a Chinese character takes two."""

import os
import sys
from collections.abc import Iterator


def width() -> int | None:
    """The cells of a line: of the terminal, or as ``COLUMNS`` says; None where nobody looks at a line's end."""
    stated = os.environ.get("COLUMNS", "")
    if stated.isdigit() and int(stated) > 0:
        return int(stated)
    return os.get_terminal_size(sys.stdout.fileno()).columns if sys.stdout.isatty() else None


def wrapped(text: str, indent: int) -> Iterator[str]:
    """The lines of a text, each set in by ``indent`` cells, broken where the line ends if anybody looks at it."""
    cells = width()
    if cells is None:
        yield " " * indent + text
        return
    from rich.console import Console
    from rich.text import Text

    for line in Text(text).wrap(Console(width=cells), max(cells - indent, 20)):
        yield " " * indent + line.plain
