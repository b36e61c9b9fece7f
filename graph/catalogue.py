"""What an answer is made of: every entity with what each source says of it, read once from a store.

A dataset never changes, so its statements are read when a service starts and shared by all requests; what depends on
a question (reach of a place) is asked of the store. Statements of one entity stand in the order in which they became
known.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from itertools import groupby
from operator import itemgetter

import pyoxigraph as ox

from graph import inferred
from graph.applicability import known_then
from graph.dates import EdtfDate
from graph.errors import UnknownId
from graph.inference import World, sources, world
from graph.iris import Iris
from graph.model import KINDS, Label, ReferenceSource
from graph.statements import Node, Quad, Statement, statements
from graph.store import Store
from graph.store.queries import load as query
from graph.validity import Source
from ontology.namespaces import expand


@dataclass(frozen=True, slots=True)
class Concept:
    """A term of the ontology's vocabularies, topics, indicators or units."""

    kind: str
    id: str
    label: Label
    definition: Label | None
    schemes: tuple[str, ...]
    broader: str | None = None
    family: str | None = None
    factor: str | None = None
    base_unit: str | None = None


@dataclass(frozen=True, slots=True)
class PassagePlace:
    """Where a passage stands in its report: no text, which is the source's."""

    id: str
    report: str
    kind: str
    number: int
    section: str | None
    start: int
    end: int
    sha256: str
    lines: str


class Catalogue:
    """All entities of a dataset with their statements."""

    def __init__(self, quads: Iterable[Quad], iris: Iris, version: str) -> None:
        self.iris = iris
        self.version = version
        found = list(quads)
        nodes = _nodes(found)
        self.references = _references(nodes, iris)
        saying = statements(found, iris)
        records = [statement.record for statement in saying]
        self.sources: Mapping[str, Source] = sources(records, self.references.values())
        self.world: World = world(records, self.sources)
        self.statements = self._by_entity(saying)
        self._ids: dict[str, tuple[str, ...]] = {
            kind: tuple(slug for _, slug in keys) for kind, keys in groupby(self.statements, key=itemgetter(0))
        }
        self.concepts = _concepts(nodes, iris)
        self.passages = _passages(nodes, iris)
        self.text_hashes = _text_hashes(nodes, iris)

    @classmethod
    def load(cls, store: Store, iris: Iris) -> "Catalogue":
        """Read everything but the inferred graph."""
        rows = store.select(query("everything").text, {"inferred": ox.NamedNode(iris.graph(inferred.GRAPH))})
        quads = ((row["graph"].value, row["subject"].value, row["predicate"].value, row["object"]) for row in rows)
        return cls(quads, iris, store.version)

    def ids(self, kind: str) -> tuple[str, ...]:
        """The ids of all entities of a kind, in order."""
        return self._ids.get(kind, ())

    def entity(self, kind: str, slug: str) -> tuple[Statement, ...]:
        """What each source says of an entity; UnknownId with near ones if there is none."""
        found = self.statements.get((kind, slug))
        if not found:
            raise self.unknown(kind, slug)
        return found

    def place(self, slug: str) -> tuple[str, tuple[Statement, ...]]:
        """The kind (zone or area) and the statements of a place."""
        for kind in ("zone", "area"):
            if found := self.statements.get((kind, slug)):
                return kind, found
        raise self.unknown("zone", slug)

    def unknown(self, kind: str, slug: str) -> UnknownId:
        """The error for an id that is not there, with near ids of its kind."""
        kinds = ("zone", "area") if kind in ("zone", "area") else (kind,)
        known = [other for having, other in self.statements if having in kinds]
        known += [concept.id for concept in self.concepts.values() if concept.kind == kind]
        return UnknownId(kind, slug, get_close_matches(slug, known, n=5, cutoff=0.5))

    def kind_of(self, slug: str, allowed: Iterable[str] = KINDS) -> str | None:
        """The first allowed kind that has an entity (or concept) of this id."""
        return next((k for k in allowed if (k, slug) in self.statements or (k, slug) in self.concepts), None)

    def label(self, kind: str, slug: str) -> Label:
        """The label of an entity; its id in both languages where it has none."""
        if concept := self.concepts.get((kind, slug)):
            return concept.label
        found = (statement.record.label for statement in self.statements.get((kind, slug), ()))
        return next((label for label in found if label), Label(zh=slug, en=slug))

    def known(self, asked: EdtfDate | None) -> frozenset[str]:
        """The sources that had been published, certainly or possibly, by the day asked."""
        if asked is None:
            return frozenset(self.sources)
        return frozenset(slug for slug, source in self.sources.items() if known_then(source.known, asked))

    def _by_entity(self, saying: Iterable[Statement]) -> dict[tuple[str, str], tuple[Statement, ...]]:
        grouped: dict[tuple[str, str], list[Statement]] = {}
        for statement in saying:
            grouped.setdefault(statement.key, []).append(statement)
        return {key: tuple(sorted(group, key=self._since)) for key, group in sorted(grouped.items())}

    def _since(self, statement: Statement) -> tuple[date, str]:
        """When a statement became known; what is known always comes first."""
        source = statement.record.source
        return self.sources[source].known.from_earliest or date.min, source


