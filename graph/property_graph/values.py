"""What records say of an entity as typed properties: text, numbers, days, lists of text.

A date ``published`` is three properties: the EDTF text as printed, and its bounds ``published_earliest`` and
``published_latest`` as days. Words in two languages are ``…_zh`` and ``…_en``.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from decimal import Decimal

from graph.dates import EdtfDate, Span
from graph.model import AltLabel, Label, Record, StatedCount
from graph.network.attributes import merged
from graph.property_graph.model import Value


def properties(records: Sequence[Record]) -> dict[str, Value]:
    """The properties of an entity, merged from its statements; what nobody states, and references, are left out."""
    return {key: item for name, value in merged(records).items() for key, item in flat(name, value).items()}


def dated(name: str, value: EdtfDate) -> dict[str, Value]:
    """A date as its text and its bounds; an open bound is absent."""
    bounds = {f"{name}_earliest": value.earliest, f"{name}_latest": value.latest}
    return {name: value.edtf, **{key: day for key, day in bounds.items() if day}}


def bounded(during: Span, start: str = "from", end: str = "to") -> dict[str, Value]:
    """An interval as up to four days: ``from_earliest``, ``from_latest``, ``to_earliest``, ``to_latest``."""
    days: Mapping[str, date | None] = {
        f"{start}_earliest": during.from_earliest, f"{start}_latest": during.from_latest,
        f"{end}_earliest": during.to_earliest, f"{end}_latest": during.to_latest,
    }  # fmt: skip
    return {name: day for name, day in days.items() if day}


def known(during: Span) -> dict[str, Value]:
    """Since when something is known, and when newer knowledge took its place: ``known_…`` and ``superseded_…``."""
    return bounded(during, "known", "superseded")


def flat(name: str, value: object) -> dict[str, Value]:
    """One value as properties; TypeError for what has no form."""
    match value:
        case EdtfDate():
            return dated(name, value)
        case Label():
            return {f"{name}_zh": value.zh, f"{name}_en": value.en}
        case AltLabel():
            names = {"alt_zh": value.zh, "alt_en": value.en}
            return {key: words for key, words in names.items() if words}
        case Decimal():
            return {name: float(value)}
        case bool() | int() | str():
            return {name: value}
        case tuple():
            return dict(_several(name, value))
        case _:
            raise TypeError(f"{name}: {type(value).__name__} has no form as a property")


def _several(name: str, values: Iterable[object]) -> Iterator[tuple[str, Value]]:
    """Words as two lists, stated counts as a number each (``count_departments``), the rest as a list of text."""
    items = tuple(values)
    labels = [item for item in items if isinstance(item, Label)]
    counts = [item for item in items if isinstance(item, StatedCount)]
    if labels:
        yield f"{name}_zh", tuple(item.zh for item in labels)
        yield f"{name}_en", tuple(item.en for item in labels)
    elif counts:
        for item in counts:
            yield f"count_{item.what.replace('-', '_')}", item.value
            if item.qualifier != "exact":
                yield f"count_{item.what.replace('-', '_')}_qualifier", item.qualifier
    elif items:
        yield name, tuple(str(item) for item in items)
