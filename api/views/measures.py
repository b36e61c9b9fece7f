"""Measures: what is done, about what, where, under which instrument, since when, with what status on the day asked."""

from api.present import Json, Object, Presenter, date
from api.views import supported
from api.views import zone_measures as zones
from api.views.entities import entity
from graph.applicability import known_then
from graph.dates import EdtfDate
from graph.model import Applicability, Condition, Status
from graph.validity import State
from graph.zone_measures import Item


def state(show: Presenter, slug: str) -> State | None:
    """The last state of a measure that was known, certainly or possibly, on the day asked."""
    states = show.catalogue.world.states.get(slug, ())
    return next((item for item in reversed(states) if known_then(item.known, show.known_on)), None)


def status(current: State, day: EdtfDate) -> Status:
    """The status as of a day: ended from the first day on which it no longer holds, else as stated."""
    ceased, first = current.valid.to_latest, day.earliest
    return "ended" if ceased and first and ceased <= first else current.status


def measure(show: Presenter, slug: str, day: EdtfDate) -> Object:
    """A measure as it stood on ``day``; UnknownId, NotKnownThen."""
    found = entity(show, "measure", slug)
    found["applies_to"] = _applies_to(show, slug)
    current = state(show, slug)
    if current is not None:
        start, end = date(current.start), date(current.end)
        found["status"] = status(current, day)
        found["valid"] = {"from": start, "to": end, "from_basis": current.from_basis}
    return found


def _applies_to(show: Presenter, slug: str) -> list[Json]:
    """Where a measure applies, each place or class once with the conditions of all sources; the last scope stands."""
    grouped: dict[tuple[str | None, str | None], list[Applicability]] = {}
    for record in zones.records(show.said("measure", slug)):
        for item in record.applies_to:
            grouped.setdefault((item.place, item.zone_class), []).append(item)
    return [
        {
            "place": show.place(place) if place else None,
            "class": show.ref("zone-class", zone_class) if zone_class else None,
            "scope": items[-1].scope,
            "conditions": _conditions(show, [condition for item in items for condition in item.conditions]),
        }
        for (place, zone_class), items in grouped.items()
    ]


def _conditions(show: Presenter, conditions: list[Condition]) -> list[Json]:
    shown = zones.conditions_of(conditions)
    classes = [item.zone_class for item in dict.fromkeys(conditions)]
    return [
        {**item, "class": show.ref("zone-class", needed) if needed else None}
        for item, needed in zip(shown, classes, strict=True)
        if isinstance(item, dict)
    ]


def reached(show: Presenter, place: str, found: Item) -> Object:
    """One place that a measure reaches: the mirror of an item of the zone question."""
    answer = zones.item(show, found)
    said = show.said("measure", found.measure)
    instrument = next((record.instrument for record in zones.records(said) if record.instrument), None)
    kept = ("basis", "path", "also", "certainty", "valid", "conditions")
    return {
        "zone": show.place(place),
        **{key: answer[key] for key in kept},
        "evidence": [
            *show.evidence(said, ("applies_to", "status", "valid"), supported.REACHED),
            *zones.dated(show, instrument, found),
        ],
    }
