"""The answer to "which measures apply to this zone", as ``api.md`` shapes it."""

from collections import Counter
from collections.abc import Sequence
from typing import Final

from api.present import Json, Object, Presenter, date, label
from api.views import supported
from graph.applicability import Reason
from graph.dates import from_bounds
from graph.model import Condition, Measure
from graph.reached import PathStep, Reached
from graph.statements import Statement
from graph.zone_measures import Item, NotApplying

REASONS: Final[dict[Reason, str]] = {
    "outside_territory": "The rule holds for {target} only, and the place lies outside it.",
    "class_not_enumerated": "The rule is for the class {target}, whose members no source lists.",
    "membership_unknown": "Whether the place is among those meant by {target} is not known.",
    "zone_not_yet_designated": "The place had not been designated on the day asked.",
    "condition_not_met": "A condition on the place is not met.",
    "draft": "It is a draft for comment.",
    "planned": "It is planned or announced, not done.",
    "not_yet_in_force": "It begins after the day asked.",
    "ended": "It had ended on the day asked.",
    "other_place": "It is for {target}, another place.",
}


def records(said: Sequence[Statement]) -> list[Measure]:
    """The records of a measure's statements."""
    return [statement.record for statement in said if isinstance(statement.record, Measure)]


def item(show: Presenter, found: Item) -> Object:
    """One measure that applies, with its basis, path, bounds, conditions and evidence.

    But for its certainty it does not change from day to day, so it is made once where all that is known is asked for.
    It is kept with ``found``, whose ways are thus alive and their ``id`` their own.
    """
    if show.known_on:
        return _item(show, found)
    kept, key = show.service.items, (id(found.way), tuple(map(id, found.also)), found.certainty)
    if key not in kept:
        kept[key] = (found, _item(show, found))
    return dict(kept[key][1])


def _item(show: Presenter, found: Item) -> Object:
    said = show.said("measure", found.measure)
    stated = records(said)
    instrument = next((record.instrument for record in stated if record.instrument), None)
    conditions = [c for record in stated for target in record.applies_to
                  if (target.place or target.zone_class) == found.way.target for c in target.conditions]  # fmt: skip
    return {
        "measure": brief(show, found.measure, stated, found.way.status),
        "instrument": show.ref("instrument", instrument) if instrument else None,
        "basis": found.way.basis,
        "path": path(show, found.way.path),
        "also": [{"basis": way.basis, "path": path(show, way.path)} for way in found.also],
        "certainty": found.certainty,
        "valid": valid(found.way),
        "conditions": conditions_of(conditions),
        "evidence": [*show.evidence(said, names=supported.ITEM), *dated(show, instrument, found, "instrument")],
    }


def dated(show: Presenter, instrument: str | None, found: Item, key: str = "") -> list[Json]:
    """What the bounds rest on where they are the dates of the measure's instrument; ``key``: where that one stands."""
    named = show.said("instrument", instrument) if instrument else ()
    return show.evidence(named, ("dates",), supported.by_instrument(found.way.from_basis, key))


def brief(show: Presenter, slug: str, stated: Sequence[Measure], status: str) -> Object:
    """What an answer tells of a measure beside its reference."""
    return {
        **show.ref("measure", slug),
        "topics": list(dict.fromkeys(topic for record in stated for topic in record.topics)),
        "action": next((record.action for record in stated if record.action), None),
        "status": status,
    }


def path(show: Presenter, steps: Sequence[PathStep]) -> list[Json]:
    """The steps from the place to what the source names, each with the evidence that says so."""
    keys = {"part_of": ("part_of",), "contains": ("part_of",), "member_of": None}
    return [
        {
            "from": step.origin,
            "relation": step.relation,
            "to": step.to,
            "evidence": show.evidence(show.said(*step.evidence), keys[step.relation], supported.STEP),
        }
        for step in steps
    ]


def valid(way: Reached) -> Object:
    """When a measure itself begins and ceases, and what its beginning rests on."""
    return {"from": date(way.since), "to": date(way.until), "from_basis": way.from_basis}


def conditions_of(conditions: Sequence[Condition]) -> list[Json]:
    """Conditions, each once."""
    return [{"kind": condition.kind, "label": label(condition.label)} for condition in dict.fromkeys(conditions)]


def not_applying(show: Presenter, found: NotApplying) -> Object:
    """One measure that does not apply, with the first reason that holds and the date it turns on, if any."""
    stated = records(show.said("measure", found.measure))
    instrument = next((record.instrument for record in stated if record.instrument), None)
    return {
        "measure": show.ref("measure", found.measure),
        "instrument": show.ref("instrument", instrument) if instrument else None,
        "reason": {
            "code": found.reason,
            "detail": why_not(show, found),
            "date": _date_of(found),
        },
    }


def why_not(show: Presenter, found: NotApplying) -> str:
    """The reason in words, naming the place or class that the sources name."""
    target = show.any_ref(found.target, "zone", "area", "zone-class")["label"]
    return REASONS[found.reason].format(target=target["en"] if isinstance(target, dict) else found.target)


def _date_of(found: NotApplying) -> Object | None:
    if found.way is None:
        return None
    if found.reason == "zone_not_yet_designated":
        return date(from_bounds(found.way.designated.from_earliest, found.way.designated.from_latest))
    if found.reason == "ended":
        return date(from_bounds(found.way.during.to_earliest, found.way.during.to_latest))
    if found.reason == "not_yet_in_force":
        return date(from_bounds(found.way.during.from_earliest, found.way.during.from_latest))
    return None


def reason_counts(found: Sequence[NotApplying]) -> Object:
    """How many do not apply for each reason."""
    counts: dict[str, Json] = dict(sorted(Counter(other.reason for other in found).items()))
    return counts
