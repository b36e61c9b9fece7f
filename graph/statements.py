"""RDF → records: what each source says, read back from the quads that ``graph.quads`` writes, with located evidence."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, TypeAlias, cast

import pyoxigraph as ox

from graph.iris import Iris
from graph.model import RECORDS, AltLabel, Evidence, Label, Record
from graph.quads import Location
from graph.schema import Field, fields_of, kind_of
from graph.store import Term
from ontology.namespaces import expand

Quad: TypeAlias = "tuple[str, str, str, Term]"
"""Graph, subject and predicate IRIs, and the object."""

Node: TypeAlias = "dict[str, list[Term]]"


@dataclass(frozen=True, slots=True)
class Cited:
    """One piece of evidence with the place of its sentence in the report's text (None for reference sources)."""

    evidence: Evidence
    location: Location | None


@dataclass(frozen=True, slots=True)
class Statement:
    """What one source says of one entity, with its evidence."""

    record: Record
    cited: tuple[Cited, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Kind and id of the entity."""
        return kind_of(type(self.record)), self.record.id


CLASSES: Final = {expand(f"pg:{cls.__name__}"): cls for cls in RECORDS}


def statements(quads: Iterable[Quad], iris: Iris) -> list[Statement]:
    """All statements in quads of source graphs, in the order of source, kind and id."""
    reader = _Reader(iris)
    for graph, subject, predicate, term in quads:
        reader.add(graph, subject, predicate, term)
    found = reader.statements()
    return sorted(found, key=lambda statement: (statement.record.source, *statement.key))


class _Reader:
    def __init__(self, iris: Iris) -> None:
        self._iris = iris
        self._nodes: dict[tuple[str, str], Node] = {}
        self._typed: list[tuple[str, str, type[Record]]] = []
        self._evidence: dict[tuple[str, str], list[str]] = {}
        self._terms = {name: expand(name) for name in ("rdf:type", "pg:evidenceOf", "pg:enOfficial")}

    def add(self, graph: str, subject: str, predicate: str, term: Term) -> None:
        self._nodes.setdefault((graph, subject), {}).setdefault(predicate, []).append(term)
        if predicate == self._terms["rdf:type"] and (cls := CLASSES.get(term.value)):
            self._typed.append((graph, subject, cls))
        elif predicate == self._terms["pg:evidenceOf"]:
            self._evidence.setdefault((graph, term.value), []).append(subject)

    def statements(self) -> Iterable[Statement]:
        for graph, subject, cls in self._typed:
            source = self._iris.source_of(graph)
            cited = tuple(
                self._cited(graph, node) for node in sorted(self._evidence.get((graph, subject), ()), key=_order)
            )
            values = self._values(graph, subject, cls)
            evidence = tuple(item.evidence for item in cited)
            yield Statement(
                cls(id=self._iris.slug(subject), source=source, evidence=evidence, **values),  # type: ignore[arg-type]
                cited,
            )

    def _values(self, graph: str, subject: str, cls: type) -> dict[str, object]:
        node = self._nodes.get((graph, subject), {})
        values: dict[str, object] = {}
        for field in fields_of(cls):
            if field.nested and not field.many:
                values[field.name] = field.nested(**self._values(graph, subject, field.nested))
            elif terms := node.get(expand(field.term)):
                values[field.name] = self._value(graph, field, terms, node)
        return values

    def _value(self, graph: str, field: Field, terms: list[Term], node: Node) -> object:
        if field.shape == "label":
            return _label(terms, official=field.name == "label" and self._terms["pg:enOfficial"] in node)
        if field.shape == "alt":
            return AltLabel(**{name: tuple(sorted(_in(terms, tag))) for name, tag in (("zh", "zh-Hans"), ("en", "en"))})
        if field.nested:
            parts = sorted((term.value for term in terms), key=_order)
            return tuple(self._part(graph, part, field.nested) for part in parts)
        values = sorted(self._scalar(graph, field, term) for term in terms)  # type: ignore[type-var]
        return tuple(values) if field.many else values[0]

    def _part(self, graph: str, iri: str, cls: type) -> object:
        if cls is Label:
            return _label(self._nodes[graph, iri][expand("skos:prefLabel")])
        return cls(**self._values(graph, iri, cls))

    def _scalar(self, graph: str, field: Field, term: Term) -> object:
        match field.shape:
            case "ref" if len(field.ref.kinds) > 3 if field.ref else False:
                kind_and_slug = self._iris.kind_and_slug(term.value)
                return "/".join(kind_and_slug) if kind_and_slug else term.value
            case "ref" | "code":
                return self._iris.slug(term.value)
            case "date":
                return self._iris.slug(term.value).replace("_", "/")
            case "integer":
                return int(term.value)
            case "decimal":
                return Decimal(term.value)
            case "boolean":
                return term.value == "true"
            case _:
                return term.value

    def _cited(self, graph: str, iri: str) -> Cited:
        node = self._nodes[graph, iri]

        def one(name: str) -> str | None:
            terms = node.get(expand(f"pg:{name}"))
            return terms[0].value if terms else None

        passage, start, end, sha256 = one("inPassage"), one("start"), one("end"), one("sha256")
        occurrence = one("occurrence")
        evidence = Evidence(
            supports=tuple(sorted(term.value for term in node[expand("pg:supports")])),
            passage=self._iris.slug(passage).removeprefix(f"{self._iris.source_of(graph)}-") if passage else None,
            anchor=one("anchor"),
            occurrence=int(occurrence) if occurrence else None,
            row=one("row"),
            column=one("column"),
        )
        located = Location(int(start), int(end), sha256) if start and end and sha256 else None
        return Cited(evidence, located)


def _order(iri: str) -> tuple[str, int, str]:
    """Parts in the order in which they were written: by their number."""
    stem, _, number = iri.rpartition("-")
    return (stem, int(number), "") if "#" in iri and number.isdigit() else (iri, 0, "")


def _in(terms: Iterable[Term], language: str) -> list[str]:
    return [term.value for term in terms if isinstance(term, ox.Literal) and term.language == language.lower()]


def _label(terms: Iterable[Term], *, official: bool = False) -> Label:
    by_language = {cast(ox.Literal, term).language: term.value for term in terms}
    return Label(zh=by_language["zh-hans"], en=by_language["en"], en_official=official)
