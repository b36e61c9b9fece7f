"""The model read as data: for each record class its fields, what they hold, and their RDF property.

Loading, checking, RDF and the property graph are thin walks over these field descriptions, so that a new kind of
record or a new key is a change of ``graph/model.py`` and of the ontology only.
"""

import types
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Annotated, Final, Literal, Union, get_args, get_origin, get_type_hints

from graph.model import AltLabel, Label, Record, Ref, Term, When

Shape = Literal["label", "alt", "ref", "date", "code", "nested", "text", "integer", "decimal", "boolean"]

# Properties that are not ``pg:`` and the field's name: standard terms, and the singular where a field holds several.
TERMS: Final = {
    "label": "skos:prefLabel",
    "alt": "skos:altLabel",
    "note": "skos:note",
    "topics": "pg:topic",
    "issuers": "pg:issuance",
    "stated_counts": "pg:statedCount",
    "relations": "pg:relation",
    "agreements": "pg:agreement",
    "authorities": "pg:authority",
    "applies_to": "pg:applicability",
    "conditions": "pg:condition",
    "sectors": "pg:sector",
    "places": "pg:place",
    "instruments": "pg:instrument",
    "organizations": "pg:organization",
    "documents": "pg:document",
    "publishers": "pg:publisher",
    "part_of": "pg:containment",
}
_SCALARS: Final[dict[object, Shape]] = {str: "text", int: "integer", Decimal: "decimal", bool: "boolean"}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: ``shape`` of one value, ``many`` for a list, ``ref`` for ids, ``nested`` for parts of a record."""

    name: str
    shape: Shape
    many: bool
    term: str
    ref: Ref | None = None
    nested: type | None = None


def camel(name: str) -> str:
    """``issuer_count`` → ``issuerCount``: the local name of a field's property."""
    head, *rest = name.split("_")
    return head + "".join(part.capitalize() for part in rest)


def _unwrap(hint: object) -> tuple[object, list[object], bool]:
    """The innermost type of a hint, the marks of its Annotated layers, and whether it was a tuple."""
    marks: list[object] = []
    many = False
    while True:
        origin = get_origin(hint)
        if origin is Annotated:
            hint, *found = get_args(hint)
            marks += found
        elif origin in (Union, types.UnionType):
            hint = next(part for part in get_args(hint) if part is not type(None))
        elif origin is tuple:
            hint, many = get_args(hint)[0], True
        else:
            return hint, marks, many


def _field(name: str, hint: object) -> Field:
    inner, marks, many = _unwrap(hint)
    term = next((mark.name for mark in marks if isinstance(mark, Term)), TERMS.get(name, f"pg:{camel(name)}"))
    ref = next((mark for mark in marks if isinstance(mark, Ref)), None)
    if ref is not None:
        return Field(name, "ref", many, term, ref=ref)
    if any(isinstance(mark, When) for mark in marks):
        return Field(name, "date", many, term)
    if inner is Label and not many:
        return Field(name, "label", many, term)
    if inner is AltLabel:
        return Field(name, "alt", many, term)
    if get_origin(inner) is Literal:
        return Field(name, "code", many, term)
    if isinstance(inner, type) and is_dataclass(inner):
        return Field(name, "nested", many, term, nested=inner)
    return Field(name, _SCALARS[inner], many, term)


def fields_of(cls: type) -> tuple[Field, ...]:
    """The fields of a record or of a part of one, in the order of the model; identity and provenance left out."""
    return _fields_of(cls)


@lru_cache(maxsize=64)
def _fields_of(cls: type) -> tuple[Field, ...]:
    if not is_dataclass(cls):
        raise TypeError(f"{cls.__name__} is no part of the model")
    hints = get_type_hints(cls, include_extras=True)
    outside = {"id", "kind", "source", "evidence"} if issubclass(cls, Record) else {"source"}
    return tuple(_field(item.name, hints[item.name]) for item in fields(cls) if item.name not in outside)


def kind_of(cls: type[Record]) -> str:
    """The kind of a record class: ``ZoneClass`` → ``zone-class``."""
    return str(next(item.default for item in fields(cls) if item.name == "kind"))
