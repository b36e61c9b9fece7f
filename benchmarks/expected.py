"""The measures that each question must give, by whomever it is answered: nothing is timed that is not the same."""

from datetime import date
from typing import Final

import orjson
import pyoxigraph as ox

from benchmarks.asking import once
from benchmarks.client import get
from benchmarks.question import RESULTS, Question, Sparql
from graph.iris import Iris
from graph.store import Store
from ontology.namespaces import expand

CHECKED: Final = (
    Question("lingang", date(2024, 8, 31)),
    Question("hainan-ftp", date(2023, 6, 30)),
    Question("tianjin-ftz", date(2021, 9, 1)),
)
_ZONES: Final = """
SELECT DISTINCT ?zone WHERE { ?reach a $applies ; $at ?zone . ?zone a $kind } ORDER BY ?zone
"""


class Different(RuntimeError):
    """Two that were asked the same gave different measures: there is nothing to compare."""


def zones(store: Store, iris: Iris) -> tuple[str, ...]:
    """The zones that any measure reaches, by id."""
    terms = {"applies": "pg:AppliesTo", "at": "pg:at", "kind": "pg:Zone"}
    bound = {name: ox.NamedNode(expand(term)) for name, term in terms.items()}
    return tuple(iris.slug(row["zone"].value) for row in store.select(_ZONES, bound))


def of_rest(port: int, question: Question) -> frozenset[str]:
    """The IRIs of the measures that the REST interface answers with."""
    path = f"/api/zones/{question.place}/measures?valid_on={question.day.isoformat()}&limit=1000"
    answer = orjson.loads(once(port, get(path)))
    return frozenset(item["measure"]["iri"] for item in answer["items"])


def of_sparql(query: Sparql, body: bytes) -> frozenset[str]:
    """The IRIs of the measures in the results of a query."""
    if query.accept == RESULTS:
        return frozenset(row["measure"]["value"] for row in orjson.loads(body)["results"]["bindings"])
    triples = [quad.triple for quad in ox.parse(body, ox.RdfFormat.N_TRIPLES)]
    reaches = {triple.subject for triple in triples if triple.object == ox.NamedNode(expand("pg:AppliesTo"))}
    named = ox.NamedNode(expand("pg:measure"))
    return frozenset(
        triple.object.value
        for triple in triples
        if triple.predicate == named and triple.subject in reaches and isinstance(triple.object, ox.NamedNode)
    )


def same(who: str, question: Question, found: frozenset[str], expected: frozenset[str]) -> None:
    """Raise Different unless both are the same and there is something in them."""
    if found != expected or not found:
        odd = sorted(found ^ expected)[:5]
        raise Different(f"{who}, {question}: {len(found)} measures in place of {len(expected)}; among the others {odd}")
