"""What there is to find: every text that the graph has of an entity, each with the field that holds it.

Beside its own words an entity is found by the names of what it names: a measure by its zone, instrument and topics.
The words of the reports are not in the graph; ``quoted`` takes them from the texts that the user supplies.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.catalogue import Catalogue, Concept
from graph.model import AltLabel, Designation, Label, Observation, Participation, Record
from graph.schema import Field, fields_of

Quote = Callable[[str, int, int], str | None]
# What nobody searches by: how a figure is qualified, and the places of cells in tables.
LEFT_OUT: Final = frozenset({"unit", "qualifier", "table", "row", "column", "status", "area_class", "lane"})
PUBLIC: Final = {"zone_class": "class", "part_of": "parents"}


@dataclass(frozen=True, slots=True)
class Held:
    """A text that a field of an entity holds. ``language``: zh or en, empty for neither. ``passage``: of a quote."""

    kind: str
    id: str
    field: str
    text: str
    language: str = ""
    passage: str = ""


def texts(catalogue: Catalogue) -> Iterator[Held]:
    """All texts in the graph, in the order of kinds and ids; the same text of one field may come twice."""
    for (kind, slug), statements in catalogue.statements.items():
        yield Held(kind, slug, "id", slug)
        for statement in statements:
            yield from _record(catalogue, kind, statement.record)
            yield from _joined(catalogue, kind, statement.record)
    for concept in catalogue.concepts.values():
        yield from _concept(catalogue, concept)


def quoted(catalogue: Catalogue, quote: Quote) -> Iterator[Held]:
    """The sentences that entities rest on, and the passages themselves, as far as ``quote`` has the words."""
    for (kind, slug), statements in catalogue.statements.items():
        for statement in statements:
            report = statement.record.source
            for cited in statement.cited:
                where, passage = cited.location, cited.evidence.passage
                words = quote(report, where.start, where.end) if where and passage else None
                if words:
                    yield Held(kind, slug, "quote", words, "zh", f"{report}-{passage}")
    for passage_id, place in catalogue.passages.items():
        if words := quote(place.report, place.start, place.end):
            yield Held("passage", passage_id, "text", words, "zh", passage_id)


def _both(kind: str, slug: str, field: str, words: Label | None) -> Iterator[Held]:
    if words:
        yield Held(kind, slug, field, words.zh, "zh")
        yield Held(kind, slug, field, words.en, "en")


def _concept(catalogue: Catalogue, concept: Concept) -> Iterator[Held]:
    yield Held(concept.kind, concept.id, "id", concept.id)
    yield from _both(concept.kind, concept.id, "label", concept.label)
    yield from _both(concept.kind, concept.id, "definition", concept.definition)
    for field, kind, slug in (("broader", concept.kind, concept.broader), ("family", "concept", concept.family)):
        if slug:
            yield from _both(concept.kind, concept.id, field, catalogue.label(kind, slug))


def _record(catalogue: Catalogue, kind: str, record: Record) -> Iterator[Held]:
    for field in fields_of(type(record)):
        for name, text, language in _values(catalogue, field, getattr(record, field.name), field.name):
            yield Held(kind, record.id, PUBLIC.get(name, name), text, language)


def _joined(catalogue: Catalogue, kind: str, record: Record) -> Iterator[Held]:
    """What an entity that no source names is about, as one text: a figure's indicator, place and period."""
    parts: tuple[tuple[str | None, tuple[str, ...]], ...]
    when = ""
    match record:
        case Observation():
            subject, _, slug = record.subject.partition("/")
            place = (record.area, ("zone", "area")) if record.area else (slug, (subject,))
            parts, when = ((record.indicator, ("indicator",)), place), record.period or ""
        case Participation():
            status = (record.status, ("concept",))
            parts = ((record.agreement, ("agreement",)), (record.party, ("area", "organization")), status)
        case Designation():
            parts = ((record.place, ("zone", "area")), (record.zone_class, ("zone-class",)))
        case _:
            return
    words = [catalogue.label(catalogue.kind_of(slug, kinds) or kinds[0], slug) for slug, kinds in parts if slug]
    yield Held(kind, record.id, "about", "，".join([*(one.zh for one in words), when]).strip("，"), "zh")
    yield Held(kind, record.id, "about", ", ".join([*(one.en for one in words), when]).strip(", "), "en")


def _values(catalogue: Catalogue, field: Field, value: object, name: str) -> Iterator[tuple[str, str, str]]:
    """Name of the outermost field, text and language of everything in a value."""
    if value is None or field.name in LEFT_OUT:
        return
    if isinstance(value, tuple):
        for part in value:
            yield from _values(catalogue, field, part, name)
    elif isinstance(value, Label):
        yield from ((name, value.zh, "zh"), (name, value.en, "en"))
    elif isinstance(value, AltLabel):
        yield from ((name, text, "zh") for text in value.zh)
        yield from ((name, text, "en") for text in value.en)
    elif field.nested:
        for part in fields_of(field.nested):
            yield from _values(catalogue, part, getattr(value, part.name), name)
    elif field.ref:
        yield from ((name, text, language) for text, language in _names(catalogue, field.ref.kinds, str(value)))
    elif field.shape in ("text", "date", "integer"):
        yield name, str(value), ""


def _names(catalogue: Catalogue, kinds: tuple[str, ...], slug: str) -> Iterator[tuple[str, str]]:
    """The names of an entity that another one names."""
    if "/" in slug:
        kind, _, slug = slug.partition("/")
    else:
        kind = catalogue.kind_of(slug, kinds) or kinds[0]
    words = catalogue.label(kind, slug)
    yield from ((words.zh, "zh"), (words.en, "en"))
    for statement in catalogue.statements.get((kind, slug), ()):
        yield from ((text, "zh") for text in statement.record.alt.zh)
        yield from ((text, "en") for text in statement.record.alt.en)
