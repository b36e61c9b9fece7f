"""The index: one SQLite file, made with the store from the same catalogue, the same content for the same data.

Each text stands in it once, whoever holds it. Its units are the tokens, parted by spaces, so that FTS5 has nothing to
decide: a Chinese word is the phrase of its characters, whatever its length, and the syllables of names are a second
column. The words of all texts stand in a table of their own with the Porter stemmer, which gives a word its family.
"""

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from itertools import groupby
from pathlib import Path
from typing import Final

import rjieba

from graph.catalogue import Catalogue
from graph.search.folding import is_han, key, units
from graph.search.pinyin import said
from graph.search.texts import Held, texts

FILE: Final = "search.sqlite"
# Told by the file, so that a service does not read one that other code wrote.
FORMAT: Final = 2
# Fields whose texts are names: said in pinyin, compared as a whole, suggested.
NAMES: Final = frozenset({"label", "alt"})
LONGEST_SPOKEN = 8

_TABLES: Final = """
CREATE TABLE entries (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, slug TEXT NOT NULL, UNIQUE (kind, slug));
CREATE TABLE texts (id INTEGER PRIMARY KEY, text TEXT NOT NULL UNIQUE, size INTEGER NOT NULL, key TEXT, spoken TEXT,
  sounds TEXT NOT NULL);
CREATE INDEX texts_by_key ON texts (key);
CREATE INDEX texts_by_spoken ON texts (spoken);
CREATE TABLE held (text INTEGER NOT NULL, entry INTEGER NOT NULL, field TEXT NOT NULL, language TEXT NOT NULL,
  passage TEXT NOT NULL, PRIMARY KEY (text, entry, field)) WITHOUT ROWID;
CREATE VIRTUAL TABLE tokens USING fts5(words, syllables, content='', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE families USING fts5(word, tokenize='porter unicode61 remove_diacritics 0');
CREATE TABLE words (word TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE syllables (syllable TEXT PRIMARY KEY) WITHOUT ROWID;
CREATE TABLE spoken (word TEXT PRIMARY KEY) WITHOUT ROWID;
"""


def write(folder: Path, catalogue: Catalogue) -> Path:
    """Write the index of a dataset into its folder, replacing one that is there; its path."""
    finished = folder / FILE
    unfinished = finished.with_suffix(".building")
    unfinished.unlink(missing_ok=True)
    with closing(sqlite3.connect(unfinished)) as connection:
        connection.executescript("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF")  # nobody reads it unfinished
        fill(connection, catalogue)
    unfinished.replace(finished)
    return finished


def opened(folder: Path | None, catalogue: Catalogue) -> sqlite3.Connection:
    """The index in memory: read from a dataset's folder, or made from the catalogue where there is no such file.

    In memory, because the words of the reports are added to it, which the dataset must not hold.
    """
    connection = sqlite3.connect(":memory:", check_same_thread=False)
    file = folder / FILE if folder else None
    if file is not None and file.is_file():
        with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro&immutable=1", uri=True)) as disk:
            if disk.execute("PRAGMA user_version").fetchone()[0] == FORMAT:
                disk.backup(connection)
                return connection
    fill(connection, catalogue)
    return connection


def fill(connection: sqlite3.Connection, catalogue: Catalogue) -> None:
    """Make the tables and put in everything that the graph has."""
    connection.executescript(_TABLES)
    add(connection, texts(catalogue))
    connection.execute(f"PRAGMA user_version = {FORMAT}")
    connection.commit()
    connection.execute("INSERT INTO tokens (tokens) VALUES ('optimize')")
    connection.commit()


def add(connection: sqlite3.Connection, found: Iterable[Held]) -> None:
    """Put texts in; those that are there already are held by more entities."""
    entries = {(kind, slug): number for number, kind, slug in connection.execute("SELECT id, kind, slug FROM entries")}
    numbers = {text: number for number, text in connection.execute("SELECT id, text FROM texts")}
    named: set[str] = set()
    rows: list[tuple[int, int, str, str, str]] = []
    for held in found:
        entry = entries.setdefault((held.kind, held.id), len(entries) + 1)
        if held.field in NAMES:
            named.add(held.text)
        rows.append((numbers.setdefault(held.text, len(numbers) + 1), entry, held.field, held.language, held.passage))
    connection.executemany(
        "INSERT OR IGNORE INTO entries VALUES (?, ?, ?)", ((number, *entry) for entry, number in entries.items())
    )
    connection.executemany("INSERT OR IGNORE INTO held VALUES (?, ?, ?, ?, ?)", rows)
    known = {number for (number,) in connection.execute("SELECT id FROM texts")}
    _texts(connection, ((number, text, text in named) for text, number in numbers.items() if number not in known))


def _texts(connection: sqlite3.Connection, new: Iterable[tuple[int, str, bool]]) -> None:
    words: set[str] = set()
    syllables: set[str] = set()
    spoken: set[str] = set()
    for number, text, named in new:
        found = [unit.text for unit in units(text)]
        sounds = said(found) if named else []
        words.update(unit for unit in found if not is_han(unit))
        syllables.update(sound for unit, sound in zip(found, sounds, strict=bool(sounds)) if is_han(unit))
        spoken.update(_spoken_words(found, sounds))
        connection.execute(
            "INSERT INTO texts VALUES (?, ?, ?, ?, ?, ?)",
            (number, text, len(found), key(text), "".join(sounds) if named else None, " ".join(sounds)),
        )
        connection.execute(
            "INSERT INTO tokens (rowid, words, syllables) VALUES (?, ?, ?)",
            (number, " ".join(found), " ".join(sounds)),
        )
    known = {word for (word,) in connection.execute("SELECT word FROM words")}
    fresh = sorted(words - known)
    connection.executemany("INSERT INTO words VALUES (?)", ((word,) for word in fresh))
    connection.executemany("INSERT INTO families (word) VALUES (?)", ((word,) for word in fresh))
    connection.executemany("INSERT OR IGNORE INTO syllables VALUES (?)", ((one,) for one in sorted(syllables)))
    connection.executemany("INSERT OR IGNORE INTO spoken VALUES (?)", ((one,) for one in sorted(spoken)))


def _spoken_words(found: list[str], sounds: list[str]) -> Iterator[str]:
    """The words of a name as typed in pinyin (``shuju``), and the whole of a short one (``lingangxinpianqu``)."""
    place = 0
    for han, group in groupby(found[: len(sounds)], is_han):
        run = list(group)
        if han:
            start = place
            for word in rjieba.cut("".join(run), False):
                if len(word) > 1:
                    yield "".join(sounds[start : start + len(word)])
                start += len(word)
            if 1 < len(run) <= LONGEST_SPOKEN:
                yield "".join(sounds[place : place + len(run)])
        place += len(run)
