"""What no single record shows: ids that exist, dates that can be read, evidence for every fact, one label an entity."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final

from graph import dates
from graph.errors import BadDate, Fault
from graph.model import Applicability, Designation, Observation, Participation, Record, Ref
from graph.schema import Field, fields_of, kind_of
from loaders.records import REFERENCE, Loaded
from loaders.vocabulary import Vocabulary

SHORT_LABELS: Final = frozenset({"measure", "target", "event"})
LABEL_LENGTH: Final = 40
ANCHOR_LENGTH: Final = 30
UNLABELLED: Final = (Participation, Designation, Observation)
# Keys that some evidence of the record must support wherever they are given: every date, issuer, count, status, place.
SUPPORTED: Final = frozenset(
    {"adopted", "published", "in_force", "applicable", "ended", "since", "until", "date", "by", "cutoff", "issuers",
     "issuer_count", "stated_counts", "status", "applies_to", "part_of", "place", "places", "party", "value"}
)  # fmt: skip
UNSTATED: Final = frozenset({"observation.status", "target.status", "area.part_of", "zone.part_of"})


@dataclass(frozen=True, slots=True)
class Given:
    """One value of a record: the dotted key it stands under, its field, and the value."""

    key: str
    field: Field
    value: object


def given(part: object, prefix: str = "") -> Iterator[Given]:
    """Every value in a record, parts of parts included."""
    for field in fields_of(type(part)):
        value = getattr(part, field.name)
        if value is None or value == ():
            continue
        for number, item in enumerate(value if field.many else (value,)):
            key = f"{prefix}{field.name}.{number}" if field.many else f"{prefix}{field.name}"
            yield Given(key, field, item)
            if field.shape == "nested":
                yield from given(item, f"{key}.")


def kinds_of_ids(loaded: Loaded) -> Mapping[str, frozenset[str]]:
    """For each id the kinds of entity that have it."""
    kinds: dict[str, set[str]] = {}
    for record in loaded.records:
        kinds.setdefault(record.id, set()).add(kind_of(type(record)))
    return {slug: frozenset(having) for slug, having in kinds.items()}


def check(loaded: Loaded, vocabulary: Vocabulary) -> list[Fault]:
    """All faults of the records taken together, in the order of the files."""
    ids = Ids(kinds_of_ids(loaded), vocabulary)
    faults: list[Fault] = []
    for index, record in enumerate(loaded.records):
        faults += _values(loaded, index, record, ids)
        faults += _targets(loaded, index, record)
        if not _is_reference(loaded, index):
            faults += _evidence(loaded, index, record)
    return [*faults, *_identities(loaded), *_labels(loaded), *_sources(loaded)]


def _is_reference(loaded: Loaded, index: int) -> bool:
    return loaded.origins[index].file.relative_to(loaded.root).parts[0] == REFERENCE


class Ids:
    """All ids that fields may hold, by the kinds and the concept scheme that a field allows."""

    def __init__(self, kinds: Mapping[str, frozenset[str]], vocabulary: Vocabulary) -> None:
        self._kinds = kinds
        self._vocabulary = vocabulary
        self._known: dict[Ref, frozenset[str]] = {}

    def known(self, ref: Ref) -> frozenset[str]:
        """The ids of entities of these kinds and of concepts of this scheme."""
        if ref not in self._known:
            entities = (slug for slug, having in self._kinds.items() if not having.isdisjoint(ref.kinds))
            concepts = (self._vocabulary.ids(kind, ref.scheme) for kind in ref.kinds)
            self._known[ref] = frozenset(entities).union(*concepts)
        return self._known[ref]


def _values(loaded: Loaded, index: int, record: Record, ids: Ids) -> Iterator[Fault]:
    for item in given(record):
        if item.field.shape == "date":
            try:
                dates.parse(str(item.value))
            except BadDate as error:
                yield loaded.fault(index, item.key, repr(error.found), error.expected)
        elif item.field.ref:
            fault = _missing(loaded, index, item, item.field.ref, ids)
            if fault:
                yield fault


def _missing(loaded: Loaded, index: int, item: Given, ref: Ref, ids: Ids) -> Fault | None:
    """A fault if no entity, and no concept of the scheme, has the id."""
    slug = str(item.value)
    if "/" in slug:
        kind, _, slug = slug.partition("/")
        ref = Ref((kind,), ref.scheme)
    known = ids.known(ref)
    if slug in known:
        return None
    near = get_close_matches(slug, known, n=3, cutoff=0.6)
    what = ref.scheme or " or ".join(ref.kinds)
    hint = f"; near: {', '.join(near)}" if near else ""
    return loaded.fault(index, item.key, repr(str(item.value)), f"a known {what} id{hint}")


def _targets(loaded: Loaded, index: int, record: Record) -> Iterator[Fault]:
    """Exactly one of place and class in each applicability; a figure that prints no number says that it is missing."""
    if isinstance(record, Observation) and (record.value is None) != (record.status == "missing"):
        yield loaded.fault(index, "value", str(record.value), "a number, or `status: missing`")
    for item in given(record):
        if isinstance(item.value, Applicability) and (item.value.place is None) == (item.value.zone_class is None):
            yield loaded.fault(index, item.key, "both or neither", "exactly one of place and class")


def _evidence(loaded: Loaded, index: int, record: Record) -> Iterator[Fault]:
    keys = {field.name for field in fields_of(type(record))}
    supported: set[str] = set()
    for number, evidence in enumerate(record.evidence):
        key = f"evidence.{number}"
        if evidence.passage is None or (evidence.anchor is None) == (evidence.row is None):
            yield loaded.fault(
                index, key, "an incomplete locator", "a passage and an anchor, or a table, row and column"
            )
        if evidence.anchor is not None and len(evidence.anchor) > ANCHOR_LENGTH and evidence.anchor != _title(record):
            yield loaded.fault(
                index, key, f"an anchor of {len(evidence.anchor)} characters", f"at most {ANCHOR_LENGTH}"
            )
        for name in evidence.supports:
            if name.split(".")[0] not in keys:
                yield loaded.fault(
                    index, f"{key}.supports", repr(name), f"a key of the record: {', '.join(sorted(keys))}"
                )
            supported.add(name)
    kind = kind_of(type(record))
    for item in given(record):
        needed = item.field.name in SUPPORTED and f"{kind}.{item.field.name}" not in UNSTATED
        whole = ".".join(part for part in item.key.split(".") if not part.isdigit())
        names = {whole, whole.split(".")[0], item.field.name, item.key}
        if needed and not any(name in names or name.startswith(f"{whole}.") for name in supported):
            yield loaded.fault(index, item.key, "no evidence", f"evidence with `for: [{item.key}]`")


def _title(record: Record) -> str | None:
    return record.label.zh if record.label else None


def _identities(loaded: Loaded) -> Iterator[Fault]:
    seen: Counter[tuple[str, str, str]] = Counter()
    for index, record in enumerate(loaded.records):
        key = (kind_of(type(record)), record.id, record.source)
        seen[key] += 1
        if seen[key] == 2:
            yield loaded.fault(index, "id", repr(record.id), f"one {key[0]} of this id in a source")


def _labels(loaded: Loaded) -> Iterator[Fault]:
    """One label an entity, and short ones where they are our own words."""
    labels: dict[tuple[str, str], set[tuple[str, str]]] = {}
    first: dict[tuple[str, str], int] = {}
    for index, record in enumerate(loaded.records):
        key = (kind_of(type(record)), record.id)
        first.setdefault(key, index)
        if record.label:
            labels.setdefault(key, set()).add((record.label.zh, record.label.en))
            if key[0] in SHORT_LABELS and len(record.label.zh) > LABEL_LENGTH:
                yield loaded.fault(index, "label", f"{len(record.label.zh)} characters", f"at most {LABEL_LENGTH}")
    for key, index in first.items():
        count = len(labels.get(key, ()))
        if count > 1 or (count == 0 and not isinstance(loaded.records[index], UNLABELLED)):
            yield loaded.fault(index, "label", f"{count} different labels", "one label in all sources together")


def _sources(loaded: Loaded) -> Iterator[Fault]:
    known = {source.id for source in loaded.sources}
    for index, record in enumerate(loaded.records):
        if _is_reference(loaded, index) and record.source not in known:
            near = get_close_matches(record.source, known, n=3)
            yield loaded.fault(index, "source", repr(record.source), f"an id of sources.yml; near: {', '.join(near)}")
