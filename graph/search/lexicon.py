"""What the index knows of words and syllables: families, beginnings, near spellings, and where a run of them stands."""

import sqlite3
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

from rapidfuzz import process
from rapidfuzz.distance import OSA

from graph.search.pinyin import splits

Column = Literal["words", "syllables"]
# FTS5's bm25 is unbounded and negative: x / (x + HALF) brings it between 0 and 1.
HALF: Final = 6.0
MOST_BEGUN = 24
MOST_NEAR = 6


@dataclass(frozen=True, slots=True)
class Run:
    """Tokens that stand one after the other; ``begun``: of the last one only the beginning is given."""

    column: Column
    tokens: tuple[str, ...]
    begun: bool = False

    @property
    def expression(self) -> str:
        """As FTS5 reads it: always a quoted phrase of one column, so that nothing typed is ever an operator."""
        phrase = " ".join(self.tokens).replace('"', " ")
        return f'{self.column} : "{phrase}"{" *" if self.begun else ""}'


class Lexicon:
    """The words of an open index. What is asked once is remembered: the index does not change."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.words = _column(connection, "words")
        self.spoken = _column(connection, "spoken")
        self._syllables = _column(connection, "syllables")
        self._known_words = frozenset(self.words)
        self._known_syllables = frozenset(self._syllables)

    def __contains__(self, word: str) -> bool:
        return word in self._known_words

    def is_syllable(self, word: str) -> bool:
        """Whether a word is one whole syllable of some name."""
        return word in self._known_syllables

    def family(self, word: str) -> list[str]:
        """The other words with the stem that the Porter stemmer gives this one."""
        if not word.isascii():
            return []
        found = self._connection.execute("SELECT word FROM families WHERE families MATCH ?", (f'"{word}"',))
        return sorted({str(other) for (other,) in found} - {word})

    def begun(self, letters: str) -> list[str]:
        """Words that begin with these letters."""
        place = bisect_left(self.words, letters)
        found: list[str] = []
        while place < len(self.words) and self.words[place].startswith(letters) and len(found) < MOST_BEGUN:
            found.append(self.words[place])
            place += 1
        return [word for word in found if word != letters]

    def near(self, word: str) -> list[str]:
        """The words, and words in pinyin, that differ by one letter (two, from eight letters on), nearest only.

        A letter changed, left out, put in, or two that changed places; figures are never near each other.
        """
        if len(word) < 4 or any(letter.isdigit() for letter in word):
            return []
        most = 1 if len(word) < 8 else 2
        found = [
            (int(distance), near)
            for among in (self.words, self.spoken)
            for near, distance, _ in process.extract(word, among, scorer=OSA.distance, score_cutoff=most, limit=20)
            if len(near) > 2
        ]
        best = min((distance for distance, _ in found), default=0)
        return sorted({near for distance, near in found if distance == best})[:MOST_NEAR]

    def said(self, letters: str) -> list[Run]:
        """The runs of syllables that these letters spell and that some name has; whole ones only, if there are any."""
        if not letters.isascii() or not letters.isalpha():
            return []
        ways = splits(letters, self._syllables, self._known_syllables)
        spelled = [Run("syllables", tuple(way), begun) for way, begun in ways]
        attested = [run for run in spelled if self.attested([run])]
        return [run for run in attested if not run.begun] or attested

    def attested(self, runs: Sequence[Run]) -> bool:
        """Whether any of these runs stands in any text."""
        query = "SELECT rowid FROM tokens WHERE tokens MATCH ? LIMIT 1"
        return bool(runs) and self._connection.execute(query, (_any(runs),)).fetchone() is not None

    def where(self, runs: Sequence[Run]) -> dict[int, float]:
        """The texts in which one of the runs stands, each with how well it fits, above 0 and below 1."""
        query = "SELECT rowid, max(-bm25(tokens), 0.05) FROM tokens WHERE tokens MATCH ?"
        return {text: fit / (fit + HALF) for text, fit in self._connection.execute(query, (_any(runs),))}


def _any(runs: Iterable[Run]) -> str:
    return " OR ".join(run.expression for run in runs)


def _column(connection: sqlite3.Connection, table: str) -> list[str]:
    """All values of one of the index's own one-column tables, sorted."""
    return sorted(str(value) for (value,) in connection.execute(f"SELECT * FROM {table}"))
