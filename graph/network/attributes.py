"""What records say in words, codes, numbers and dates, as flat attributes that every graph tool can hold."""

from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal

from graph.catalogue import Catalogue
from graph.dates import EdtfDate
from graph.merge import Stated, merged_date
from graph.model import AltLabel, Label, Observation, Record, StatedCount
from graph.network.model import Value
from graph.schema import Field, fields_of

# Fields of parts that speak of the entity itself, by the name that they take.
PARTS = {("valid", "since"): "valid_since", ("valid", "basis"): "valid_basis", ("valid", "until"): "valid_until"}


def attributes(records: Sequence[Record]) -> dict[str, Value]:
    """The attributes of an entity from its statements, in the order of the model; what nobody states is left out."""
    return {key: item for name, value in merged(records).items() for key, item in _flat(name, value).items()}


def merged(records: Sequence[Record]) -> dict[str, object]:
    """One value of each thing stated of an entity: the most precise compatible date (EdtfDate), else the last value."""
    said: dict[str, list[Stated[object]]] = {}
    shapes: dict[str, str] = {}
    for record in records:
        for name, field, value in _stated(record):
            said.setdefault(name, []).append(Stated(record.source, value))
            shapes[name] = field.shape
    found: dict[str, object] = {}
    for name, values in said.items():
        if shapes[name] == "date":
            found[name] = merged_date([Stated(item.source, str(item.value)) for item in values]).value
        else:
            found[name] = values[-1].value
    return found


def _stated(record: Record) -> Iterator[tuple[str, Field, object]]:
    """The name, field and value of everything stated that is no reference to another entity."""
    for field in fields_of(type(record)):
        value = getattr(record, field.name)
        if value in (None, (), AltLabel()) or field.name == "label" or _is_reference(field):
            continue
        if field.shape == "nested" and not field.many:
            for part in fields_of(type(value)):
                item = getattr(value, part.name)
                if item is not None:
                    yield PARTS.get((field.name, part.name), part.name), part, item
        else:
            yield field.name, field, value


def _is_reference(field: Field) -> bool:
    """Whether a field becomes relationships: codes of vocabularies do not."""
    if field.nested:
        return field.many and field.name in ("issuers", "relations", "part_of", "applies_to")
    return field.ref is not None and field.ref.scheme is None


def _flat(name: str, value: object) -> dict[str, Value]:
    match value:
        case EdtfDate():
            return {name: value.edtf}
        case Label():
            return {f"{name}_zh": value.zh, f"{name}_en": value.en}
        case AltLabel():
            names = {"alt_zh": value.zh, "alt_en": value.en}
            return {key: " | ".join(words) for key, words in names.items() if words}
        case Decimal():
            return {name: float(value)}
        case bool() | int() | str():
            return {name: value}
        case tuple():
            return _joined(name, value)
        case _:
            raise TypeError(f"{name}: {type(value).__name__} has no attribute form")


def _joined(name: str, values: Iterable[object]) -> dict[str, Value]:
    items = list(values)
    labels = [item for item in items if isinstance(item, Label)]
    if labels:
        return {f"{name}_{tag}": " | ".join(getattr(item, tag) for item in labels) for tag in ("zh", "en")}
    counts = [f"{item.what}={item.value}" for item in items if isinstance(item, StatedCount)]
    return {name: " | ".join(counts or [str(item) for item in items])}


def observation_label(catalogue: Catalogue, record: Record) -> Label | None:
    """A figure has no name of its own: where, when, what and the value as printed."""
    if not isinstance(record, Observation):
        return None
    about = [catalogue.label("indicator", record.indicator)]
    if record.area:
        about.insert(0, catalogue.label(catalogue.kind_of(record.area, ("area", "zone")) or "area", record.area))
    when = f" {record.period}" if record.period else ""
    zh, en = " ".join(item.zh for item in about), ", ".join(item.en for item in about)
    return Label(zh=f"{zh}{when}：{record.value_text}", en=f"{en}{when}: {record.value_text}")
