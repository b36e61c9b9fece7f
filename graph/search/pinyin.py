"""Pinyin: how a text is said, and how letters typed without spaces fall into syllables."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from graph.search.folding import is_han

SPLITS = 16


def said(units: Sequence[str]) -> list[str]:
    """The syllable of each character, by the words they stand in; words and numbers stay as they are."""
    from pypinyin import lazy_pinyin  # its dictionaries take a quarter of a second to read, and most searches need none

    found: list[str] = []
    for han, group in groupby(units, is_han):
        run = list(group)
        syllables = lazy_pinyin("".join(run)) if han else run
        # A character that pypinyin does not know is left in one piece with its neighbours.
        found += syllables if len(syllables) == len(run) else [lazy_pinyin(one)[0] for one in run]
    return found


def splits(letters: str, syllables: Sequence[str], known: Set[str]) -> Iterator[tuple[list[str], bool]]:
    """The ways in which letters fall into known syllables, fewest first; True if the last is only begun.

    ``syllables`` are the same as ``known``, sorted. At most ``SPLITS`` ways: ``xian`` has two.
    """
    waiting: list[tuple[list[str], str]] = [([], letters)]
    found = 0
    while waiting and found < SPLITS:
        before, rest = waiting.pop(0)
        for size in range(min(6, len(rest)), 0, -1):
            if rest[:size] not in known:
                continue
            if size == len(rest):
                found += 1
                yield [*before, rest], False
            elif len(waiting) < 4 * SPLITS:
                waiting.append(([*before, rest[:size]], rest[size:]))
        if rest not in known and begun(rest, syllables):
            found += 1
            yield [*before, rest], True


def begun(letters: str, syllables: Sequence[str]) -> bool:
    """Whether a known syllable begins with these letters."""
    place = bisect_left(syllables, letters)
    return place < len(syllables) and syllables[place].startswith(letters)
