"""What was typed, read as words: each with the ways in which the index may hold it.

Characters without spaces are cut into words; letters may be an English word, its family, its beginning, pinyin, or a
near spelling of what is there. Nothing is thrown away but words that say nothing, and those only beside others.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import rjieba

from graph.search.folding import in_mainland_words, key, runs
from graph.search.lexicon import Lexicon, Run
from graph.search.pinyin import said

By = Literal["exact", "word", "stem", "prefix", "pinyin", "near"]
WEIGHTS: Final[dict[By, float]] = {"word": 1.0, "stem": 0.9, "prefix": 0.7, "pinyin": 0.85, "near": 0.6}
# Pinyin that is also a word of the texts is more likely that word.
AMBIGUOUS = 0.6
# Letters typed without spaces are taken apart into words of pinyin up to this many; no name has more at a stretch.
LONGEST_SAID = 48
LONGEST_SAID_WORD = 24
MOST_SYLLABLES = 12
SILENT: Final = frozenset((
    "的", "了", "在", "吗", "是", "和", "与", "及", "或", "有", "中", "对", "于", "为", "什么", "哪些", "哪个", "如何",
    "怎么", "关于",
    "a", "an", "the", "of", "in", "on", "for", "to", "and", "or", "by", "with", "from", "at", "is", "are", "what",
    "which", "does", "do", "how",
))  # fmt: skip
"""Words that say nothing of what is looked for; looked for only where nothing else was typed."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way in which texts may hold a word."""

    by: By
    runs: tuple[Run, ...]
    weight: float


@dataclass(frozen=True, slots=True)
class Word:
    """A word of the question, as typed (folded). ``size``: its units. Without readings, nothing holds it."""

    typed: str
    size: int
    readings: tuple[Reading, ...]

    @property
    def guessed(self) -> tuple[str, ...]:
        """What it is taken for, where nothing holds it as it was typed."""
        found = (run for reading in self.readings if reading.by == "near" for run in reading.runs)
        return tuple("".join(run.tokens) for run in found) if all(one.by == "near" for one in self.readings) else ()


@dataclass(frozen=True, slots=True)
class Question:
    """Words, all of which are wanted; ``phrases``: those that were typed together, better found together."""

    text: str
    words: tuple[Word, ...]
    phrases: tuple[Run, ...]


