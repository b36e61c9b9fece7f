"""The best first: names before texts, whole names before parts of names, words together before words apart.

The score of an entity is between 0 and about 110: a name that is what was typed adds 100 (another name 95, an id 92, in
pinyin 85), which nothing else reaches; the rest is what its best texts make of the words, each weighted by its field.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from math import log2
from typing import Final

from graph.search.holdings import NAMED, Field, Holdings
from graph.search.reading import By

EXACT: Final[Mapping[str, float]] = {"label": 100.0, "alt": 95.0, "id": 92.0}
EXACT_SAID: Final = 85.0
PRIOR: Final[Mapping[str, float]] = {
    "measure": 0.85, "zone-class": 0.95, "event": 0.85, "target": 0.85, "document": 0.9, "indicator": 0.92,
    "designation": 0.6, "participation": 0.7, "observation": 0.6, "passage": 0.6, "concept": 0.7,
}  # fmt: skip
"""A little for the kinds that people look for by name, against those that mention them."""
APART, TOGETHER, PHRASE = 50.0, 25.0, 10.0


@dataclass(frozen=True, slots=True)
class Fit:
    """How well a text holds a word of the question, between 0 and 1, and in which way."""

    value: float
    by: By


@dataclass(frozen=True, slots=True)
class Looked:
    """What was looked up. ``fits``: for each word, the texts that hold it; ``sizes``: how many units it has.

    ``phrases``: for what was typed together, the texts that hold it so; ``exact``: texts that are what was typed, True
    in writing, False in pinyin only.
    """

    fits: Sequence[Mapping[int, Fit]]
    sizes: Sequence[int]
    phrases: Sequence[Mapping[int, float]]
    exact: Mapping[int, bool]


@dataclass(frozen=True, slots=True)
class Shown:
    """The text of an entity that shows best why it was found."""

    text: int
    field: Field
    by: By


class Ranking:
    """The entities that hold words of one question."""

    def __init__(self, holdings: Holdings, looked: Looked) -> None:
        self._holdings = holdings
        self._looked = looked
        self._best = [self._worth(fits) for fits in looked.fits]
        self._rare = [1 / (1 + log2(1 + len(fits))) for fits in looked.fits]
        self._whole = self._named_so()
        holding = [set(best) for best in self._best]
        self.complete = (set.intersection(*holding) if holding else set[int]()) | set(self._whole)
        """Those that hold every word, or have a name that is what was typed."""

    def most(self) -> set[int]:
        """Those that hold at least half of the words."""
        held = Counter(entry for best in self._best for entry in best)
        return {entry for entry, count in held.items() if 2 * count >= len(self._best)} | set(self._whole)

    def missing(self, entry: int) -> tuple[int, ...]:
        """The words, by number, that an entity does not hold."""
        if entry in self._whole:
            return ()
        return tuple(number for number, best in enumerate(self._best) if entry not in best)

    def sorted(self, entries: Iterable[int]) -> list[tuple[int, float]]:
        """Entities with their scores: those that hold more words first, then by score, kind and id."""
        wanted = set(entries)
        together, places = self._held_together(wanted), self._holdings.places
        scored = ((entry, self._score(entry, together.get(entry, 0.0)), len(self.missing(entry))) for entry in wanted)
        ordered = sorted(scored, key=lambda one: (one[2], -one[1], places[one[0]]))
        return [(entry, score) for entry, score, _ in ordered]

    def shown(self, entry: int) -> Shown:
        """The text to show: of exact names the one that was typed, else the one with most of the words."""
        held = self._holdings.of(entry)
        if entry in self._whole:
            same = [(text, field) for text, field in held if text in self._looked.exact and field.name in EXACT]
            text, field = max(same, key=lambda one: (self._looked.exact[one[0]], one[1].name != "id", one[1].weight))
            return Shown(text, field, "exact" if self._looked.exact[text] else "pinyin")
        text, field = max(held, key=lambda one: self._tells(*one))
        fits = [fit for fit in (found.get(text) for found in self._looked.fits) if fit]
        return Shown(text, field, max(fits, key=lambda fit: fit.value).by)

    def _score(self, entry: int, together: float) -> float:
        apart = sum(best.get(entry, 0.0) for best in self._best) / max(len(self._best), 1)
        score = APART * apart + together
        score *= PRIOR.get(self._holdings.kinds[entry], 1.0) * self._share(entry)
        return round(self._whole[entry] + score / 10 if entry in self._whole else score, 2)

    def _share(self, entry: int) -> float:
        """How much of the question an entity that lacks words has: a rare word is more of it than a common one."""
        if entry in self.complete:
            return 1.0
        held = sum(rare for best, rare in zip(self._best, self._rare, strict=True) if entry in best)
        return held / sum(self._rare)

    def _worth(self, fits: Mapping[int, Fit]) -> dict[int, float]:
        """What one word is worth in the best text of each entity."""
        own, named = self._holdings.own, self._holdings.named
        best: dict[int, float] = {}
        for text, fit in fits.items():
            for entry, field in own.get(text, ()):
                worth = field.weight * fit.value
                if worth > best.get(entry, 0.0):
                    best[entry] = worth
            worth = NAMED * fit.value
            for entry in named.get(text, ()):
                if worth > best.get(entry, 0.0):
                    best[entry] = worth
        return best

    def _held_together(self, wanted: Set[int]) -> dict[int, float]:
        """What it adds that one of an entity's own texts holds several of the words, and little else."""
        own = self._holdings.own
        found: dict[int, float] = {}
        for text in {text for fits in self._looked.fits for text in fits if text in own}:
            holders = [(entry, field) for entry, field in own[text] if entry in wanted]
            together = self._in(text) if holders else 0.0
            for entry, field in holders:
                worth = field.weight * together
                if worth > found.get(entry, 0.0):
                    found[entry] = worth
        return found

    def _in(self, text: int) -> float:
        size, value, covered, count = max(self._holdings.sizes[text], 1), 0.0, 0, 0
        for fits, units in zip(self._looked.fits, self._looked.sizes, strict=True):
            fit = fits.get(text)
            if fit is not None:
                value, covered, count = value + fit.value, covered + units, count + 1
        share = count / len(self._looked.fits)
        phrase = max((found.get(text, 0.0) for found in self._looked.phrases), default=0.0)
        spread = 0.3 + 0.7 * min(covered / size, 1.0)
        return TOGETHER * share * share * spread * (0.4 + 0.6 * value / count) + PHRASE * phrase

    def _tells(self, text: int, field: Field) -> tuple[float, bool]:
        """How much a text tells of why; of a name in two languages the one that is written as typed."""
        if not any(text in fits for fits in self._looked.fits):
            return -1.0, False
        return field.weight * (0.2 + self._in(text) / TOGETHER), field.name != "id"

    def _named_so(self) -> dict[int, float]:
        """Entities with a name (or id) that is what was typed, and what that adds."""
        found: dict[int, float] = {}
        for text, written in self._looked.exact.items():
            for entry, field in self._holdings.own.get(text, ()):
                said = EXACT_SAID if field.name in ("label", "alt") else 0.0
                bonus = EXACT.get(field.name, 0.0) if written else said
                if bonus > found.get(entry, 0.0):
                    found[entry] = bonus
        return found
