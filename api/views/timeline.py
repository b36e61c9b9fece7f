"""Entries of the timeline, as ``api.md`` shapes them."""

from typing import Final

from api.present import Json, Object, Presenter, date, label
from api.views import names, supported
from graph.dates import EdtfDate, parse
from graph.timeline_entry import Entry

# An interval that has begun and whose end no source gives.
OPEN_END: Final = EdtfDate("..", None, None, "interval")


def entry(show: Presenter, found: Entry) -> Object:
    """One dated act: when, in which lane, what it is about, and where it says so.

    ``iri`` is that of the entity; for an act that is no entity of its own a fragment of it, so that it dereferences.
    """
    about = names.ref(show, found.kind, found.entity)
    own = found.id == found.entity
    begins, ends = parts(found.when)
    return {
        "id": found.id,
        "kind": found.kind,
        "iri": about["iri"] if own else f"{about['iri']}#{found.type}",
        "label": label(found.label),
        "type": found.type,
        "date": date(begins),
        "end": date(ends),
        "lane": found.lane,
        "status": found.status,
        "entity": about,
        "zones": _of_kind(show, found.places, "zone"),
        "areas": _of_kind(show, found.places, "area"),
        "zone_classes": list(found.classes),
        "agreements": list(found.agreements),
        "instruments": list(found.instruments),
        "organizations": list(found.organizations),
        "topics": list(found.topics),
        "reports": list(found.reports),
        "differs": [date(other) for other in found.differs],
        "evidence": evidence(show, found),
    }


def parts(when: EdtfDate | None) -> tuple[EdtfDate | None, EdtfDate | None]:
    """The date of an entry and, of an interval, its end; an interval with an open start stays whole."""
    if when is None or when.precision != "interval" or when.edtf.startswith(".."):
        return when, None
    first, _, last = when.edtf.partition("/")
    return parse(first), OPEN_END if last == ".." else parse(last)


def evidence(show: Presenter, found: Entry) -> list[Json]:
    """What an entry rests on, each piece once."""
    place = "zones" if _of_kind(show, found.places, "zone") else "areas"
    pieces = [
        piece
        for kind, slug, keys in found.cited
        for piece in show.evidence(show.said(kind, slug), keys, supported.in_entry(kind, found.type, place))
    ]
    return [piece for number, piece in enumerate(pieces) if piece not in pieces[:number]]


def _of_kind(show: Presenter, places: tuple[str, ...], kind: str) -> list[Json]:
    return [place for place in places if show.catalogue.kind_of(place, (kind,))]