class Reader:
    """Reads questions against the words of an index."""

    def __init__(self, lexicon: Lexicon) -> None:
        self._lexicon = lexicon

    def read(self, text: str) -> Question:
        """The question as typed."""
        parts = list(runs(text))
        words: list[Word] = []
        phrases: list[Run] = []
        letters: list[str] = []
        for han, units in parts:
            if not han:
                letters += units
                continue
            words += self._letters(letters)
            letters = []
            words += self._characters(units)
            phrases.append(Run("words", tuple(units)))
        words += self._letters(letters)
        phrases += self._together(parts)
        found = list({word.typed: word for word in words}.values())
        telling = [word for word in found if word.typed not in SILENT]
        wanted = [run for run in dict.fromkeys(phrases) if len(run.tokens) > 1]
        return Question(text, tuple(telling or found), tuple(run for run in wanted if self._lexicon.attested([run])))

    def corrected(self, text: str) -> Question | None:
        """The question with what no text holds taken for what sounds alike or is said so elsewhere; None if nothing is.

        數位 is 数字 on the mainland; 临岗 sounds like 临港.
        """
        elsewhere = in_mainland_words(text)
        if key(elsewhere) != key(text):
            return self.read(elsewhere)
        words: list[Word] = []
        changed = False
        for han, units in runs(text):
            as_typed = self._characters(units) if han else self._letters(units)
            sounding = self._sounding(units) if han and not self._holds(units) else None
            changed = changed or sounding is not None
            words += [sounding] if sounding else as_typed
        return Question(text, tuple(words), ()) if changed else None

    def _holds(self, units: Sequence[str]) -> bool:
        return self._lexicon.attested([Run("words", tuple(units))])

    def _sounding(self, units: Sequence[str]) -> Word | None:
        run = Run("syllables", tuple(said(units)))
        if len(units) < 2 or not self._lexicon.attested([run]):
            return None
        return Word("".join(units), len(units), (Reading("near", (run,), WEIGHTS["near"]),))

    def _characters(self, units: Sequence[str]) -> list[Word]:
        """Characters that were typed together: one word if it is short and there, else as the dictionary cuts them."""
        whole = "".join(units)
        if len(units) <= 3 and self._holds(units):
            return [self._phrase(whole)]
        cut = [piece for piece in rjieba.cut(whole, False) if piece not in SILENT] or [whole]
        smaller = [part for piece in cut for part in self._smaller(piece)]
        return [self._phrase(piece) for piece in self._joined(smaller)]

    def _smaller(self, piece: str) -> list[str]:
        """A word that no text holds, cut into shorter ones that texts hold; itself if they do not make it up."""
        if len(piece) < 3 or self._holds(piece):
            return [piece]
        parts = [part for part in rjieba.cut_for_search(piece, False) if len(part) < len(piece) and self._holds(part)]
        made = "".join(parts)
        return parts if made == piece else [piece]

    def _joined(self, pieces: Sequence[str]) -> list[str]:
        """Single characters joined to a neighbour with which some text has them: 算 力 is 算力, 自 贸 is 自贸."""
        found: list[str] = []
        for piece in pieces:
            single = found and (len(piece) == 1 or len(found[-1]) == 1)
            if single and self._holds(found[-1] + piece):
                found[-1] += piece
            else:
                found.append(piece)
        return found

    def _phrase(self, characters: str) -> Word:
        run = Run("words", tuple(characters))
        readings = (Reading("word", (run,), WEIGHTS["word"]),) if self._lexicon.attested([run]) else ()
        return Word(characters, len(characters), readings)

    def _letters(self, words: Sequence[str]) -> list[Word]:
        """Words of letters; single syllables that were typed apart are one word where a name has them together."""
        found: list[Word] = []
        place = 0
        while place < len(words):
            size = self._syllables_together(words[place:])
            if size > 1:
                run = Run("syllables", tuple(words[place : place + size]))
                found.append(Word(" ".join(run.tokens), size, (Reading("pinyin", (run,), WEIGHTS["pinyin"]),)))
            else:
                found += self._letter_word(words[place])
            place += size
        return found

    def _syllables_together(self, words: Sequence[str]) -> int:
        """How many words from the first on are syllables that stand together in a name; 1 if not even two do."""
        some = words[:MOST_SYLLABLES]
        size = next((n for n, word in enumerate(some) if not self._lexicon.is_syllable(word)), len(some))
        while size > 1 and not self._lexicon.attested([Run("syllables", tuple(words[:size]))]):
            size -= 1
        return max(size, 1)

    def _letter_word(self, word: str) -> list[Word]:
        readings = self._readings(word)
        if not readings and (several := self._several_said(word)):
            return several
        if not readings and (near := self._lexicon.near(word)):
            readings = [Reading("near", tuple(run for one in near for run in self._either(one)), WEIGHTS["near"])]
        size = max((len(run.tokens) for reading in readings for run in reading.runs), default=1)
        return [Word(word, size, tuple(readings))]

    def _readings(self, word: str) -> list[Reading]:
        lexicon = self._lexicon
        there = word in lexicon
        family = lexicon.family(word)
        readings: list[Reading] = [Reading("word", (Run("words", (word,)),), WEIGHTS["word"])] if there else []
        if family:
            readings.append(Reading("stem", _each(family), WEIGHTS["stem"]))
        if len(word) > 2 and (begun := [one for one in lexicon.begun(word) if one not in family]):
            readings.append(Reading("prefix", _each(begun), WEIGHTS["prefix"]))
        if 1 < len(word) <= LONGEST_SAID and (said_so := lexicon.said(word)):
            weight = WEIGHTS["pinyin"] * (AMBIGUOUS if there else 1) * (AMBIGUOUS if said_so[0].begun else 1)
            readings.append(Reading("pinyin", tuple(said_so), weight))
        return readings

    def _several_said(self, letters: str) -> list[Word]:
        """Letters without spaces as several words of pinyin, each of at least two syllables: ``lingangshuju``."""
        found: list[Word] = []
        while letters and len(letters) <= LONGEST_SAID:
            for size in range(min(len(letters), LONGEST_SAID_WORD), 3, -1):
                said_so = [run for run in self._lexicon.said(letters[:size]) if len(run.tokens) > 1]
                said_so = [run for run in said_so if not run.begun or size == len(letters)]
                if said_so:
                    reading = Reading("pinyin", tuple(said_so), WEIGHTS["pinyin"])
                    found.append(Word(letters[:size], len(said_so[0].tokens), (reading,)))
                    letters = letters[size:]
                    break
            else:
                return []
        return found

    def _either(self, word: str) -> list[Run]:
        """A word that is there, in letters or in pinyin."""
        return [Run("words", (word,))] if word in self._lexicon else self._lexicon.said(word)

    def _together(self, parts: Sequence[tuple[bool, list[str]]]) -> list[Run]:
        """All that was typed as one phrase, in characters or in syllables."""
        tokens = tuple(unit for _, units in parts for unit in units)
        found = [Run("words", tokens)]
        if tokens and all(self._lexicon.is_syllable(token) for token in tokens):
            found.append(Run("syllables", tokens))
        return found


def _each(words: Iterable[str]) -> tuple[Run, ...]:
    return tuple(Run("words", (word,)) for word in words)
