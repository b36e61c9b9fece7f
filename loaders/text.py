"""A report's text twice, raw and normalised, and the way between the two.

Offsets count Unicode code points. The normalised text holds characters of the raw text only, none changed: it leaves
some out (footnote marks, what stands between the halves of a broken paragraph) and moves others (a footnote goes behind
the paragraph that it interrupted). So a list of segments is the whole map.
"""

import hashlib
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property


@dataclass(frozen=True, slots=True)
class Segment:
    """``length`` characters that stand at ``start`` in the normalised text and at ``raw`` in the raw one."""

    start: int
    raw: int
    length: int


@dataclass(frozen=True)
class Normalised:
    """The raw text, the normalised text, and the segments that map one to the other, in normalised order.

    Without ``__slots__``, for the order by raw offset is worked out when it is first asked for.
    """

    raw: str
    segments: tuple[Segment, ...]
    text: str = field(init=False)

    def __post_init__(self) -> None:
        parts = (self.raw[part.raw : part.raw + part.length] for part in self.segments)
        object.__setattr__(self, "text", "".join(parts))

    @cached_property
    def _starts(self) -> list[int]:
        return [part.start for part in self.segments]

    @cached_property
    def _by_raw(self) -> list[Segment]:
        return sorted(self.segments, key=lambda part: part.raw)

    @cached_property
    def _raws(self) -> list[int]:
        return [part.raw for part in self._by_raw]

    def to_raw(self, offset: int) -> int:
        """Where the character at ``offset`` of the normalised text stands in the raw text; IndexError outside."""
        if not 0 <= offset < len(self.text):
            raise IndexError(offset)
        part = self.segments[bisect_right(self._starts, offset) - 1]
        return part.raw + offset - part.start

    def to_normalised(self, offset: int) -> int | None:
        """Where the raw character at ``offset`` stands in the normalised text; None if it is left out of it."""
        if not 0 <= offset < len(self.raw):
            raise IndexError(offset)
        place = bisect_right(self._raws, offset) - 1
        if place < 0:
            return None
        part = self._by_raw[place]
        within = offset - part.raw
        return part.start + within if within < part.length else None

    def raw_spans(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The pieces of raw text, as half-open spans, that make up ``text[start:end]``, in normalised order."""
        place = max(bisect_right(self._starts, start) - 1, 0)
        for part in self.segments[place:]:
            if part.start >= end:
                return
            first, last = max(start, part.start), min(end, part.start + part.length)
            if first < last:
                yield part.raw + first - part.start, part.raw + last - part.start

    def span(self, start: int, end: int) -> tuple[int, int]:
        """The normalised half-open span of what is kept of ``raw[start:end]``; ValueError if nothing is kept."""
        kept = [place for place in map(self.to_normalised, range(start, end)) if place is not None]
        if not kept:
            raise ValueError(f"nothing of raw text [{start}:{end}] is kept")
        return kept[0], kept[-1] + 1


def rearranged(raw: str, order: Iterable[tuple[int, int]], dropped: Iterable[tuple[int, int]] = ()) -> Normalised:
    """The normalised text made of the half-open raw spans ``order``, one after the other, without those ``dropped``."""
    left_out = sorted(dropped)
    segments: list[Segment] = []
    length = 0
    for start, end in order:
        for first, last in _without(start, end, left_out):
            before = segments[-1] if segments else None
            if before is not None and before.raw + before.length == first:
                segments[-1] = Segment(before.start, before.raw, before.length + last - first)
            else:
                segments.append(Segment(length, first, last - first))
            length += last - first
    return Normalised(raw, tuple(segments))


def _without(start: int, end: int, left_out: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    at = start
    for first, last in left_out:
        if last <= at or first >= end:
            continue
        if first > at:
            yield at, first
        at = max(at, last)
    if at < end:
        yield at, end


def sha256(text: str) -> str:
    """The SHA-256 of a text's UTF-8 bytes, in hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()
