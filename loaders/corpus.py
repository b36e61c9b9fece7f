"""Records → the whole dataset as N-Quads lines: sources, dates, passages, ontology, inference, cube, description.

Sorted, without blank nodes and without a clock: the same data gives the same bytes; their SHA-256 is the version.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, pairwise

import pyoxigraph as ox

from graph import cube, description, inferred
from graph.inference import World, sources, world
from graph.inferred import InferredWriter
from graph.iris import Iris
from graph.model import Evidence, Label, Observation, ReferenceSource, Report
from graph.quads import Location, QuadWriter, text, typed
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

    def anchor(self, source: str, evidence: Evidence) -> int:
        """Where the anchor of a piece of evidence begins in its report's text."""
        key = key_of(evidence)
        if key is None:
            raise ValueError(f"evidence of {source} without a place in a text")
        return self.locks[source].evidence[key].anchor_start

    def reports(self) -> dict[str, Label]:
        """The reports with their titles."""
        return {item.id: item.label for item in self.loaded.records if isinstance(item, Report) and item.label}

    def observations(self) -> list[Observation]:
        """The figures that the reports print."""
        return [item for item in self.loaded.records if isinstance(item, Observation) and item.source in self.locks]

    def data_sets(self) -> list[cube.DataSet]:
        """A data set for each table, and one for the figures of each report that stand in none."""
        titles = self.reports()
        return [
            *(cube.DataSet(table.report, table.id, table.label, table.note) for table in self.loaded.tables),
            *(
                cube.DataSet(
                    report,
                    cube.TEXT,
                    Label(zh=f"{titles[report].zh}：表外数字", en=f"{titles[report].en}: figures in the text"),
                )
                for report in sorted({item.source for item in self.observations() if not item.table})
            ),
        ]

    def world(self) -> World:
        """What the rules of applicability work on."""
        return world(self.loaded.records, sources(self.loaded.records, self.loaded.sources))


def lines(corpus: Corpus, iris: Iris) -> list[str]:
    """The sorted N-Quads lines of the dataset."""
    kinds = kinds_of_ids(corpus.loaded)
    writer = QuadWriter(iris, kinds, corpus.locate)
    graphs: defaultdict[str, set[str]] = defaultdict(set)
    for record in corpus.loaded.records:
        graphs[record.source].update(writer.record(record))
    for report, lock in corpus.locks.items():
        graphs[report].update(_passages(report, lock, iris))
    for source in corpus.loaded.sources:
        graphs[source.id].update(_reference_source(source, writer, iris))
    world = corpus.world()
    place_kinds = {slug: "zone" if "zone" in having else "area" for slug, having in kinds.items() if having & PLACES}
    reaches = world.reach(world.territory.places)
    graphs[inferred.GRAPH].update(InferredWriter(iris, place_kinds, writer.date).lines(reaches))
    sets = corpus.data_sets()
    graphs[cube.GRAPH].update(cube.lines(corpus.observations(), sets, corpus.anchor, iris))
    graphs[description.ONTOLOGY].update(_ontology(corpus.ontology, iris))
    graphs[description.DATES].update(writer.dates())
    described = set(description.lines(corpus.reports(), corpus.loaded.sources, sets, graphs, iris))
    return sorted(chain(*graphs.values(), described))


PLACES = frozenset({"zone", "area"})


def _ontology(triples: Iterable[ox.Triple], iris: Iris) -> Iterator[str]:
    graph = ox.NamedNode(iris.graph(description.ONTOLOGY))
    for triple in triples:
        yield f"{triple.subject} {triple.predicate} {triple.object} {graph} ."


def _passages(report: str, lock: Lock, iris: Iris) -> Iterator[str]:
    graph = f"<{iris.graph(report)}>"
    order = sorted(lock.passages.values(), key=lambda passage: passage.start)
    following = {one.id: other.id for one, other in pairwise(order)}
    for passage in order:
        node = f"<{iris.entity('passage', f'{report}-{passage.id}')}>"
        yield f"{node} {TYPE} <{expand('pg:Passage')}> {graph} ."
        yield f"{node} <{expand('pg:inReport')}> <{iris.entity('report', report)}> {graph} ."
        yield f"{node} <{expand('pg:passageKind')}> {text(passage.kind)} {graph} ."
        yield f"{node} <{expand('pg:number')}> {typed(passage.number)} {graph} ."
        yield f"{node} <{expand('pg:start')}> {typed(passage.start)} {graph} ."
        yield f"{node} <{expand('pg:end')}> {typed(passage.end)} {graph} ."
        yield f"{node} <{expand('pg:sha256')}> {text(passage.sha256)} {graph} ."
        yield f"{node} <{expand('pg:lines')}> {text(passage.lines)} {graph} ."
        if passage.level:
            yield f"{node} <{expand('pg:level')}> {typed(passage.level)} {graph} ."
        for term, other in (
            ("pg:section", passage.section), ("pg:parent", passage.parent), ("pg:box", passage.box),
            ("pg:markedIn", passage.marked_in), ("pg:next", following.get(passage.id)),
        ):  # fmt: skip
            if other:
                yield f"{node} <{expand(term)}> <{iris.entity('passage', f'{report}-{other}')}> {graph} ."
    yield f"<{iris.entity('report', report)}> <{expand('pg:textSha256')}> {text(lock.sha256)} {graph} ."


def _reference_source(source: ReferenceSource, writer: QuadWriter, iris: Iris) -> Iterator[str]:
    node, graph = f"<{iris.entity('reference-source', source.id)}>", f"<{iris.graph(source.id)}>"
    yield f"{node} {TYPE} <{expand('pg:ReferenceSource')}> {graph} ."
    yield f"{node} <{expand('dcterms:title')}> {text(source.title)} {graph} ."
    yield f"{node} <{expand('dcterms:publisher')}> {text(source.publisher)} {graph} ."
    yield f"{node} <{expand('pg:url')}> {text(source.url)} {graph} ."
    if source.published:
        yield f"{node} <{expand('pg:published')}> <{writer.date(source.published)}> {graph} ."
    if source.note:
        yield f"{node} <{expand('skos:note')}> {text(source.note)} {graph} ."
