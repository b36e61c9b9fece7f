"""One entry of the timeline, and which entries a question about time or place is about."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeAlias

from graph.catalogue import Catalogue
from graph.dates import EdtfDate, overlap
from graph.model import Label
from graph.territory import Step

Cited: TypeAlias = "tuple[str, str, tuple[str, ...]]"
"""Kind and id of an entity, and the keys whose evidence an entry rests on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated act. ``kind`` and ``entity`` are what it is an act of; ``when`` may be an interval, None for no date.

    ``reports`` are those that date it (of an entry without a date: those that speak of it); ``places`` and ``classes``
    what it is for or where it happened; ``differs`` dates that contradict each other.
    """

    id: str
    kind: str
    entity: str
    type: str
    label: Label
    when: EdtfDate | None
    lane: str
    status: str
    reports: tuple[str, ...]
    cited: tuple[Cited, ...]
    places: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    differs: tuple[EdtfDate, ...] = ()


def with_words(name: Label, words: tuple[str, str]) -> Label:
    """A name with what an entry's date is of it, in Chinese and English."""
    return Label(zh=f"{name.zh}：{words[0]}", en=f"{name.en}: {words[1]}")


def order(entry: Entry) -> tuple[bool, date, str]:
    """The order of the timeline: by earliest day (an open start first), then id; entries without a date last."""
    return entry.when is None, (entry.when and entry.when.earliest) or date.min, entry.id


def within(entry: Entry, first: EdtfDate | None, last: EdtfDate | None) -> bool:
    """Whether an entry's bounds share a day with the time from the start of ``first`` to the end of ``last``."""
    asked = EdtfDate("", first.earliest if first else None, last.latest if last else None, "interval")
    return entry.when is not None and overlap(entry.when, asked)


# Only what applies to places is inherited: rules, and the standing of the places that contain them.
INHERITED: Final = frozenset({"instrument", "measure", "zone", "designation"})


@dataclass(frozen=True, slots=True)
class Concerned:
    """What concerns a place: entries that name it or a place in it and, if asked, what reaches it."""

    inside: frozenset[str]
    reaching: frozenset[str]

    def concerns(self, entry: Entry) -> bool:
        """Whether an entry is about the place; a draft for a wider place is not inherited."""
        if not self.inside.isdisjoint(entry.places):
            return True
        inherits = entry.kind in INHERITED and entry.status != "draft"
        return inherits and not self.reaching.isdisjoint((*entry.places, *entry.classes))


def concerned(catalogue: Catalogue, place: str, known: frozenset[str], *, inherits: bool = False) -> Concerned:
    """What it takes to concern ``place``, as the known sources describe its surroundings.

    With ``inherits`` also what is for places that contain it and for classes it belongs to.
    """
    territory = catalogue.world.territory
    inside = {below for below, way in territory.down(place).items() if _is_known(catalogue, way, known)}
    routes = territory.routes(place).items() if inherits else ()
    reaching = {target for target, route in routes if _is_known(catalogue, route.steps, known)}
    return Concerned(frozenset(inside), frozenset(reaching))


def _is_known(catalogue: Catalogue, steps: Iterable[Step], known: frozenset[str]) -> bool:
    """Whether some known source states every step of a way."""
    records = (step.edge.record for step in steps)
    return all(any(said.record.source in known for said in catalogue.entity(*record)) for record in records)
