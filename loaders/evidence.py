"""Evidence → the exact place in a report's text: where the anchor stands, and the whole sentence that holds it.

The sentence of a footnote or heading is all of it, of a table cell the cell, of a title page, table or figure caption
the line. Offsets are code points of the report's normalised text.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from graph.errors import PolicyGraphError
from loaders.located import EvidenceKey, Located
from loaders.passages import Passage, ReportText
from loaders.sentences import sentence_at, sentences
from loaders.text import sha256

LONGEST_ANCHOR = 30
WHOLE = ("footnote", "heading", "box")
BY_LINE = ("title", "table", "figure")


class Unresolved(PolicyGraphError):
    """Evidence that does not fit the text: which key of it, what was found, what was expected."""

    def __init__(self, key: str, found: str, expected: str) -> None:
        super().__init__(f"{key}: found {found}; expected {expected}")
        self.key = key
        self.found = found
        self.expected = expected


@dataclass(frozen=True)
class Resolver:
    """Finds evidence in one report's text. Sentences are cut once a passage."""

    text: ReportText
    _sentences: dict[str, list[tuple[int, int]]] = field(default_factory=dict, repr=False)

    def resolve(self, key: EvidenceKey) -> Located:
        """The place of a piece of evidence; Unresolved if it has none, or more than one."""
        passage = self.text.passages.get(key.passage)
        if passage is None:
            raise Unresolved("passage", repr(key.passage), _near("a passage", key.passage, list(self.text.passages)))
        if key.row is not None or key.column is not None:
            return self._cell(passage, key)
        start, end = self._anchor(passage, key)
        first, last = self._sentence(passage, start - passage.start, end - passage.start)
        return self._located(passage, passage.start + first, passage.start + last, start, end)

    def quote(self, located: Located) -> str:
        """The sentence that a piece of evidence stands in."""
        return self.text.normalised.text[located.start : located.end]

    def _located(self, passage: Passage, start: int, end: int, anchor_start: int, anchor_end: int) -> Located:
        quote = self.text.normalised.text[start:end]
        return Located(passage.id, passage.section, start, end, sha256(quote), anchor_start, anchor_end)

    def _cell(self, passage: Passage, key: EvidenceKey) -> Located:
        table = self.text.tables.get(passage.id)
        if table is None:
            raise Unresolved("row", f"a row of {passage.id}, which is a {passage.kind}", "a table, or an anchor")
        if key.anchor is not None or key.occurrence is not None:
            raise Unresolved("anchor", "an anchor beside row and column", "either an anchor, or row and column")
        if key.row not in table.rows:
            raise Unresolved("row", repr(key.row), _near("a row", key.row or "", table.rows))
        if key.column not in table.columns:
            raise Unresolved("column", repr(key.column), _near("a column", key.column or "", table.columns))
        span = table.cells.get((key.row, key.column))
        if span is None:
            raise Unresolved("column", f"an empty cell at {key.row}, {key.column}", "a cell that prints something")
        return self._located(passage, *span, *span)

    def _anchor(self, passage: Passage, key: EvidenceKey) -> tuple[int, int]:
        anchor = key.anchor
        if not anchor:
            raise Unresolved("anchor", "none", "a short phrase of the passage, or row and column of a table")
        if len(anchor) > LONGEST_ANCHOR:
            raise Unresolved("anchor", f"{len(anchor)} characters", f"at most {LONGEST_ANCHOR}")
        places = _occurrences(passage.text, anchor)
        if not places:
            raise Unresolved("anchor", f"{anchor!r}, not in {passage.id}", self._hint(passage, anchor))
        number = key.occurrence
        if number is None and len(places) > 1:
            raise Unresolved("anchor", f"{anchor!r} {len(places)} times in {passage.id}", "a longer one, or occurrence")
        if number is not None and len(places) == 1:
            raise Unresolved("occurrence", f"{number} of an anchor that stands once", "no occurrence")
        if number is not None and not 1 <= number <= len(places):
            raise Unresolved("occurrence", str(number), f"1 to {len(places)}")
        place = passage.start + places[(number or 1) - 1]
        return place, place + len(anchor)

    def _hint(self, passage: Passage, anchor: str) -> str:
        """What the curator may have meant: the like of it in the passage, or the passages where it does stand."""
        elsewhere = [other.id for other in self.text.passages.values() if anchor in other.text]
        if elsewhere:
            return f"an anchor of the passage; this one stands in {', '.join(elsewhere[:5])}"
        from rapidfuzz import fuzz  # a build without faults never needs it

        like = fuzz.partial_ratio_alignment(anchor, passage.text, score_cutoff=50)
        if like is None:
            return "words of the passage"
        return f"words of the passage, such as {passage.text[like.dest_start : like.dest_end]!r}"

    def _sentence(self, passage: Passage, start: int, end: int) -> tuple[int, int]:
        """The half-open span, within the passage, of the sentence that holds [start, end)."""
        text = passage.text
        if passage.kind in WHOLE:
            return 0, len(text)
        if passage.kind in BY_LINE:
            stop = text.find("\n", end)
            return text.rfind("\n", 0, start) + 1, len(text) if stop < 0 else stop
        spans = self._sentences.get(passage.id)
        if spans is None:
            spans = self._sentences[passage.id] = sentences(text)
        first, last = sentence_at(spans, start, end)
        quote = text[first:last]
        return first + len(quote) - len(quote.lstrip()), last - len(quote) + len(quote.rstrip())


def _near(what: str, found: str, known: Sequence[str]) -> str:
    from rapidfuzz import process

    near = [name for name, _, _ in process.extract(found, known, limit=3, score_cutoff=50)]
    return f"{what} such as {', '.join(near or list(known)[:3])}"


def _occurrences(text: str, anchor: str) -> tuple[int, ...]:
    """Every place of ``anchor`` in ``text``, overlapping ones too."""
    places: list[int] = []
    at = text.find(anchor)
    while at >= 0:
        places.append(at)
        at = text.find(anchor, at + 1)
    return tuple(places)
