"""The relationships that stand in the fields of a record: references to other entities, each with who says so."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from graph.catalogue import Catalogue
from graph.dates import parse, span
from graph.merge import Stated, merged_date
from graph.model import Containment, Issuer, Record, Relation
from graph.network.model import Link, Value
from graph.network.relations import type_of
from graph.schema import Field, fields_of
from graph.statements import Statement


@dataclass(slots=True)
class _Named:
    """One relationship, gathered over the statements that name it."""

    sources: list[str] = field(default_factory=list)
    evidence: list[str] = field(default_factory=list)
    attributes: dict[str, Value] = field(default_factory=dict)
    since: list[Stated[str]] = field(default_factory=list)
    until: list[Stated[str]] = field(default_factory=list)


def references(catalogue: Catalogue, kind: str, slug: str, said: Sequence[Statement]) -> Iterator[Link]:
    """The relationships of an entity to others, as its statements name them; ``applies_to`` is not among them."""
    found: dict[tuple[str, str], _Named] = {}
    for statement in said:
        record = statement.record
        for item in fields_of(type(record)):
            for relation, target, part in _named(catalogue, kind, record, item):
                named = found.setdefault((relation, target), _Named())
                named.sources.append(record.source)
                named.evidence += _passages(record, item.name)
                _add(named, record.source, part)
    for (relation, target), named in found.items():
        since, until = merged_date(named.since).value, merged_date(named.until).value
        values = dict(named.attributes)
        values |= {name: day.edtf for name, day in (("since", since), ("until", until)) if day}
        yield Link(
            relation, f"{kind}/{slug}", target, span(since, until), tuple(sorted(set(named.sources))),
            tuple(dict.fromkeys(named.evidence)), values,
        )  # fmt: skip


def _named(catalogue: Catalogue, kind: str, record: Record, item: Field) -> Iterator[tuple[str, str, object]]:
    """The type and target of each relationship in a field, with the part of the record that names it."""
    value = getattr(record, item.name)
    if value is None or item.name == "applies_to":
        return
    for part in value if item.many else (value,):
        match part:
            case Issuer():
                yield "issued_by", f"organization/{part.id}", part
            case Relation():
                yield part.type, _target(catalogue, part.target, ("instrument", "agreement", "document")), part
            case Containment():
                yield "part_of", _target(catalogue, part.place, ("zone", "area")), part
            case str() if item.ref and item.ref.scheme is None:
                yield type_of(kind, item.name), _target(catalogue, part, item.ref.kinds), part
            case _:
                pass


def _target(catalogue: Catalogue, slug: str, kinds: tuple[str, ...]) -> str:
    return slug if "/" in slug else f"{catalogue.kind_of(slug, kinds) or kinds[0]}/{slug}"


def _add(named: _Named, source: str, part: object) -> None:
    if isinstance(part, Issuer):
        if part.as_printed:
            named.attributes["as_printed"] = part.as_printed
        named.attributes["inferred"] = part.inferred
    elif isinstance(part, Containment):
        if part.since:
            named.since.append(Stated(source, parse(part.since).edtf))
        if part.until:
            named.until.append(Stated(source, parse(part.until).edtf))


def _passages(record: Record, name: str) -> list[str]:
    """The passages that support a field of a record; all of them where none is said to."""
    given = [(item, any(key.split(".")[0] == name for key in item.supports)) for item in record.evidence]
    chosen = [item for item, supports in given if supports] or [item for item, _ in given]
    return [f"{record.source}-{item.passage}" if item.passage else record.source for item in chosen]