def _nodes(quads: Iterable[Quad]) -> dict[str, Node]:
    """Subject → property → values, over all graphs; for what only one graph describes."""
    nodes: dict[str, Node] = {}
    for _, subject, predicate, term in quads:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(term)
    return nodes


def _one(node: Node, name: str) -> str | None:
    terms = node.get(expand(name))
    return terms[0].value if terms else None


def _words(node: Node, name: str) -> Label | None:
    words = {term.language: term.value for term in node.get(expand(name), ()) if isinstance(term, ox.Literal)}
    return Label(zh=words["zh-hans"], en=words["en"]) if {"zh-hans", "en"} <= set(words) else None


def _is(node: Node, name: str) -> bool:
    wanted = expand(name)
    return any(term.value == wanted for term in node.get(expand("rdf:type"), ()))


def _slug(iris: Iris, iri: str | None) -> str | None:
    return iris.slug(iri) if iri else None


def _concepts(nodes: Mapping[str, Node], iris: Iris) -> dict[tuple[str, str], Concept]:
    found: dict[tuple[str, str], Concept] = {}
    for iri, node in nodes.items():
        kind_and_slug = iris.kind_and_slug(iri)
        label = _words(node, "skos:prefLabel")
        if kind_and_slug is None or label is None or kind_and_slug[0] not in ("concept", "topic", "indicator"):
            continue
        kind, slug = kind_and_slug
        found[kind, slug] = Concept(
            kind, slug, label, _words(node, "skos:definition"),
            _schemes(node, nodes, iris),
            _slug(iris, _one(node, "skos:broader")), _slug(iris, _one(node, "pg:family")), _one(node, "pg:factor"),
            _slug(iris, _one(node, "pg:baseUnit")),
        )  # fmt: skip
    return dict(sorted(found.items()))


def _schemes(node: Node, nodes: Mapping[str, Node], iris: Iris) -> tuple[str, ...]:
    """The ids of all schemes that a concept is in: a word such as ``draft`` is a status and a reason."""
    found = (term.value for term in node.get(expand("skos:inScheme"), ()))
    return tuple(sorted(_one(nodes.get(scheme, {}), "pg:schemeId") or iris.slug(scheme) for scheme in found))


def _references(nodes: Mapping[str, Node], iris: Iris) -> dict[str, ReferenceSource]:
    found = {}
    for iri, node in nodes.items():
        if _is(node, "pg:ReferenceSource"):
            published = _one(node, "pg:published")
            slug = iris.slug(iri)
            found[slug] = ReferenceSource(
                id=slug,
                title=_one(node, "dcterms:title") or slug,
                publisher=_one(node, "dcterms:publisher") or "",
                url=_one(node, "pg:url") or "",
                published=iris.slug(published).replace("_", "/") if published else None,
                note=_one(node, "skos:note"),
            )
    return dict(sorted(found.items()))


def _passages(nodes: Mapping[str, Node], iris: Iris) -> dict[str, PassagePlace]:
    found = []
    for iri, node in nodes.items():
        if _is(node, "pg:Passage"):
            found.append(
                PassagePlace(
                    iris.slug(iri),
                    _slug(iris, _one(node, "pg:inReport")) or "",
                    _one(node, "pg:passageKind") or "",
                    int(_one(node, "pg:number") or 0),
                    _slug(iris, _one(node, "pg:section")),
                    int(_one(node, "pg:start") or 0),
                    int(_one(node, "pg:end") or 0),
                    _one(node, "pg:sha256") or "",
                    _one(node, "pg:lines") or "",
                )
            )
    return {passage.id: passage for passage in sorted(found, key=lambda passage: (passage.report, passage.start))}


def _text_hashes(nodes: Mapping[str, Node], iris: Iris) -> dict[str, str]:
    hashes = ((iris.slug(iri), _one(node, "pg:textSha256")) for iri, node in nodes.items())
    return {slug: digest for slug, digest in hashes if digest}
