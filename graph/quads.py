"""Records → RDF: each record as sorted N-Quads in the named graph of its source. Pure: no clock, no blank node.

The walk over the fields is driven by ``graph.schema``; ``graph.statements`` reads the same quads back.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Final

from graph import dates
from graph.iris import Iris
from graph.model import AltLabel, Applicability, Evidence, Label, Record
from graph.schema import Field, camel, fields_of, kind_of
from ontology.namespaces import expand

ZH: Final = "zh-Hans"
EN: Final = "en"
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})


@dataclass(frozen=True, slots=True)
class Location:
    """Where evidence stands in a report's normalised text: the sentence's offsets (code points) and its SHA-256."""

    start: int
    end: int
    sha256: str


Locate = Callable[[str, Evidence], Location | None]
"""Finds the location of a piece of evidence of a source; None where the source has no text (reference data)."""


def text(value: str, language: str | None = None) -> str:
    """A literal in N-Quads form."""
    body = f'"{value.translate(_ESCAPES)}"'
    return f"{body}@{language}" if language else body


def typed(value: int | Decimal | bool | date) -> str:
    """A typed literal in N-Quads form, in its canonical lexical form."""
    if isinstance(value, bool):
        return f'"{str(value).lower()}"^^<{expand("xsd:boolean")}>'
    if isinstance(value, int):
        return f'"{value}"^^<{expand("xsd:integer")}>'
    if isinstance(value, date):
        return f'"{value.isoformat()}"^^<{expand("xsd:date")}>'
    return f'"{value:f}"^^<{expand("xsd:decimal")}>'


class QuadWriter:
    """Writes records of a corpus as N-Quads lines.

    ``kinds``: id → the kinds of entity that have it, so that an id of a field that allows several finds its own.
    """

    def __init__(self, iris: Iris, kinds: Mapping[str, frozenset[str]], locate: Locate) -> None:
        self._iris = iris
        self._kinds = kinds
        self._locate = locate
        self._dates: set[str] = set()
        self._type = f"<{expand('rdf:type')}>"

    def record(self, record: Record) -> Iterator[str]:
        """The quads of one record."""
        subject = self._iris.entity(kind_of(type(record)), record.id)
        graph = f"<{self._iris.graph(record.source)}>"
        yield f"<{subject}> {self._type} <{expand(f'pg:{type(record).__name__}')}> {graph} ."
        yield from self._fields(record, subject, record.source, graph)
        for number, evidence in enumerate(record.evidence, 1):
            node = self._iris.part(subject, record.source, "evidence", number)
            yield from self._evidence(evidence, node, subject, record.source, graph)

    def dates(self) -> Iterator[str]:
        """The nodes of all dates that the records written so far mention."""
        graph = f"<{self._iris.graph('dates')}>"
        for edtf in sorted(self._dates):
            node, value = f"<{self._iris.date(edtf)}>", dates.parse(edtf)
            yield f"{node} {self._type} <{expand('pg:Date')}> {graph} ."
            yield f"{node} <{expand('pg:edtf')}> {text(edtf)} {graph} ."
            yield f"{node} <{expand('pg:precision')}> {text(value.precision)} {graph} ."
            if value.earliest:
                yield f"{node} <{expand('pg:earliest')}> {typed(value.earliest)} {graph} ."
            if value.latest:
                yield f"{node} <{expand('pg:latest')}> {typed(value.latest)} {graph} ."

    def date(self, edtf: str) -> str:
        """The IRI of a date, whose node is then among ``dates()``."""
        self._dates.add(edtf)
        return self._iris.date(edtf)

    def target(self, allowed: Iterable[str], slug: str) -> str:
        """The IRI of what ``slug`` names: the first allowed kind that has it; ``kind/slug`` says which."""
        if "/" in slug:
            kind, _, rest = slug.partition("/")
            return self._iris.entity(kind, rest)
        allowed = tuple(allowed)
        having = self._kinds.get(slug, frozenset())
        kind = next((kind for kind in allowed if kind in having), allowed[0])
        return self._iris.entity(kind, slug)

    def _fields(self, part: object, subject: str, source: str, graph: str) -> Iterator[str]:
        for field in fields_of(type(part)):
            value = getattr(part, field.name)
            if value is None or value == ():
                continue
            predicate = f"<{expand(field.term)}>"
            for number, item in enumerate(value if field.many else (value,), 1):
                if field.shape == "nested":
                    yield from self._nested(field, item, subject, predicate, source, graph, number)
                else:
                    for literal in self._objects(field, item):
                        yield f"<{subject}> {predicate} {literal} {graph} ."
                    if field.name == "label" and isinstance(item, Label) and item.en_official:
                        yield f"<{subject}> <{expand('pg:enOfficial')}> {typed(True)} {graph} ."

    def _objects(self, field: Field, value: object) -> Iterator[str]:
        match value:
            case Label():
                yield text(value.zh, ZH)
                yield text(value.en, EN)
            case AltLabel():
                yield from (text(name, ZH) for name in value.zh)
                yield from (text(name, EN) for name in value.en)
            case str() if field.shape == "date":
                yield f"<{self.date(value)}>"
            case str() if field.ref:
                yield f"<{self.target(field.ref.kinds, value)}>"
            case str() if field.shape == "code":
                yield f"<{self._iris.entity('concept', value)}>"
            case str():
                yield text(value)
            case bool() | int() | Decimal():
                yield typed(value)
            case _:
                raise TypeError(f"{field.name}: {type(value).__name__} has no RDF form")

    def _nested(
        self, field: Field, part: object, subject: str, predicate: str, source: str, graph: str, number: int
    ) -> Iterator[str]:
        if not field.many:  # a single part (dates, validity) speaks of the entity itself
            yield from self._fields(part, subject, source, graph)
            return
        if isinstance(part, Applicability):
            owner = self._iris.slug(subject)
            node = self._iris.entity("applicability", f"{owner}-{part.place or part.zone_class}")
        else:
            node = self._iris.part(subject, source, field.name, number)
        yield f"<{subject}> {predicate} <{node}> {graph} ."
        yield f"<{node}> {self._type} <{expand(f'pg:{_class_name(part)}')}> {graph} ."
        if isinstance(part, Label):
            yield f"<{node}> <{expand('skos:prefLabel')}> {text(part.zh, ZH)} {graph} ."
            yield f"<{node}> <{expand('skos:prefLabel')}> {text(part.en, EN)} {graph} ."
        else:
            yield from self._fields(part, node, source, graph)

    def _evidence(self, evidence: Evidence, node: str, subject: str, source: str, graph: str) -> Iterator[str]:
        yield f"<{node}> {self._type} <{expand('pg:Evidence')}> {graph} ."
        yield f"<{node}> <{expand('pg:evidenceOf')}> <{subject}> {graph} ."
        for key in evidence.supports:
            yield f"<{node}> <{expand('pg:supports')}> {text(key)} {graph} ."
        if evidence.passage is None:
            origin = self._iris.entity("reference-source", source)
            yield f"<{node}> <{expand('pg:referenceSource')}> <{origin}> {graph} ."
            return
        passage = self._iris.entity("passage", f"{source}-{evidence.passage}")
        yield f"<{node}> <{expand('pg:inPassage')}> <{passage}> {graph} ."
        for name, value in (("anchor", evidence.anchor), ("row", evidence.row), ("column", evidence.column)):
            if value is not None:
                yield f"<{node}> <{expand(f'pg:{name}')}> {text(value)} {graph} ."
        if evidence.occurrence is not None:
            yield f"<{node}> <{expand('pg:occurrence')}> {typed(evidence.occurrence)} {graph} ."
        where = self._locate(source, evidence)
        if where is not None:
            yield f"<{node}> <{expand('pg:start')}> {typed(where.start)} {graph} ."
            yield f"<{node}> <{expand('pg:end')}> {typed(where.end)} {graph} ."
            yield f"<{node}> <{expand('pg:sha256')}> {text(where.sha256)} {graph} ."


def _class_name(part: object) -> str:
    """The class of a part: its dataclass, and ``Sector`` for words in a list of labels."""
    return "Sector" if isinstance(part, Label) else camel(type(part).__name__)
