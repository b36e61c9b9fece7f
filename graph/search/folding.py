"""Spellings made comparable: traditional and simplified, full and half width, case, accents and apostrophes.

A text becomes units: one Chinese character each, or one word or number. Characters are folded one by one, so that every
unit knows where it stands in the text as written, and a character is folded alike in a title and alone in a query: a
converter of whole phrases would make 著作權 and 著 differ. Folding is for comparison only; what is shown is the text.
"""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

import opencc

_HAN: Final = "\u2e80-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff"
_UNIT: Final = re.compile(rf"(?=[^\W_])[{_HAN}]|(?:(?![{_HAN}])[^\W_])+(?:\.\d+)*")
_IS_HAN: Final = re.compile(f"[{_HAN}]")
# One word joined by hyphens is also looked for as written without them: e-commerce, Lin-gang.
_COMPOUND: Final = re.compile(rf"(?:(?![{_HAN}])[^\W_])+(?:[-‐‑–](?:(?![{_HAN}])[^\W_])+)+")
_DROPPED: Final = frozenset("'’‘ʼ`´")
# ü of pinyin is typed v; ǖ ǘ ǚ ǜ are ü with a tone. The sign of a name (“数据要素×”) is typed x.
_TYPED: Final = {**dict.fromkeys("üǖǘǚǜÜǕǗǙǛ", "v"), "×": "x"}


@dataclass(frozen=True, slots=True)
class Unit:
    """A folded character or word, and from where to before where it stands in the text as written."""

    text: str
    start: int
    end: int


@lru_cache(maxsize=1)
def _simplifier() -> opencc.OpenCC:
    return opencc.OpenCC("t2s")


@lru_cache(maxsize=1)
def _regional() -> opencc.OpenCC:
    return opencc.OpenCC("tw2sp")


@lru_cache(maxsize=16384)
def _folded(character: str) -> str:
    if character in _DROPPED:
        return ""
    if character in _TYPED:
        return _TYPED[character]
    if "\ud800" <= character <= "\udfff":  # half of a character: no text has it
        return " "
    plain = unicodedata.normalize("NFKC", character).casefold()
    if not plain.isascii():
        bare = "".join(part for part in unicodedata.normalize("NFD", plain) if unicodedata.category(part) != "Mn")
        plain = _simplifier().convert(unicodedata.normalize("NFC", bare))
    return plain


@lru_cache(maxsize=16)  # who asks for the units of a text mostly asks for its key too
def fold(text: str) -> tuple[str, Sequence[int]]:
    """The folded text, and for each of its characters the place of the one in ``text`` that it comes from."""
    folded: list[str] = []
    origin: list[int] = []
    for place, character in enumerate(text):
        part = _folded(character)
        folded.append(part)
        origin += [place] * len(part)
    return "".join(folded), origin


def units(text: str) -> list[Unit]:
    """The units of a text in order; those of compounds once more, joined, at the end."""
    folded, origin = fold(text)
    found = [_unit(match, origin) for match in _UNIT.finditer(folded)]
    return found + [
        Unit(re.sub(r"[-‐‑–]", "", one.text), one.start, one.end)
        for one in (_unit(match, origin) for match in _COMPOUND.finditer(folded))
    ]


def _unit(match: re.Match[str], origin: Sequence[int]) -> Unit:
    return Unit(match.group(), origin[match.start()], origin[match.end() - 1] + 1)


def key(text: str) -> str:
    """A name without anything that may be written or left out: 《数据安全法》 and 數據安全法 are one."""
    return "".join(match.group() for match in _UNIT.finditer(fold(text)[0]))


def is_han(unit: str) -> bool:
    """Whether a unit is a Chinese (or Japanese or Korean) character rather than a word or number."""
    return bool(_IS_HAN.match(unit))


def runs(text: str) -> Iterator[tuple[bool, list[str]]]:
    """What was typed, as runs of characters (True) and single words (False); a compound is one word, joined."""
    for piece in fold(text)[0].split():
        yield from _pieces(piece)


def _pieces(piece: str) -> Iterator[tuple[bool, list[str]]]:
    characters: list[str] = []
    spelled = re.sub(rf"(?<=[^\W_])[-‐‑–](?=(?![{_HAN}])[^\W_])", "", piece)
    for unit in _UNIT.findall(spelled):
        if is_han(unit):
            characters.append(unit)
            continue
        if characters:
            yield True, characters
            characters = []
        yield False, [unit]
    if characters:
        yield True, characters


def in_mainland_words(text: str) -> str:
    """The same in the words and characters of the mainland: 數位 is 数字, 軟體 is 软件."""
    return str(_regional().convert(text.encode("utf-8", "ignore").decode()))
