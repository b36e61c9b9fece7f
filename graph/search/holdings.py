"""Who holds which text, and in which field: kept in memory, since every search asks it thousands of times."""

import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

WEIGHTS: Final[Mapping[str, float]] = {
    "label": 1.0, "alt": 0.95, "about": 0.9, "id": 0.8, "sectors": 0.6, "text": 0.5, "value_text": 0.5,
    "definition": 0.45, "note": 0.4, "value": 0.4, "quote": 0.3, "date": 0.2, "dates": 0.2, "since": 0.2,
}  # fmt: skip
NAMED: Final = 0.35
"""The weight of the names of what an entity names: its zone, its instrument, its topics. All other fields."""


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an entity that holds a text, and what a word is worth in it.

    ``language``: zh, en or empty for neither; ``passage``: of a quote.
    """

    name: str
    language: str
    passage: str
    weight: float


class Holdings:
    """The entities of an index, by number, and what they hold."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.kinds: dict[int, str] = {}
        self.slugs: dict[int, str] = {}
        self.places: dict[int, int] = {}
        """The place of an entity in the order of kinds and ids."""
        self.sizes: dict[int, int] = dict(connection.execute("SELECT id, size FROM texts"))
        self.own: dict[int, list[tuple[int, Field]]] = {}
        """Text → entities whose own words it is."""
        self.named: dict[int, list[int]] = {}
        """Text → entities that name something which has this name."""
        self._of: dict[int, list[tuple[int, Field]]] = {}
        ordered = connection.execute("SELECT id, kind, slug FROM entries ORDER BY kind, slug")
        for place, (entry, kind, slug) in enumerate(ordered):
            self.kinds[entry], self.slugs[entry], self.places[entry] = kind, slug, place
        fields: dict[tuple[str, str, str], Field] = {}
        for text, entry, *where in connection.execute("SELECT text, entry, field, language, passage FROM held"):
            name, language, passage = where
            field = fields.setdefault(
                (name, language, passage), Field(name, language, passage, WEIGHTS.get(name, NAMED))
            )
            self._of.setdefault(entry, []).append((text, field))
            if name in WEIGHTS:
                self.own.setdefault(text, []).append((entry, field))
            else:
                self.named.setdefault(text, []).append(entry)

    def of(self, entry: int) -> list[tuple[int, Field]]:
        """Every text that an entity holds, with its field."""
        return self._of[entry]
