"""Constraints and the full-text index: ids unique for each label, names searchable in Chinese and English.

Only those that are missing are made, and only those whose name is ours are ever dropped.
"""

from collections.abc import Mapping
from typing import Final

from neo4j import Session

from graph.neo4j.progress import Progress
from graph.neo4j.statements import quoted
from graph.neo4j.vocabulary import DATASET, Vocabulary
from graph.property_graph.model import MARKER
from graph.property_graph.script import constraint

TEXT_INDEX: Final = "policygraph_text"
"""The name of the full-text index."""

SEARCHED: Final = ("label_zh", "label_en", "alt_zh", "alt_en")
"""The properties that it holds: names and other names."""

_ANALYZER: Final = "cjk"  # bigrams of Chinese characters, words of other scripts


def ensure_constraints(session: Session, names: Vocabulary) -> int:
    """Make the constraints that are missing and drop those of labels that are gone; how many changed."""
    wanted = {constraint(label): label for label in (*names.labels, DATASET)}
    there = {
        str(record["name"])
        for record in session.run("SHOW CONSTRAINTS YIELD name")
        if str(record["name"]).startswith("policygraph_")
    }
    for name, label in wanted.items():
        if name not in there:
            text = f"CREATE CONSTRAINT {quoted(name)} IF NOT EXISTS FOR (n:{quoted(label)}) REQUIRE n.id IS UNIQUE"
            session.run(text).consume()
    gone = there - wanted.keys()
    for name in gone:
        session.run(f"DROP CONSTRAINT {quoted(name)} IF EXISTS").consume()
    return len(wanted.keys() - there) + len(gone)


def ensure_text_index(session: Session, progress: Progress, seconds: int = 600) -> bool:
    """Make the full-text index where it is missing or another one, and wait until it is filled; whether it changed.

    It is made after the rows are written: filling it at once takes less than keeping it up row by row.
    """
    text = "SHOW FULLTEXT INDEXES YIELD name, labelsOrTypes, properties, options WHERE name = $name"
    found = [record.data() for record in session.run(text, name=TEXT_INDEX)]
    if found and _fits(found[0]):
        return False
    progress("indexing names")
    session.run(f"DROP INDEX {TEXT_INDEX} IF EXISTS").consume()
    held = ", ".join(f"n.{name}" for name in SEARCHED)
    options = f"{{indexConfig: {{`fulltext.analyzer`: '{_ANALYZER}'}}}}"
    made = f"CREATE FULLTEXT INDEX {TEXT_INDEX} FOR (n:{MARKER}) ON EACH [{held}] OPTIONS {options}"
    session.run(made).consume()
    session.run("CALL db.awaitIndex($name, $seconds)", name=TEXT_INDEX, seconds=seconds).consume()
    return True


def _fits(found: Mapping[str, object]) -> bool:
    return (
        found["labelsOrTypes"] == [MARKER]
        and found["properties"] == list(SEARCHED)
        and f"'{_ANALYZER}'" in str(found["options"])
    )
