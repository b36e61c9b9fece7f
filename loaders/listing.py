"""The passages of a report as a person reads them: id, lines, section, and the words where the text is at hand."""

from dataclasses import dataclass
from pathlib import Path

from loaders.lock import read_lock
from loaders.verify import text_of


@dataclass(frozen=True, slots=True)
class Listed:
    """One passage. ``lines`` as a person cites them (``46+50``); ``text`` None where the report's text is not here."""

    id: str
    kind: str
    section: str | None
    lines: str
    start: int
    end: int
    text: str | None


def listed(folder: Path, sources: Path | None) -> list[Listed]:
    """The passages of the report whose data is in ``folder``, in normalised order; without its text, from the lock."""
    text = text_of(folder, sources)
    if text is None:
        return [
            Listed(one.id, one.kind, one.section, one.lines, one.start, one.end, None)
            for one in read_lock(folder).passages.values()
        ]
    return [
        Listed(one.id, one.kind, one.section, one.where, one.start, one.end, one.text) for one in text.passages.values()
    ]
