"""Where sentences begin and end in Chinese text.

A sentence ends with 。！？ and the closing quotes or brackets right behind. Inside a pair of quotes or brackets none
ends, but where the pair closes right behind the mark; in the title of a work (《》) never. A bracket without its
other half (reports have such) binds nothing.
"""

from bisect import bisect_right

STOPS = "。！？"
PAIRS = {"“": "”", "‘": "’", "《": "》", "〈": "〉", "（": "）", "(": ")", "「": "」", "『": "』", "【": "】", "[": "]"}
TITLES = "《〈"
CLOSERS = frozenset(PAIRS.values())


def sentences(text: str) -> list[tuple[int, int]]:
    """The half-open spans of the sentences of a paragraph, in order; together they are all of it."""
    pairs = _pairs(text)
    spans: list[tuple[int, int]] = []
    start = at = 0
    while at < len(text):
        end = at + 1
        if text[at] in STOPS:
            while end < len(text) and text[end] in STOPS:
                end += 1
            while end < len(text) and text[end] in CLOSERS:
                end += 1
            if not _inside(pairs, text, at, end):
                spans.append((start, end))
                start = end
        at = end
    if start < len(text):
        spans.append((start, len(text)))
    return spans


def sentence_at(spans: list[tuple[int, int]], start: int, end: int) -> tuple[int, int]:
    """The span of the sentence, or run of sentences, that holds ``[start, end)``."""
    starts = [first for first, _ in spans]
    return spans[bisect_right(starts, start) - 1][0], spans[bisect_right(starts, end - 1) - 1][1]


def _pairs(text: str) -> dict[int, int]:
    """The place of each closing mark that has an opening one, with the place of that."""
    opened: list[int] = []
    pairs: dict[int, int] = {}
    for at, sign in enumerate(text):
        if sign in PAIRS:
            opened.append(at)
        elif sign in CLOSERS:
            for place in range(len(opened) - 1, -1, -1):
                if PAIRS[text[opened[place]]] == sign:
                    pairs[at] = opened[place]
                    del opened[place:]
                    break
    return pairs


def _inside(pairs: dict[int, int], text: str, stop: int, end: int) -> bool:
    """Whether a stop whose sentence would end at ``end`` is inside a pair still open there, or in a title."""
    return any(first < stop < last and (last >= end or text[first] in TITLES) for last, first in pairs.items())
