"""What began, ended or became certain for a place between two days: the main question asked on both, and between.

A measure that is certain on both days, or possible on both, is no change.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from graph.applicability import Asked
from graph.catalogue import Catalogue
from graph.dates import Certainty, EdtfDate, from_bounds
from graph.reached import Reached
from graph.zone_measures import Item, zone_measures

Turn: TypeAlias = Literal["began", "became_certain", "became_possible", "ended", "began_and_ended"]
TURNS: Final[tuple[Turn, ...]] = ("began", "became_certain", "became_possible", "ended", "began_and_ended")


@dataclass(frozen=True, slots=True)
class ZoneChange:
    """One measure whose standing differs. ``item`` is how it stands after, or before where it has ended.

    ``when``: the bounds of the day on which it began or ended; None where the sources know no such bound.
    """

    change: Turn
    item: Item
    before: Certainty | None
    after: Certainty | None
    when: EdtfDate | None


def zone_changes(
    catalogue: Catalogue, place: str, ways: Iterable[Reached], first: date, last: date, known_on: EdtfDate | None
) -> tuple[ZoneChange, ...]:
    """The changes for ``place`` from the day ``first`` to the day ``last``, by the day they turn on, then measure."""
    known = tuple(ways)

    def on(earliest: date, latest: date) -> dict[str, Item]:
        asked = EdtfDate(f"{earliest}/{latest}", earliest, latest, "interval")
        return {item.measure: item for item in zone_measures(catalogue, place, known, Asked(asked, known_on)).items}

    before, after, between = on(first, first), on(last, last), on(first, last)
    found = (
        _change(before.get(slug), after.get(slug), between.get(slug))
        for slug in sorted({*before, *after, *between})
    )  # fmt: skip
    return tuple(sorted((one for one in found if one), key=_order))


def _order(one: ZoneChange) -> tuple[date, str]:
    return (one.when and (one.when.earliest or one.when.latest)) or date.min, one.item.measure


def _change(before: Item | None, after: Item | None, between: Item | None) -> ZoneChange | None:
    if before and after:
        if before.certainty == after.certainty:
            return None
        turn: Turn = "became_certain" if after.certainty == "certain" else "became_possible"
        when = _start(after) if turn == "became_certain" else _end(after)
        return ZoneChange(turn, after, before.certainty, after.certainty, when)
    if after:
        return ZoneChange("began", after, None, after.certainty, _start(after))
    if before:
        return ZoneChange("ended", before, before.certainty, None, _end(before))
    return ZoneChange("began_and_ended", between, None, None, _start(between)) if between else None


def _start(item: Item) -> EdtfDate | None:
    return from_bounds(item.way.during.from_earliest, item.way.during.from_latest)


def _end(item: Item) -> EdtfDate | None:
    return from_bounds(item.way.during.to_earliest, item.way.during.to_latest)
