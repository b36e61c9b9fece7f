"""The faces of the graph: each runs a question of the gallery and gives its rows in one form, so as to be compared."""

from collections.abc import Callable, Sequence
from typing import Final, TypeAlias

import pyoxigraph as ox
from neo4j import Driver
from neo4j.time import Date

from graph.gallery.asking import Asked
from graph.gallery.paths import rows
from graph.gallery.question import Question
from graph.iris import Iris
from graph.store import Store
from tests.client import Client
from tests.cypher_engines import literal

Cell: TypeAlias = "str | float | bool | None"
Row: TypeAlias = tuple[Cell, ...]
Face: TypeAlias = Callable[[Question, Asked], list[Row]]

NUMBERS: Final = frozenset({"integer", "decimal", "double"})


def sparql(store: Store, iris: Iris) -> Face:
    """A store, asked in SPARQL."""

    def face(question: Question, asked: Asked) -> list[Row]:
        names = [column.name for column in question.columns]
        return [tuple(_term(iris, row.get(name)) for name in names) for row in store.select(asked.sparql)]

    return face


def cypher(driver: Callable[[], Driver], database: str) -> Face:
    """A database, asked in Cypher over Bolt. ArcadeDB names no columns where there are no rows."""

    def face(question: Question, asked: Asked) -> list[Row]:
        names = [column.name for column in question.columns]
        with driver().session(database=database) as session:
            result = session.run(literal(asked.cypher), dict(asked.parameters))
            named, found = result.keys(), [record.values() for record in result]
        assert list(named) == names or not found
        return [tuple(_cell(value) for value in row) for row in found]

    return face


def rest(client: Client) -> Face:
    """The service, asked over REST: the rows that the answer has where the question's header says."""

    def face(question: Question, asked: Asked) -> list[Row]:
        answer = client.answer(asked.rest)
        assert not isinstance(answer.get("next"), str), "the answer has more pages"
        return [tuple(_cell(value) for value in row) for row in rows(answer, question.columns)]

    return face


def _term(iris: Iris, term: object) -> Cell:
    """A term of RDF as the cell it is: an IRI as its id, a number, a text; a day as ISO 8601."""
    if isinstance(term, ox.NamedNode):
        return iris.slug(term.value)
    if not isinstance(term, ox.Literal):
        return None
    return float(term.value) if term.datatype.value.rpartition("#")[2] in NUMBERS else term.value


def _cell(value: object) -> Cell:
    """A value of Cypher or JSON as the cell it is."""
    match value:
        case None | str() | bool():
            return value
        case int() | float():
            return float(value)
        case Date():
            return value.iso_format()
        case _:
            raise TypeError(f"{value!r} is no value of a row")


def in_order(found: Sequence[Row], question: Question) -> list[Row]:
    """Rows in the order that the question's header tells; what is null comes first."""
    names = [column.name for column in question.columns]
    ordered = list(found)
    for name in reversed(question.order):
        place = names.index(name.removeprefix("-"))
        ordered.sort(key=lambda row: _rank(row[place]), reverse=name.startswith("-"))
    return ordered


def _rank(cell: Cell) -> tuple[bool, float, str]:
    return cell is not None, cell if isinstance(cell, int | float) else 0.0, cell if isinstance(cell, str) else ""
