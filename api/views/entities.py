"""Any entity as one object, merged from what each source says: a walk over the fields of its record class.

Every kind has ``id``, ``kind``, ``iri``, ``label``, its own fields, ``reports``, ``differs`` and ``evidence``; the
modules beside this one add what only their kind has.
"""

from collections.abc import Callable, Sequence
from decimal import Decimal
from typing import Final, TypeVar, cast

from api.present import Json, Object, Presenter, date, label
from graph.merge import Merged, Stated, merged_date, merged_value
from graph.model import AltLabel, Label, StatedCount
from graph.schema import Field, fields_of
from graph.statements import Statement

V = TypeVar("V")
NAMES: Final = {"zone_class": "class"}
# Fields whose ids stand alone in an answer, as the contract has them, where others are references.
PLAIN: Final = frozenset({"topics", "action", "what", "kind", "lane"})
# What two sources cannot both be right about, beside dates. A status may change between them.
EXCLUSIVE: Final = frozenset({"issuer_count", "edition", "enumerated"})


def entity(show: Presenter, kind: str, slug: str) -> Object:
    """The object of an entity as it was known; UnknownId, NotKnownThen. The caller owns the outer dict only."""
    if show.known_on is not None:
        return _entity(show, kind, slug)
    kept = show.service.objects
    if (kind, slug) not in kept:
        kept[kind, slug] = _entity(show, kind, slug)
    return dict(kept[kind, slug])


def _entity(show: Presenter, kind: str, slug: str) -> Object:
    said = show.known_entity(kind, slug)
    merging = _Merging(show, said)
    own = merging.parts(type(said[0].record), [(item, item.record) for item in said], "")
    return {
        **show.ref(kind, slug),
        **own,
        "reports": reports(show, said),
        "differs": merging.differs,
        "evidence": show.evidence(said),
    }


def reports(show: Presenter, said: Sequence[Statement]) -> list[Json]:
    """References to the reports among the sources of statements."""
    sources = (item.record.source for item in said)
    return show.refs("report", (source for source in sources if source not in show.catalogue.references))


class _Merging:
    """Merges field by field and notes what differs."""

    def __init__(self, show: Presenter, said: Sequence[Statement]) -> None:
        self._show = show
        self._said = {item.record.source: item for item in said}
        self.differs: list[Json] = []

    def parts(self, cls: type, stated: Sequence[tuple[Statement, object]], prefix: str) -> Object:
        """The fields of a record class, or of a part that each record has once, merged over ``stated``."""
        found: Object = {}
        for field in fields_of(cls):
            if prefix or field.name != "label":
                values = [Stated(item.record.source, getattr(part, field.name)) for item, part in stated]
                given = [item for item in values if item.value not in (None, ())]
                found[NAMES.get(field.name, field.name)] = self._merged(field, given, f"{prefix}{field.name}")
        return found

    def _merged(self, field: Field, given: Sequence[Stated[object]], key: str) -> Json:
        if field.shape == "alt":
            return _other_names([cast(AltLabel, item.value) for item in given])
        if field.shape == "label":
            return _together([cast(Label, item.value) for item in given])
        if field.nested and not field.many:
            parts = [(self._said[item.source], item.value) for item in given]
            return self.parts(field.nested, parts, f"{key}.")
        if field.many:
            if field.name == "stated_counts":
                self._counts(given, key)
            every = (value for item in given for value in cast("tuple[object, ...]", item.value))
            return [self._value(field, value) for value in dict.fromkeys(every)]
        if field.shape == "date":
            merged = merged_date(cast("Sequence[Stated[str]]", given))
            self._differ(key, merged, date)
            return date(merged.value)
        value = merged_value(given)
        if field.name in EXCLUSIVE:
            self._differ(key, value, lambda one: self._value(field, one))
        return None if value.value is None else self._value(field, value.value)

    def _value(self, field: Field, value: object) -> Json:
        """One value of a field, as the answer has it."""
        if field.ref is not None:
            slug = str(value)
            if field.name in PLAIN:
                return slug
            return self._show.concept(slug) if field.ref.scheme else self._show.any_ref(slug, *field.ref.kinds)
        if isinstance(value, Label):
            return label(value)
        if field.nested:
            return self._part(field.nested, value)
        if isinstance(value, Decimal):
            return float(value)
        return cast(Json, date(str(value)) if field.shape == "date" else value)

    def _part(self, cls: type, part: object) -> Object:
        """One of several parts of a record: a stated count, a relation, an issuer, a condition."""
        found: Object = {}
        for field in fields_of(cls):
            value = getattr(part, field.name)
            if isinstance(value, tuple):
                found[NAMES.get(field.name, field.name)] = [self._value(field, item) for item in value]
                continue
            shown = None if value is None else self._value(field, value)
            if field.name == "id" and isinstance(shown, dict):
                found.update(shown)
            else:
                found[NAMES.get(field.name, field.name)] = shown
            if field.name == "what":
                found["label"] = label(self._show.catalogue.label("concept", str(value)))
        return found

    def _counts(self, given: Sequence[Stated[object]], key: str) -> None:
        """Numbers that several sources state of one thing are compared kind by kind."""
        found: dict[str, list[Stated[int]]] = {}
        for item in given:
            for count in cast("tuple[StatedCount, ...]", item.value):
                found.setdefault(count.what, []).append(Stated(item.source, count.value))
        for what, counts in found.items():
            if len({item.source for item in counts}) > 1:
                self._differ(f"{key}.{what}", merged_value(counts), int)

    def _differ(self, key: str, merged: Merged[V], shown: Callable[[V], Json]) -> None:
        if not merged.differing:
            return
        keys = (key, key.split(".")[0])
        values: list[Json] = [
            {
                "source": item.source,
                "value": shown(item.value),
                "evidence": self._show.evidence([self._said[item.source]], keys),
            }
            for item in merged.differing
        ]
        self.differs.append({"key": key, "values": values})


def _other_names(names: Sequence[AltLabel]) -> Object:
    """Other names by language, each once."""
    return {
        "zh": list(dict.fromkeys(name for item in names for name in item.zh)),
        "en": list(dict.fromkeys(name for item in names for name in item.en)),
    }


def _together(words: Sequence[Label]) -> Object | None:
    """The remarks of several sources as one."""
    once = list(dict.fromkeys(words))
    return label(Label(zh=" ".join(item.zh for item in once), en=" ".join(item.en for item in once))) if once else None
