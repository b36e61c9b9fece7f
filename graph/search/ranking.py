"""The best first: names before texts, whole names before parts of names, words together before words apart.

The score of an entity is between 0 and about 110: a name that is what was typed adds 100 (another name 95, in pinyin
85), which nothing else reaches; the rest is what its best texts make of the words, each weighted by its field.
"""

import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from graph.search.reading import By

Field = tuple[str, str, str]
"""Field, language, passage."""

WEIGHTS: Final[Mapping[str, float]] = {
    "label": 1.0, "alt": 0.95, "id": 0.8, "sectors": 0.6, "text": 0.5, "value_text": 0.5, "definition": 0.45,
    "note": 0.4, "value": 0.4, "quote": 0.3, "date": 0.2, "dates": 0.2, "since": 0.2,
}  # fmt: skip
NAMED = 0.35
"""The weight of what an entity names: its zone, its instrument, its topics."""
PRIOR: Final[Mapping[str, float]] = {
    "measure": 0.92, "zone-class": 0.95, "event": 0.88, "target": 0.88, "document": 0.9, "indicator": 0.85,
    "designation": 0.6, "participation": 0.65, "observation": 0.55, "passage": 0.6, "concept": 0.7,
}  # fmt: skip
EXACT: Final[Mapping[str, float]] = {"label": 100.0, "id": 100.0, "alt": 95.0}
EXACT_SAID = 85.0
WORDS, TOGETHER, PHRASE = 50.0, 25.0, 10.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text holds a word of the question, between 0 and 1, and in which way."""

    value: float
    by: By


@dataclass(frozen=True, slots=True)
class Ranked:
    """An entity with its score, the text that shows why, and which words (by number) it does not hold."""

    entry: int
    score: float
    text: int
    field: Field
    by: By
    missing: tuple[int, ...]


@dataclass(slots=True)
class _Standing:
    best: list[float]
    together: float = 0.0
    shown: float = -1.0
    text: int = 0
    field: Field = ("", "", "")
    by: By = "word"


class Holdings:
    """Who holds which text: kept in memory, since every question asks it thousands of times."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self.kinds: dict[int, str] = {}
        self.slugs: dict[int, str] = {}
        for number, kind, slug in connection.execute("SELECT id, kind, slug FROM entries"):
            self.kinds[number], self.slugs[number] = kind, slug
        self.sizes: dict[int, int] = dict(connection.execute("SELECT id, size FROM texts"))
        self.holders: dict[int, list[tuple[int, float, Field]]] = {}
        fields: dict[Field, Field] = {}
        for text, entry, *where in connection.execute("SELECT text, entry, field, language, passage FROM held"):
            name, language, passage = (str(part) for part in where)
            field = fields.setdefault((name, language, passage), (name, language, passage))
            self.holders.setdefault(text, []).append((entry, WEIGHTS.get(name, NAMED), field))
        self._prior = {number: PRIOR.get(kind, 1.0) for number, kind in self.kinds.items()}

    def ranked(
        self,
        words: Sequence[tuple[int, Mapping[int, Fit]]],
        phrases: Sequence[Mapping[int, float]],
        exact: Mapping[int, bool],
    ) -> list[Ranked]:
        """Every entity that holds a word, best first.

        ``words``: for each its size in units and the texts that hold it; ``phrases``: the texts that hold several
        together; ``exact``: texts that are what was typed, True in writing, False in pinyin only.
        """
        standing = self._standing(words, phrases)
        whole = self._whole(exact)
        found: list[Ranked] = []
        for entry, state in standing.items():
            score = WORDS * sum(state.best) / max(len(words), 1) + state.together
            score *= self._prior[entry]
            text, field, by = state.text, state.field, state.by
            if entry in whole:
                bonus, text, field, by = whole[entry]
                score = bonus + score / 10
            missing = tuple(number for number, value in enumerate(state.best) if not value) if score < 80 else ()
            found.append(Ranked(entry, score, text, field, by, missing))
        return sorted(found, key=lambda one: (-one.score, self.kinds[one.entry], self.slugs[one.entry]))

    def _standing(
        self, words: Sequence[tuple[int, Mapping[int, Fit]]], phrases: Sequence[Mapping[int, float]]
    ) -> dict[int, _Standing]:
        texts: dict[int, list[tuple[int, Fit]]] = {}
        for number, (_, fits) in enumerate(words):
            for text, fit in fits.items():
                texts.setdefault(text, []).append((number, fit))
        found: dict[int, _Standing] = {}
        for text, fits in texts.items():
            size = max(self.sizes[text], 1)
            covered = min(sum(words[number][0] for number, _ in fits) / size, 1.0)
            share = len(fits) / len(words)
            phrase = max((one.get(text, 0.0) for one in phrases), default=0.0)
            value = sum(fit.value for _, fit in fits) / len(fits)
            clearest = max(fits, key=lambda pair: pair[1].value)[1].by
            together = TOGETHER * share * share * (0.3 + 0.7 * covered) * (0.4 + 0.6 * value) + PHRASE * phrase
            for entry, weight, field in self.holders[text]:
                state = found.get(entry)
                if state is None:
                    state = found[entry] = _Standing([0.0] * len(words))
                for number, fit in fits:
                    worth = weight * fit.value
                    if worth > state.best[number]:
                        state.best[number] = worth
                worth = weight * together
                if worth > state.together:
                    state.together = worth
                shown = weight * (share + value * 0.1 + covered * 0.2 + phrase * 0.1)
                if shown > state.shown:
                    state.shown, state.text, state.field, state.by = shown, text, field, clearest
        return found

    def _whole(self, exact: Mapping[int, bool]) -> dict[int, tuple[float, int, Field, By]]:
        """Entities with a name (or id) that is what was typed: what it adds, and the text."""
        found: dict[int, tuple[float, int, Field, By]] = {}
        for text, written in exact.items():
            for entry, _, field in self.holders[text]:
                bonus = EXACT.get(field[0], 0.0) if written else EXACT_SAID * (field[0] in ("label", "alt"))
                if bonus > found.get(entry, (0.0,))[0]:
                    found[entry] = (bonus, text, field, "exact" if written else "pinyin")
        return found
