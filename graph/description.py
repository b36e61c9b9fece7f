"""The dataset described in DCAT and VoID: the whole and each of its named graphs, with licence, origin and size.

The version is not in it, being the hash of all quads, these included. Sizes are of every graph but the description's
own, and a triple that two graphs state counts twice. Source: W3C, DCAT 3 (2024); VoID (2011), section 4.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Final

from graph import cube, inferred
from graph.iris import Iris
from graph.model import Label, ReferenceSource
from graph.quads import EN, ZH, text, typed
from ontology.namespaces import NAMESPACES, expand, shorten

GRAPH: Final = "dataset"
ONTOLOGY: Final = "ontology"
DATES: Final = "dates"
LICENCE: Final = "https://creativecommons.org/licenses/by/4.0/"
"""Of facts, ontology and what is inferred alike; the reports' text is not in the dataset."""
TITLE: Final = Label(zh="政策规则图谱", en="policygraph")
RIGHTS: Final = Label(
    zh="报告文本归其发布者所有，不在数据集内。", en="The report's text is its publisher's and is not included."
)
_TYPE: Final = f"<{expand('rdf:type')}>"


@dataclass(frozen=True, slots=True)
class Part:
    """A named graph: its name, its title (untagged where its language is not known), and the IRIs it derives from."""

    name: str
    title: Label | str
    origins: tuple[str, ...] = ()
    rights: Label | None = None


def lines(
    reports: Mapping[str, Label],
    references: Iterable[ReferenceSource],
    sets: Iterable[cube.DataSet],
    graphs: Mapping[str, Collection[str]],
    iris: Iris,
) -> Iterator[str]:
    """The description of all other graphs, unsorted; ``graphs``: name of a graph → its distinct N-Quads lines."""
    graph = f"<{iris.graph(GRAPH)}> ."
    whole = f"<{iris.dataset()}>"
    parts = _parts(reports, references, sets, iris)
    for statement in (
        *_dataset(Part("", TITLE, rights=RIGHTS), whole, sum(map(len, graphs.values()))),
        f"{whole} <{expand('void:uriSpace')}> {text(iris.base)}",
        *(f"{whole} <{expand('dcterms:source')}> <{iris.entity('report', report)}>" for report in reports),
        *(f"{whole} <{expand('dcterms:hasPart')}> <{iris.dataset(one.id)}>" for one in sets),
        *_graphs(parts, whole, graphs, iris),
        *_properties(whole, graphs, iris),
        *_classes(whole, graphs, iris),
    ):
        yield f"{statement} {graph}"


def _parts(
    reports: Mapping[str, Label], references: Iterable[ReferenceSource], sets: Iterable[cube.DataSet], iris: Iris
) -> list[Part]:
    """Every named graph but the description's own."""
    stated = [
        Part(
            report, Label(zh=f"{title.zh}所述事实", en=f"Facts stated by the {title.en}"),
            (iris.entity("report", report),), RIGHTS,
        )
        for report, title in reports.items()
    ] + [Part(item.id, item.title, (iris.entity("reference-source", item.id),)) for item in references]  # fmt: skip
    return [
        *stated,
        Part(ONTOLOGY, Label(zh="本体与词表", en="Ontology and vocabularies")),
        Part(DATES, Label(zh="日期及其界限", en="Dates with their bounds")),
        Part(
            inferred.GRAPH, Label(zh="推导的措施适用范围", en="Inferred reach of measures"),
            tuple(iris.graph(part.name) for part in stated),
        ),
        Part(
            cube.GRAPH, Label(zh="统计数字的数据立方体", en="Figures as a data cube"),
            tuple(iris.graph(report) for report in sorted({one.report for one in sets})),
        ),
    ]  # fmt: skip


def _dataset(part: Part, node: str, triples: int) -> Iterator[str]:
    for term in ("pg:Dataset", "void:Dataset", "dcat:Dataset"):
        yield f"{node} {_TYPE} <{expand(term)}>"
    yield f"{node} <{expand('dcterms:license')}> <{LICENCE}>"
    yield f"{node} <{expand('void:triples')}> {typed(triples)}"
    for origin in part.origins:
        yield f"{node} <{expand('prov:wasDerivedFrom')}> <{origin}>"
    for term, words in (("dcterms:title", part.title), ("dcterms:rights", part.rights)):
        if isinstance(words, str):
            yield f"{node} <{expand(term)}> {text(words)}"
        elif words:
            yield f"{node} <{expand(term)}> {text(words.zh, ZH)}"
            yield f"{node} <{expand(term)}> {text(words.en, EN)}"


def _graphs(parts: Iterable[Part], whole: str, graphs: Mapping[str, Collection[str]], iris: Iris) -> Iterator[str]:
    for part in parts:
        if size := len(graphs[part.name]):
            node = f"<{iris.graph(part.name)}>"
            yield f"{whole} <{expand('void:subset')}> {node}"
            yield from _dataset(part, node, size)


def _properties(whole: str, graphs: Mapping[str, Collection[str]], iris: Iris) -> Iterator[str]:
    """One partition a property, and the vocabularies that the properties are of."""
    sizes = Counter(line.split(" ", 2)[1] for line in chain(*graphs.values()))
    yield f"{whole} <{expand('void:properties')}> {typed(len(sizes))}"
    for name, size in sizes.items():
        part, prefix = _partition("property", name, iris)
        yield f"{whole} <{expand('void:vocabulary')}> <{NAMESPACES[prefix]}>"
        yield f"{whole} <{expand('void:propertyPartition')}> {part}"
        yield f"{part} <{expand('void:property')}> {name}"
        yield f"{part} <{expand('void:triples')}> {typed(size)}"


def _classes(whole: str, graphs: Mapping[str, Collection[str]], iris: Iris) -> Iterator[str]:
    """One partition a class, with the number of different things that are of it."""
    typing = f"> {_TYPE} <"
    types = (line for line in chain(*graphs.values()) if typing in line)
    members = {line[: line.rindex(" <")] for line in types}  # without its graph: a thing counts once
    sizes = Counter(member.rsplit(" ", 1)[1] for member in members)
    yield f"{whole} <{expand('void:classes')}> {typed(len(sizes))}"
    for name, size in sizes.items():
        part, _ = _partition("class", name, iris)
        yield f"{whole} <{expand('void:classPartition')}> {part}"
        yield f"{part} <{expand('void:class')}> {name}"
        yield f"{part} <{expand('void:entities')}> {typed(size)}"


def _partition(kind: str, name: str, iris: Iris) -> tuple[str, str]:
    """The node of a partition, ``dataset#property-pg-area``, and the prefix of what it is about."""
    prefix, _, local = (shorten(name[1:-1]) or "").partition(":")
    return f"<{iris.dataset()}#{kind}-{prefix}-{local}>", prefix
