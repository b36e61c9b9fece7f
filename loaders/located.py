"""What a piece of evidence says of its place, and the place that was found for it."""

from dataclasses import dataclass
from typing import NamedTuple

from graph.model import Evidence


class EvidenceKey(NamedTuple):
    """What tells one piece of evidence of a report from another: a passage with an anchor, or a table with a cell."""

    passage: str
    anchor: str | None = None
    occurrence: int | None = None
    row: str | None = None
    column: str | None = None


@dataclass(frozen=True, slots=True)
class Located:
    """A resolved piece of evidence: the sentence's half-open span and hash, and the anchor's half-open span in it.

    Offsets are code points of the report's normalised text; ``sha256`` is of the sentence's UTF-8 bytes.
    """

    passage: str
    section: str | None
    start: int
    end: int
    sha256: str
    anchor_start: int
    anchor_end: int


def key_of(evidence: Evidence) -> EvidenceKey | None:
    """The key of a piece of evidence; None of evidence that names no passage (facts of reference data)."""
    if evidence.passage is None:
        return None
    return EvidenceKey(evidence.passage, evidence.anchor, evidence.occurrence, evidence.row, evidence.column)
