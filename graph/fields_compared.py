"""Two records of one entity, field by field: what they state differently, and what only one of them states.

Our own classification (topics, sectors) and names are not compared: they are not what a source states.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeAlias, cast

from graph.catalogue import Catalogue
from graph.dates import EdtfDate, more_precise, parse
from graph.model import Record, StatedCount
from graph.schema import Field, fields_of

Named: TypeAlias = tuple[str, str]
"""Kind and id of an entity."""

Value: TypeAlias = str | int | EdtfDate | tuple[Named, ...]
DetailType: TypeAlias = Literal["status", "date", "count", "place", "names", "other"]
Relation: TypeAlias = Literal["differs", "more_precise", "less_precise", "names_more", "names_fewer",
                              "only_from", "only_to"]  # fmt: skip
LEFT_OUT: Final = frozenset({"label", "alt", "note", "topics", "sectors", "conditions"})
PLACES: Final = frozenset({"place", "zone_class", "places", "area", "territory", "part_of", "applies_to"})


@dataclass(frozen=True, slots=True)
class Detail:
    """One key of a record in two reports, and how the second statement relates to the first."""

    key: str
    type: DetailType
    relation: Relation
    before: Value | None
    after: Value | None


def details(catalogue: Catalogue, before: Record, after: Record) -> tuple[Detail, ...]:
    """What two records of one kind do not state alike, in the order of the model."""
    one, other = dict(_values(catalogue, before)), dict(_values(catalogue, after))
    keys = dict.fromkeys((*one, *other))
    found = (_detail(key, one.get(key), other.get(key)) for key in keys)
    return tuple(item for item in found if item)


def named(catalogue: Catalogue, record: Record) -> Iterator[tuple[str, Named]]:
    """The entities that a record refers to, each with the key it stands under (``applies_to.place``)."""
    yield from _named(catalogue, record, "")


def _detail(key: str, before: Value | None, after: Value | None) -> Detail | None:
    if before == after:
        return None
    of = _type(key, before if before is not None else after)
    if before is None or after is None:
        return Detail(key, of, "only_to" if before is None else "only_from", before, after)
    return Detail(key, of, _relation(of, before, after), before, after)


def _relation(of: DetailType, before: Value, after: Value) -> Relation:
    if isinstance(before, EdtfDate) and isinstance(after, EdtfDate):
        narrower = more_precise(before, after)
        if narrower is None:
            return "differs"
        return "more_precise" if narrower == after else "less_precise"
    if of == "names" and isinstance(before, tuple) and isinstance(after, tuple):
        if set(before) < set(after):  # a source that names some does not say that there are no others
            return "names_more"
        if set(before) > set(after):
            return "names_fewer"
    return "differs"


def _type(key: str, value: Value | None) -> DetailType:
    if isinstance(value, EdtfDate):
        return "date"
    if isinstance(value, int):
        return "count"
    if key == "status":
        return "status"
    if not isinstance(value, tuple):
        return "other"
    return "place" if key.split(".")[0] in PLACES else "names"


def _values(catalogue: Catalogue, part: object, prefix: str = "") -> Iterator[tuple[str, Value]]:
    """The values that a record states, by key; several references stand as one value, in order."""
    for field in fields_of(type(part)):
        value: object = getattr(part, field.name)
        key = f"{prefix}{field.name}"
        if field.name in LEFT_OUT or value is None or value == ():
            continue
        if field.name == "stated_counts":
            for count in cast("tuple[StatedCount, ...]", value):
                yield f"{key}.{count.what}", count.value
        elif field.nested and not field.many:
            yield from _values(catalogue, value, f"{key}.")
        elif targets := tuple(sorted({target for _, target in _of_field(catalogue, field, value, key)})):
            yield key, targets
        elif field.shape == "date":
            yield key, parse(str(value))
        elif not field.nested:
            yield key, value if isinstance(value, int) else str(value)


def _named(catalogue: Catalogue, part: object, prefix: str) -> Iterator[tuple[str, Named]]:
    for field in fields_of(type(part)):
        value: object = getattr(part, field.name)
        if value is not None:
            yield from _of_field(catalogue, field, value, f"{prefix}{field.name}")


def _of_field(catalogue: Catalogue, field: Field, value: object, key: str) -> Iterator[tuple[str, Named]]:
    """The entities that a field refers to; terms of a vocabulary are none."""
    every = cast("tuple[object, ...]", value) if field.many else (value,)
    for one in every:
        if field.nested:
            yield from _named(catalogue, one, f"{key}.")
        elif field.ref and not field.ref.scheme:
            kind, slash, slug = str(one).partition("/")
            if slash:
                yield key, (kind, slug)
            elif found := catalogue.kind_of(kind, field.ref.kinds):
                yield key, (found, kind)
