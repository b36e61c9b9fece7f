"""How wide words are in a picture, and where they break: Chinese anywhere, English between words."""

import unicodedata
from collections.abc import Iterator
from typing import Final

ELLIPSIS: Final = "…"
OPENING: Final = "（《“‘「『【([{"


def width(text: str) -> float:
    """The width of a text in ems, rather a little too wide than too narrow for a sans-serif font."""
    return sum(_em(character) for character in text)


def _em(character: str) -> float:
    if unicodedata.east_asian_width(character) in "WFA":
        return 1.0
    if unicodedata.combining(character):
        return 0.0
    return 0.68 if character.isupper() or character in "MWmw@%&" else 0.56


def lines(text: str, widest: float, most: int) -> list[str]:
    """A text in at most ``most`` lines of at most ``widest`` ems; what does not fit is cut with an ellipsis."""
    text = " ".join(text.split())
    broken = list(_broken(text, widest))
    if len(broken) <= most:
        return _even(text, broken, widest)
    last = broken[most - 1]
    while last and width(last + ELLIPSIS) > widest:
        last = last[:-1]
    return [*broken[: most - 1], last.rstrip() + ELLIPSIS]


def _even(text: str, broken: list[str], widest: float) -> list[str]:
    """The same number of lines, as narrow as that allows: no last line of one character."""
    narrow = width(text) / max(len(broken), 1)
    while narrow < widest:
        tried = list(_broken(text, narrow))
        if len(tried) == len(broken):
            return tried
        narrow += 0.5
    return broken


def _broken(text: str, widest: float) -> Iterator[str]:
    line = ""
    for piece in _pieces(text):
        if line and width((line + piece).rstrip()) > widest:
            yield line.rstrip()
            line = ""
        line += piece
        while width(line.rstrip()) > widest:  # one word longer than a line
            cut = next(n for n in range(len(line), 0, -1) if n == 1 or width(line[:n]) <= widest)
            if cut == len(line):
                break
            yield line[:cut]
            line = line[cut:]
    if line.strip():
        yield line.rstrip()


def _pieces(text: str) -> Iterator[str]:
    """What must stay on one line: a word with its space, a wide character with the brackets and stops beside it."""
    piece = ""
    for character in text:
        wide = unicodedata.east_asian_width(character) in "WF"
        opens, closes = (unicodedata.category(character) in found for found in (("Ps", "Pi"), ("Pe", "Pf", "Po")))
        if piece and not closes and piece[-1] not in OPENING and (wide or opens or _complete(piece)):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _complete(piece: str) -> bool:
    """Whether a piece ends where a line may: after a space or a wide character."""
    return piece[-1].isspace() or unicodedata.east_asian_width(piece[-1]) in "WF"
