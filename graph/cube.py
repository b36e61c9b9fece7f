"""The figures as an RDF Data Cube: data sets, and what makes an observation one of theirs, as N-Quads.

All of it stands in a graph of its own, for no source says it: which data set an observation is of, where it is printed,
and that its source does not state a dimension. A figure that is printed as missing has no value to observe and stays
outside (integrity constraint IC-14). Source: W3C, The RDF Data Cube Vocabulary (2014), sections 5 and 11.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from graph.iris import Iris
from graph.model import Evidence, Label, Observation
from graph.quads import EN, ZH, text
from ontology.namespaces import expand

GRAPH: Final = "cube"
TEXT: Final = "text"
"""What stands for a table in the id of the data set of all figures outside tables."""
UNSPECIFIED: Final = "unspecified"
MAY_BE_UNSTATED: Final = {
    "area": "pg:area", "counterpart": "pg:counterpart", "period": "pg:period",
    "source_organization": "pg:sourceOrganization",
}  # fmt: skip
"""Keys of the dimensions that a source may leave unstated, with their properties."""

Position = Callable[[str, Evidence], int]
"""The offset at which the anchor of a piece of evidence begins in the text of its report."""


@dataclass(frozen=True, slots=True)
class DataSet:
    """The figures of one table of a report, or of all the rest of it (``table`` is then ``TEXT``)."""

    report: str
    table: str
    label: Label
    note: Label | None = None

    @property
    def id(self) -> str:
        """``mofcom-2024-table-1``."""
        return f"{self.report}-{self.table}"


def lines(
    observations: Iterable[Observation], sets: Iterable[DataSet], position: Position, iris: Iris
) -> Iterator[str]:
    """All quads of the cube, unsorted. Observations of reference sources print nothing and are not asked for."""
    graph = f"<{iris.graph(GRAPH)}> ."
    for one in sets:
        yield from _data_set(one, iris, graph)
    valued = [item for item in observations if item.value is not None]
    printings = _printings(valued, position)
    type_, observation = f"<{expand('rdf:type')}>", f"<{expand('qb:Observation')}>"
    in_set, vintage, printing = (f"<{expand(name)}>" for name in ("qb:dataSet", "pg:vintage", "pg:printing"))
    unspecified = f"<{iris.entity('concept', UNSPECIFIED)}>"
    unstated = {key: f"<{expand(term)}> {unspecified} {graph}" for key, term in MAY_BE_UNSTATED.items()}
    for item in valued:
        node = f"<{iris.entity('observation', item.id)}>"
        yield f"{node} {type_} {observation} {graph}"
        yield f"{node} {in_set} <{iris.dataset(f'{item.source}-{item.table or TEXT}')}> {graph}"
        yield f"{node} {vintage} <{iris.entity('report', item.source)}> {graph}"
        yield f"{node} {printing} {text(printings[item.source, item.id])} {graph}"
        for key, rest in unstated.items():
            if getattr(item, key) is None:
                yield f"{node} {rest}"


def _data_set(one: DataSet, iris: Iris, graph: str) -> Iterator[str]:
    node = f"<{iris.dataset(one.id)}>"
    yield f"{node} <{expand('rdf:type')}> <{expand('qb:DataSet')}> {graph}"
    yield f"{node} <{expand('qb:structure')}> <{expand('pg:observationStructure')}> {graph}"
    yield f"{node} <{expand('dcterms:source')}> <{iris.entity('report', one.report)}> {graph}"
    for term, words in (("rdfs:label", one.label), ("skos:note", one.note)):
        if words:
            yield f"{node} <{expand(term)}> {text(words.zh, ZH)} {graph}"
            yield f"{node} <{expand(term)}> {text(words.en, EN)} {graph}"


def _printings(observations: Iterable[Observation], position: Position) -> Mapping[tuple[str, str], str]:
    """Where each is printed, by source and id: ``table-1-2019-goods-exports``, or ``p5-2`` for the second of p5."""
    found: dict[tuple[str, str], str] = {}
    passages: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for item in observations:
        if item.table:
            found[item.source, item.id] = f"{item.table}-{item.row}-{item.column}"
            continue
        evidence = next(piece for piece in item.evidence if "value" in piece.supports and piece.passage)
        place = position(item.source, evidence), item.id
        passages.setdefault((item.source, evidence.passage or ""), []).append(place)
    for (source, passage), places in passages.items():
        for number, (_, slug) in enumerate(sorted(places), 1):
            found[source, slug] = f"{passage}-{number}"
    return found
