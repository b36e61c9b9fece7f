"""The question that is asked of everyone: which measures apply to a place on a day, in REST and in SPARQL."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import Final

from pyoxigraph import Literal, NamedNode

from benchmarks.client import get, post
from graph.iris import Iris
from graph.store import Bindings
from graph.store.binding import bind
from graph.store.queries import load, parse
from ontology.namespaces import expand

QUERIES: Final = Path(__file__).parent / "queries"
FIRST_DAY: Final = date(2021, 1, 1)
ALWAYS: Final = date(9999, 12, 31)
RESULTS: Final = "application/sparql-results+json"
TRIPLES: Final = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Question:
    """One place on one day."""

    place: str
    day: date

    def rest(self, gzip: bool) -> bytes:
        """The request of the REST interface."""
        encoding = {"Accept-Encoding": "gzip"} if gzip else {}
        return get(f"/api/zones/{self.place}/measures?valid_on={self.day.isoformat()}", encoding)


@dataclass(frozen=True, slots=True)
class Sparql:
    """The question as one query. ``name`` as the tables call it, ``accept`` the format that is asked for."""

    name: str
    text: str
    accept: str
    parameters: frozenset[str]

    def bound(self, question: Question, iris: Iris) -> str:
        """The query with the place and the day in their places."""
        every: Bindings = {
            "place": NamedNode(iris.entity("zone", question.place)),
            "first": _day(question.day), "last": _day(question.day),
            "known_first": _day(ALWAYS), "known_last": _day(ALWAYS),
        }  # fmt: skip
        return bind(self.text, {name: value for name, value in every.items() if name in self.parameters})

    def request(self, question: Question, iris: Iris, path: str) -> bytes:
        """The request of the SPARQL protocol: the query posted directly."""
        headers = {"Content-Type": "application/sparql-query", "Accept": self.accept}
        return post(path, self.bound(question, iris).encode(), headers)


def ids() -> Sparql:
    """The project's own query: measure, basis, reach and certainty, by IRI."""
    query = load("zone-measures")
    return Sparql("ids", query.text, RESULTS, frozenset(query.parameters))


def whole() -> Sparql:
    """Everything that the REST answer is made of: labels, dates, conditions, paths, every piece of evidence."""
    query = parse("zone-answer", (QUERIES / "zone-answer.rq").read_text("utf-8"))
    return Sparql("whole answer", query.text, TRIPLES, frozenset(query.parameters))


def _day(day: date) -> Literal:
    return Literal(day.isoformat(), datatype=NamedNode(expand("xsd:date")))


def ever_other(places: tuple[str, ...], first: date = FIRST_DAY) -> Iterator[Question]:
    """Questions of which no two are the same: every place on one day, then on the next, without end."""
    day = first
    while True:
        for place in places:
            yield Question(place, day)
        day += timedelta(days=1)
