"""Zones and areas: what classes they belong to, what contains them, what they contain, since when."""

from collections.abc import Sequence

from api.present import Json, Object, Presenter, date
from api.views import supported
from api.views.entities import entity
from graph.applicability import held_then, known_then
from graph.dates import EdtfDate, Span, parse, span
from graph.merge import Stated, existence, merged_date
from graph.model import Area, Designation, PlaceRecord, ZoneClass
from graph.territory import Step


def kind_of(show: Presenter, slug: str) -> str:
    """Whether a place is a zone or an area; UnknownId."""
    kind, _ = show.catalogue.place(slug)
    return kind


def place(show: Presenter, slug: str, day: EdtfDate | None) -> Object:
    """A zone or area; with ``day``, only the classes, parents and children that it may have had then."""
    kind = kind_of(show, slug)
    found = entity(show, kind, slug)
    area_class = found.pop("area_class", None)
    found.pop("part_of")
    classes = [designated(show, item) for item in designations(show, slug, day)]
    stated = found["status"]
    return {
        **found,
        "classes": [*([area_class] if area_class else []), *classes],
        "parents": parents(show, slug, day),
        "children": children(show, slug, day),
        "status": stated if stated or kind == "area" else "in_force",
    }


def records(show: Presenter, slug: str) -> list[PlaceRecord]:
    """What the sources known then say of a place."""
    said = (statement.record for statement in show.said(kind_of(show, slug), slug))
    return [record for record in said if isinstance(record, PlaceRecord)]


def existed(show: Presenter, slug: str, day: EdtfDate | None) -> bool:
    """Whether a place existed, certainly or possibly, on a day; without one, yes."""
    return day is None or held_then(existence(records(show, slug)), day) is not None


def class_ids(show: Presenter, slug: str, day: EdtfDate | None) -> set[str]:
    """The classes of zones and the class of areas that a place belongs to."""
    areas = {record.area_class for record in records(show, slug) if isinstance(record, Area) and record.area_class}
    return areas | {_designation(show, item)[0].zone_class for item in designations(show, slug, day)}


def enumerated(show: Presenter, slug: str) -> bool:
    """Whether a source lists members of a class; of a class of areas, every area says it itself."""
    if not show.catalogue.kind_of(slug, ("zone-class",)):
        return True
    said = [statement.record for statement in show.said("zone-class", slug)]
    return any(isinstance(record, ZoneClass) and record.enumerated in ("full", "part") for record in said)


def designations(show: Presenter, slug: str, day: EdtfDate | None) -> list[str]:
    """The ids of the designations of a place that were known then and may have held on ``day``."""
    found = show.citing("designation", "place").get(slug, [])
    return [item for item in found if day is None or held_then(_during(_designation(show, item)), day)]


def _designation(show: Presenter, slug: str) -> list[Designation]:
    said = (statement.record for statement in show.said("designation", slug))
    return [record for record in said if isinstance(record, Designation)]


def _during(records: Sequence[Designation]) -> Span:
    since = merged_date([Stated(record.source, record.since) for record in records if record.since])
    until = merged_date([Stated(record.source, record.until) for record in records if record.until])
    return span(since.value, until.value)


def designated(show: Presenter, slug: str) -> Object:
    """A class with the designation that makes a place its member: since when, until when, under which instrument."""
    found = entity(show, "designation", slug)
    said = _designation(show, slug)
    kept = ("since", "until", "instrument", "differs")
    return {
        **show.ref("zone-class", said[0].zone_class),
        "designation": slug,
        **{key: found[key] for key in kept},
        "evidence": show.evidence(show.said("designation", slug), names=supported.DESIGNATED),
    }


def parents(show: Presenter, slug: str, day: EdtfDate | None) -> list[Json]:
    """What directly contains a place, each once, with the dates that a source gives."""
    found: dict[str, Object] = {}
    for record in records(show, slug):
        for part in record.part_of:
            during = span(parse(part.since) if part.since else None, parse(part.until) if part.until else None)
            if day is None or (held_then(during, day) and existed(show, part.place, day)):
                since, until = date(part.since), date(part.until)
                shown = found.setdefault(part.place, {**show.place(part.place), "since": None, "until": None})
                shown.update(since=since or shown["since"], until=until or shown["until"])
    return list(found.values())


def children(show: Presenter, slug: str, day: EdtfDate | None) -> list[Json]:
    """What a place directly contains."""
    inside = [
        child
        for kind in ("area", "zone")
        for child in show.citing(kind, "part_of.place").get(slug, ())
        if existed(show, child, day) and any(_id(parent) == slug for parent in parents(show, child, day))
    ]
    return [show.place(child) for child in inside]


def _id(shown: Json) -> Json:
    return shown["id"] if isinstance(shown, dict) else None


def within(show: Presenter, slug: str, day: EdtfDate | None) -> set[str]:
    """Every place that lies wholly within another by containment known then; the place itself is left out.

    With ``day``, where the containment may have held then, and every place on the way may have existed.
    """
    if not existed(show, slug, day):
        return set()
    found: dict[str, tuple[Step, ...]] = dict(show.catalogue.world.territory.down(slug))
    return {inner for inner, steps in found.items() if inner != slug and all(_held(show, step, day) for step in steps)}


def _held(show: Presenter, step: Step, day: EdtfDate | None) -> bool:
    if known_then(step.edge.known, show.known_on) is None:
        return False
    return day is None or (held_then(step.edge.during, day) is not None and existed(show, step.to, day))
