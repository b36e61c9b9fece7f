"""Answers searches: reads the question, looks the words up, ranks what holds them, says what it did."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from threading import Lock
from typing import Final, Literal

from rapidfuzz import fuzz, process

from graph.catalogue import Catalogue
from graph.search.folding import key
from graph.search.holdings import Holdings
from graph.search.index import NAMES, add, opened
from graph.search.lexicon import Lexicon, Run
from graph.search.ranking import Fit, Looked, Ranking
from graph.search.reading import By, Question, Reader, Word
from graph.search.snippets import Snippet, snippet, whole
from graph.search.texts import Quote, quoted

Matching = Literal["all", "any", "none"]
NEAR: Final = 5
LIKE_ENOUGH: Final = 60.0


@dataclass(frozen=True, slots=True)
class Hit:
    """An entity that was found, its score, and the words that it does not hold."""

    kind: str
    id: str
    score: float
    missing: tuple[str, ...]
    entry: int


@dataclass(frozen=True, slots=True)
class Why:
    """Why an entity was found: part of a text, where it stands, and in which way it holds the words."""

    field: str
    language: str
    passage: str
    by: By
    snippet: Snippet


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
    runs: tuple[Run, ...]
    ranking: Ranking


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
            question = self._reader.read(text)
            looked = self._looked(question)
            ranking = Ranking(self._holdings, looked)
            if not ranking.complete and (other := self._reader.corrected(text)):
                corrected = self._looked(other)
                better = Ranking(self._holdings, corrected)
                if better.complete:
                    question, looked, ranking = other, corrected, better
            return self._found(question, looked, ranking, kind)

    def why(self, found: Found, hit: Hit) -> Why:
        """Why a hit was found, with the words marked."""
        with self._mutex:
            shown = found.ranking.shown(hit.entry)
            query = "SELECT text, sounds FROM texts WHERE id = ?"
            text, sounds = (str(part) for part in self._connection.execute(query, (shown.text,)).fetchone())
        part = whole(text) if shown.by == "exact" else snippet(text, found.runs, sounds.split())
        return Why(shown.field.name, shown.field.language, shown.field.passage, shown.by, part)

    def near(self, text: str, kind: str | None = None) -> list[Near]:
        """Entities (of a kind) whose names are most like ``text``, best first; at most five."""
        wanted = key(text)
        with self._mutex:
            names = self._all_names()
            alike = process.extract(wanted, names.keys(), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH, limit=40)
            found: dict[tuple[str, str], Near] = {}
            for name, _, _ in alike if wanted else ():
                for entry, field in self._holdings.own[names[name]]:
                    where = self._holdings.kinds[entry], self._holdings.slugs[entry]
                    if field.name in NAMES and kind in (None, where[0]):
                        found.setdefault(where, Near(*where, self._text(names[name])))
        return list(found.values())[:NEAR]

    def _all_names(self) -> dict[str, int]:
        """All names as compared, and as said, with the text."""
        if self._names is None:
            rows = self._connection.execute("SELECT id, key, spoken FROM texts WHERE spoken IS NOT NULL").fetchall()
            self._names = {str(said): int(text) for text, _, said in rows}
            self._names.update({str(written): int(text) for text, written, _ in rows})
        return self._names

    def _looked(self, question: Question) -> Looked:
        return Looked(
            [self._fits(word) for word in question.words],
            [word.size for word in question.words],
            [self._lexicon.where([run]) for run in question.phrases],
            self._exact(key(question.text)),
        )

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

    def _found(self, question: Question, looked: Looked, ranking: Ranking, kind: str | None) -> Found:
        kinds, slugs = self._holdings.kinds, self._holdings.slugs
        matching: Matching = "all"
        wanted = [entry for entry in ranking.complete if kind in (None, kinds[entry])]
        counted = ranking.complete
        if not wanted:
            most = ranking.most()
            matching, wanted = "any", [entry for entry in most if kind in (None, kinds[entry])]
            counted = counted or most
        words = question.words
        hits = tuple(
            Hit(kinds[entry], slugs[entry], score, tuple(words[one].typed for one in ranking.missing(entry)), entry)
            for entry, score in ranking.sorted(wanted)
        )
        nowhere = tuple(word.typed for word, fits in zip(words, looked.fits, strict=True) if not fits)
        counts = dict(sorted(Counter(kinds[entry] for entry in counted).items()))
        runs = tuple(run for word in words for reading in word.readings for run in reading.runs) + question.phrases
        return Found(hits, matching if hits else "none", words, nowhere, counts, runs, ranking)

    def _text(self, number: int) -> str:
        return str(self._connection.execute("SELECT text FROM texts WHERE id = ?", (number,)).fetchone()[0])
