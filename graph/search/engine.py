"""Answers searches: reads the question, looks the words up, ranks what holds them, says what it did."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from rapidfuzz import fuzz, process

from graph.catalogue import Catalogue
from graph.search.folding import key
from graph.search.index import NAMES, add, opened
from graph.search.lexicon import Lexicon, Run
from graph.search.ranking import Fit, Holdings, Ranked
from graph.search.reading import By, Question, Reader, Word
from graph.search.snippets import Snippet, snippet
from graph.search.texts import Quote, quoted

Matching = Literal["all", "any", "none"]
NEAR: Final = 5
LIKE_ENOUGH: Final = 60.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found. ``field``, ``language`` and ``passage`` say where the text of ``snippet`` stands."""

    kind: str
    id: str
    score: float
    field: str
    language: str
    passage: str
    by: By
    missing: tuple[str, ...]
    text: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Near:
    """An entity with a name like what was typed."""

    kind: str
    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Found:
    """An answer. ``matching``: whether hits hold all words or only most of them; ``counts``: by kind, of all kinds.

    ``words``: how the question was read; ``nowhere``: those of them that nothing in the graph holds.
    """

    hits: tuple[Hit, ...]
    matching: Matching
    words: tuple[Word, ...]
    nowhere: tuple[str, ...]
    counts: Mapping[str, int]


class Search:
    """Search over one dataset; any number of threads may ask, one is answered at a time."""

    def __init__(self, catalogue: Catalogue, folder: Path | None, quote: Quote) -> None:
        """``folder``: the dataset's, with the index made by its build; ``quote``: the reports' words, where present."""
        self._mutex = Lock()
        self._connection = opened(folder, catalogue)
        add(self._connection, quoted(catalogue, quote))
        self._connection.commit()
        self._lexicon = Lexicon(self._connection)
        self._reader = Reader(self._lexicon)
        self._holdings = Holdings(self._connection)
        self._names: dict[str, int] | None = None
        self.kinds: Mapping[str, int] = dict(sorted(Counter(self._holdings.kinds.values()).items()))
        self.texts = len(self._holdings.sizes)

    def close(self) -> None:
        """Let go of the index."""
        self._connection.close()

    def search(self, text: str, kind: str | None = None) -> Found:
        """Everything (of a kind) that holds all words of ``text``, best first; most of them, where nothing holds all.

        Before that, where nothing of any kind holds all, what sounds alike or is said so elsewhere is tried.
        """
        with self._mutex:
            ranked, question = self._ranked(self._reader.read(text), text)
            if all(one.missing for one in ranked) and (other := self._reader.corrected(text)):
                better, corrected = self._ranked(other, text)
                if not all(one.missing for one in better):
                    ranked, question = better, corrected
            return self._found(ranked, question, kind)

    def near(self, text: str, kind: str | None = None) -> list[Near]:
        """Entities (of a kind) whose names are most like ``text``, best first; at most five."""
        wanted = key(text)
        with self._mutex:
            names = self._all_names()
            alike = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=40)
            found: dict[tuple[str, str], Near] = {}
            for name, _, _ in alike if wanted else ():
                for entry, _, field in self._holdings.holders[names[name]]:
                    where = self._holdings.kinds[entry], self._holdings.slugs[entry]
                    if field[0] in NAMES and kind in (None, where[0]):
                        found.setdefault(where, Near(*where, self._text(names[name])))
        return list(found.values())[:NEAR]

    def _all_names(self) -> dict[str, int]:
        """All names as compared, and as said, with the text."""
        if self._names is None:
            rows = self._connection.execute("SELECT id, key, spoken FROM texts WHERE spoken IS NOT NULL").fetchall()
            self._names = {str(said): int(text) for text, _, said in rows}
            self._names.update({str(written): int(text) for text, written, _ in rows})
        return self._names

    def _ranked(self, question: Question, text: str) -> tuple[list[Ranked], "_Looked"]:
        looked = _Looked(question, [self._fits(word) for word in question.words])
        phrases = [self._lexicon.where([run]) for run in question.phrases]
        words = [(word.size, fits) for word, fits in zip(question.words, looked.fits, strict=True)]
        return self._holdings.ranked(words, phrases, self._exact(key(text))), looked

    def _fits(self, word: Word) -> dict[int, Fit]:
        """The texts that hold a word in any of its readings, each by the one that fits best."""
        found: dict[int, Fit] = {}
        for reading in word.readings:
            for text, fit in self._lexicon.where(reading.runs).items():
                value = reading.weight * (0.5 + 0.5 * fit)
                if text not in found or found[text].value < value:
                    found[text] = Fit(value, reading.by)
        return found

    def _exact(self, wanted: str) -> dict[int, bool]:
        """Texts that are what was typed: True in writing, False in pinyin."""
        if not wanted:
            return {}
        rows = self._connection.execute("SELECT id, key = ?1 FROM texts WHERE key = ?1 OR spoken = ?1", (wanted,))
        return {int(text): bool(written) for text, written in rows}

    def _found(self, ranked: Sequence[Ranked], looked: "_Looked", kind: str | None) -> Found:
        words = looked.question.words
        complete = [one for one in ranked if not one.missing]
        most = [one for one in ranked if 2 * len(one.missing) <= len(words)]
        most.sort(key=lambda one: len(one.missing))
        matching: Matching = "all"
        wanted = self._of_kind(complete, kind)
        if not wanted:
            matching, wanted = "any", self._of_kind(most, kind)
        counts = Counter(self._holdings.kinds[one.entry] for one in complete or most)
        nowhere = tuple(word.typed for word, fits in zip(words, looked.fits, strict=True) if not fits)
        runs = tuple(run for word in words for reading in word.readings for run in reading.runs)
        runs += looked.question.phrases
        hits = tuple(self._hit(one, words, runs) for one in wanted)
        return Found(hits, matching if hits else "none", words, nowhere, dict(sorted(counts.items())))

    def _of_kind(self, ranked: Sequence[Ranked], kind: str | None) -> list[Ranked]:
        return [one for one in ranked if kind in (None, self._holdings.kinds[one.entry])]

    def _hit(self, one: Ranked, words: Sequence[Word], runs: tuple[Run, ...]) -> Hit:
        field, language, passage = one.field
        return Hit(
            self._holdings.kinds[one.entry], self._holdings.slugs[one.entry], round(one.score, 2), field, language,
            passage, one.by, tuple(words[number].typed for number in one.missing), one.text, runs,
        )  # fmt: skip

    def snippet(self, hit: Hit) -> Snippet:
        """The part of the text of a hit that shows why it was found, with the words marked."""
        with self._mutex:
            return snippet(self._text(hit.text), hit.runs)

    def _text(self, number: int) -> str:
        return str(self._connection.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()[0])


@dataclass(frozen=True, slots=True)
class _Looked:
    """A question with the texts that hold each of its words."""

    question: Question
    fits: list[dict[int, Fit]]
