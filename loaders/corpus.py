"""Records → the whole dataset as N-Quads lines: sources, dates, passages, ontology, inference, description.

Sorted, without blank nodes and without a clock: the same data gives the same bytes; their SHA-256 is the version.
"""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pyoxigraph as ox

from graph.inference import World, sources, world
from graph.inferred import InferredWriter
from graph.iris import Iris
from graph.model import Evidence, ReferenceSource, Report
from graph.quads import Location, QuadWriter, text, typed
from graph.schema import kind_of
from loaders.check import kinds_of_ids
from loaders.located import key_of
from loaders.lock import Lock
from loaders.records import Loaded
from ontology.namespaces import expand

TYPE = f"<{expand('rdf:type')}>"


@dataclass(frozen=True, slots=True)
class Corpus:
    """Everything a dataset is made of. ``locks``: report id → its lock."""

    loaded: Loaded
    locks: dict[str, Lock]
    ontology: list[ox.Triple]

    def locate(self, source: str, evidence: Evidence) -> Location | None:
        """The place of a piece of evidence in its report's text; None for reference sources."""
        lock = self.locks.get(source)
        key = key_of(evidence)
        if lock is None or key is None:
            return None
        found = lock.evidence[key]
        return Location(found.start, found.end, found.sha256)

    def world(self) -> World:
        """What the rules of applicability work on."""
        return world(self.loaded.records, sources(self.loaded.records, self.loaded.sources))


def lines(corpus: Corpus, iris: Iris) -> list[str]:
    """The sorted N-Quads lines of the dataset."""
    kinds = kinds_of_ids(corpus.loaded)
    writer = QuadWriter(iris, kinds, corpus.locate)
    found = [line for record in corpus.loaded.records for line in writer.record(record)]
    found += _ontology(corpus.ontology, iris)
    found += _passages(corpus.locks, iris)
    found += _reference_sources(corpus.loaded.sources, writer, iris)
    world = corpus.world()
    place_kinds = {slug: "zone" if "zone" in having else "area" for slug, having in kinds.items() if having & PLACES}
    found += InferredWriter(iris, place_kinds, writer.date).lines(world.reach(world.territory.places))
    found += writer.dates()
    found += _description(corpus, found, iris)
    return sorted(set(found))


PLACES = frozenset({"zone", "area"})


def _ontology(triples: Iterable[ox.Triple], iris: Iris) -> Iterator[str]:
    graph = ox.NamedNode(iris.graph("ontology"))
    for triple in triples:
        yield f"{triple.subject} {triple.predicate} {triple.object} {graph} ."


def _passages(locks: dict[str, Lock], iris: Iris) -> Iterator[str]:
    for report, lock in locks.items():
        graph = f"<{iris.graph(report)}>"
        for passage in lock.passages.values():
            node = f"<{iris.entity('passage', f'{report}-{passage.id}')}>"
            yield f"{node} {TYPE} <{expand('pg:Passage')}> {graph} ."
            yield f"{node} <{expand('pg:inReport')}> <{iris.entity('report', report)}> {graph} ."
            yield f"{node} <{expand('pg:passageKind')}> {text(passage.kind)} {graph} ."
            yield f"{node} <{expand('pg:number')}> {typed(passage.number)} {graph} ."
            yield f"{node} <{expand('pg:start')}> {typed(passage.start)} {graph} ."
            yield f"{node} <{expand('pg:end')}> {typed(passage.end)} {graph} ."
            yield f"{node} <{expand('pg:sha256')}> {text(passage.sha256)} {graph} ."
            yield f"{node} <{expand('pg:lines')}> {text(passage.lines)} {graph} ."
            if passage.section:
                section = iris.entity("passage", f"{report}-{passage.section}")
                yield f"{node} <{expand('pg:section')}> <{section}> {graph} ."
        digest = text(lock.sha256)
        yield f"<{iris.entity('report', report)}> <{expand('pg:textSha256')}> {digest} {graph} ."


def _reference_sources(found: Iterable[ReferenceSource], writer: QuadWriter, iris: Iris) -> Iterator[str]:
    for source in found:
        node, graph = f"<{iris.entity('reference-source', source.id)}>", f"<{iris.graph(source.id)}>"
        yield f"{node} {TYPE} <{expand('pg:ReferenceSource')}> {graph} ."
        yield f"{node} <{expand('dcterms:title')}> {text(source.title)} {graph} ."
        yield f"{node} <{expand('dcterms:publisher')}> {text(source.publisher)} {graph} ."
        yield f"{node} <{expand('pg:url')}> {text(source.url)} {graph} ."
        if source.published:
            yield f"{node} <{expand('pg:published')}> <{writer.date(source.published)}> {graph} ."
        if source.note:
            yield f"{node} <{expand('skos:note')}> {text(source.note)} {graph} ."


def _description(corpus: Corpus, found: list[str], iris: Iris) -> Iterator[str]:
    """The dataset as DCAT and VoID: licence, size, and how many entities of each class."""
    node, graph = f"<{iris.base}dataset>", f"<{iris.graph('dataset')}>"
    for term in ("void:Dataset", "dcat:Dataset"):
        yield f"{node} {TYPE} <{expand(term)}> {graph} ."
    yield f"{node} <{expand('dcterms:title')}> {text('policygraph', 'en')} {graph} ."
    yield f"{node} <{expand('dcterms:license')}> <https://creativecommons.org/licenses/by/4.0/> {graph} ."
    yield f"{node} <{expand('void:triples')}> {typed(len(set(found)))} {graph} ."
    yield f"{node} <{expand('void:uriSpace')}> {text(iris.base)} {graph} ."
    entities: Counter[str] = Counter()
    for cls, _ in {(type(record), record.id) for record in corpus.loaded.records}:
        entities[f"{kind_of(cls)} {cls.__name__}"] += 1
    for name, count in sorted(entities.items()):
        kind, class_name = name.split()
        part = f"<{iris.base}dataset#{kind}>"
        yield f"{node} <{expand('void:classPartition')}> {part} {graph} ."
        yield f"{part} <{expand('void:class')}> <{expand(f'pg:{class_name}')}> {graph} ."
        yield f"{part} <{expand('void:entities')}> {typed(count)} {graph} ."
    for record in corpus.loaded.records:
        if isinstance(record, Report):
            yield f"{node} <{expand('dcterms:source')}> <{iris.entity('report', record.id)}> {graph} ."
