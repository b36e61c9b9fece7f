"""What a piece of evidence supports, by the keys of the object that it stands in.

Evidence names keys of a record. An object that is put together from several records (an item of a zone answer, a
step of a path, an entry of the timeline) has other keys: these mappings tell which of them a key of a record carries.
The key ``""`` is for all others; a key without a place in the object is left out.
"""

from collections.abc import Mapping
from functools import cache
from typing import Final

# A step of a path: "from" lies in, contains or is a member of "to".
STEP: Final[Mapping[str, str]] = {"parents": "relation", "place": "from", "class": "to", "since": "relation"}

# A class that a place has, with the designation that says so.
DESIGNATED: Final[Mapping[str, str]] = {
    "class": "id", "place": "designation", "since": "since", "until": "until", "instrument": "instrument",
}  # fmt: skip

# A measure that applies to the zone asked for.
ITEM: Final[Mapping[str, str]] = {
    "label": "measure.label", "action": "measure.action", "topics": "measure.topics", "status": "measure.status",
    "applies_to": "basis", "applies_to.conditions": "conditions", "instrument": "instrument",
    "valid": "valid", "valid.from": "valid.from", "valid.to": "valid.to", "": "measure",
}  # fmt: skip

# A place that the measure asked for reaches: what makes it apply there, and when.
REACHED: Final[Mapping[str, str]] = {
    "applies_to": "basis", "applies_to.conditions": "conditions", "status": "valid",
    "valid": "valid", "valid.from": "valid.from", "valid.to": "valid.to",
}  # fmt: skip


# Dates of an instrument that an object may be about, or not.
_DATES: Final = tuple(f"dates.{kind}" for kind in ("adopted", "published", "in_force", "applicable", "ended"))


@cache
def by_instrument(from_basis: str | None, instrument: str = "") -> Mapping[str, str]:
    """An instrument's dates in an item: the one that the beginning rests on, and the end.

    ``instrument``: the key of the instrument, to which all else belongs; empty where the object has none.
    """
    others = dict.fromkeys(_DATES, instrument)
    return {
        **others, "dates": "valid.from", f"dates.{from_basis}": "valid.from", "dates.ended": "valid.to",
        "": instrument,
    }  # fmt: skip


@cache
def in_entry(kind: str, type_: str, place: str) -> Mapping[str, str]:
    """Keys of a record of ``kind`` in an entry of the timeline of ``type_``; ``place``: the key of its places."""
    own = {"type": "type", "agreements": "agreements", "organizations": "organizations"} if kind == "event" else {}
    others = dict.fromkeys(_DATES, "entity")
    dates = dict.fromkeys(
        ("date", "dates", f"dates.{type_}", "published", "since", "by", "valid", "valid.from"), "date"
    )
    return {
        **others, **dates, **own, "label": "label", "status": "status", "issuers": "organizations",
        "issuer": "organizations", "publishers": "organizations",
        "agreement": "agreements", "class": "zone_classes", "place": place, "places": place, "party": place,
        "": "entity",
    }  # fmt: skip
