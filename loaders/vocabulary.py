"""The ids that the ontology defines: concepts by scheme, topics, indicators. Read from its Turtle files."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pyoxigraph as ox

from ontology.namespaces import BASE, DATA_FILES, expand, resource

TOPICS = f"{BASE}id/topic/"
INDICATORS = f"{BASE}id/indicator/"
CONCEPTS = f"{BASE}id/concept/"


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """``concepts``: scheme id → concept ids; ``topics`` and ``indicators``: ids."""

    concepts: Mapping[str, frozenset[str]]
    topics: frozenset[str]
    indicators: frozenset[str]

    def ids(self, kind: str, scheme: str | None) -> frozenset[str]:
        """The ids that a field of this kind (and concept scheme) may have."""
        if kind == "topic":
            return self.topics
        if kind == "indicator":
            return self.indicators
        return self.concepts.get(scheme or "", frozenset())


def ontology_triples() -> list[ox.Triple]:
    """All triples of the ontology files that the store holds."""
    found: list[ox.Triple] = []
    for name in DATA_FILES:
        file = resource(name)
        if file.is_file():
            found += (quad.triple for quad in ox.parse(file.read_bytes(), format=ox.RdfFormat.TURTLE, base_iri=BASE))
    return found


def vocabulary(triples: Iterable[ox.Triple]) -> Vocabulary:
    """The ids in the ontology's triples."""
    scheme_ids: dict[str, str] = {}
    memberships: list[tuple[str, str]] = []
    for triple in triples:
        if not isinstance(triple.subject, ox.NamedNode):
            continue
        if triple.predicate.value == expand("pg:schemeId") and isinstance(triple.object, ox.Literal):
            scheme_ids[triple.subject.value] = triple.object.value
        elif triple.predicate.value == expand("skos:inScheme") and isinstance(triple.object, ox.NamedNode):
            memberships.append((triple.subject.value, triple.object.value))
    concepts: dict[str, set[str]] = {}
    topics, indicators = set(), set()
    for concept, scheme in memberships:
        if concept.startswith(TOPICS):
            topics.add(concept.removeprefix(TOPICS))
        elif concept.startswith(INDICATORS):
            indicators.add(concept.removeprefix(INDICATORS))
        elif scheme in scheme_ids:
            concepts.setdefault(scheme_ids[scheme], set()).add(concept.removeprefix(CONCEPTS))
    frozen = {scheme: frozenset(ids) for scheme, ids in concepts.items()}
    return Vocabulary(frozen, frozenset(topics), frozenset(indicators))
