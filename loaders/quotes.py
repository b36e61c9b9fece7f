"""Quotes at run time: the exact words of a report, from the text that the user supplies, never from the graph."""

from collections.abc import Iterable
from pathlib import Path

from loaders.lock import Lock
from loaders.text import Normalised, sha256


class Quotes:
    """The normalised texts of the reports of ``locks`` that ``sources`` holds as ``<report>.txt``.

    A text that is not the one that was locked is not quoted from: ``warnings`` says so. ``hashes`` are of the raw texts
    that are quoted from, by report.
    """

    def __init__(self, sources: Path | None, locks: Iterable[Lock]) -> None:
        self._texts: dict[str, str] = {}
        self.hashes: dict[str, str] = {}
        warnings: list[str] = []
        for lock in locks:
            file = sources / f"{lock.report}.txt" if sources else None
            if file is None or not file.is_file():
                continue
            try:
                raw = file.read_bytes().decode("utf-8")
            except (OSError, UnicodeDecodeError) as error:
                warnings.append(f"{lock.report}: {file.name} cannot be read ({error}); its quotes are left out")
                continue
            if sha256(raw) != lock.sha256:
                warnings.append(f"{lock.report}: {file.name} is not the text that was locked; its quotes are left out")
                continue
            self._texts[lock.report] = Normalised(raw, lock.segments).text
            self.hashes[lock.report] = lock.sha256
        self.warnings = tuple(warnings)

    def quote(self, report: str, start: int, end: int) -> str | None:
        """The words of ``report`` from ``start`` to before ``end`` of its normalised text; None without the text."""
        text = self._texts.get(report)
        return None if text is None else text[start:end]
