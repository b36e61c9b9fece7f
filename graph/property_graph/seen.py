"""A catalogue as it was known on a day: what the projection reads."""

from collections.abc import Iterator
from dataclasses import dataclass

from graph.applicability import known_then
from graph.catalogue import Catalogue
from graph.dates import EdtfDate, Span
from graph.statements import Statement


@dataclass(frozen=True, slots=True)
class Seen:
    """The statements of the sources that had been published by ``known_on``; None: of all."""

    catalogue: Catalogue
    known_on: EdtfDate | None = None

    @property
    def sources(self) -> frozenset[str]:
        """The sources known that day."""
        return self.catalogue.known(self.known_on)

    def entities(self, *kinds: str) -> Iterator[tuple[str, str, tuple[Statement, ...]]]:
        """Kind, id and known statements of every entity of these kinds (of all kinds where none is named)."""
        sources = self.sources
        for (kind, slug), every in self.catalogue.statements.items():
            if not kinds or kind in kinds:
                said = tuple(statement for statement in every if statement.record.source in sources)
                if said:
                    yield kind, slug, said

    def knows(self, known: Span) -> bool:
        """Whether something that was known during ``known`` belongs here: without a day, whenever it was known."""
        return self.known_on is None or known_then(known, self.known_on) is not None
