"""A record's facts for a person: key and value, references with their labels, dates as the source gives them."""

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from api.cli.language import Words
from graph.model import AltLabel, Label, Record
from graph.schema import Field, fields_of

if TYPE_CHECKING:
    from api.present import Presenter


def facts(say: Words, view: "Presenter", record: Record) -> Iterator[tuple[str, str]]:
    """Dotted key and value of everything that the record states, in the order of the model."""
    return _facts(say, view, record, "")


def _facts(say: Words, view: "Presenter", part: object, prefix: str) -> Iterator[tuple[str, str]]:
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        key = f"{prefix}{field.name}"
        if value is None or value == ():
            continue
        if isinstance(value, AltLabel):
            names = say(", ").join((*value.zh, *value.en))
            if names:
                yield key, names
        elif field.nested and not field.many:
            yield from _facts(say, view, value, f"{key}.")
        elif field.many:
            joined = "; " if field.nested and field.nested is not Label else say(", ")
            yield key, joined.join(_value(say, view, field, item) for item in value)
        else:
            yield key, _value(say, view, field, value)


def _value(say: Words, view: "Presenter", field: Field, value: object) -> str:
    if isinstance(value, Label):
        return value.zh if say.language == "zh" else value.en
    if field.ref is not None:
        slug = str(value)
        kinds = field.ref.kinds
        ref = view.any_ref(slug, *kinds)
        return f"{say.label(ref['label'])} ({slug})"
    if field.nested:
        return say(", ").join(f"{key} {text}" for key, text in _facts(say, view, value, ""))
    if isinstance(value, Decimal):
        return f"{value:f}"
    return str(value)
