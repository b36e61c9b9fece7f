"""A passage of a report: where it stands, its neighbours, its text where the service has it, and the facts it bears."""

from itertools import pairwise

from api.present import Json, Object, Presenter
from api.views import names
from graph.catalogue import PassagePlace
from graph.statements import Cited, Statement
from graph.store import NamedNode, Triple
from ontology.namespaces import expand


def passage(show: Presenter, slug: str) -> Object:
    """The object of a passage; UnknownId with near ones if there is none of this id.

    ``text`` is the passage as the report has it (normalised), None where the service does not hold the report's text.
    """
    place = show.catalogue.passages.get(slug)
    if place is None:
        raise show.catalogue.unknown("passage", slug)
    before, after = neighbours(show, place)
    return {
        **names.ref(show, "passage", slug),
        "report": show.ref("report", place.report),
        "passage_kind": place.kind,
        "number": place.number,
        "section": _ref(show, place.section) if place.section != slug else None,
        "section_title": _text(show, place.section) if place.section != slug else None,
        "previous": _ref(show, before.id) if before else None,
        "next": _ref(show, after.id) if after else None,
        "text": _text(show, slug),
        "start": place.start,
        "end": place.end,
        "sha256": place.sha256,
        "lines": place.lines,
        "bears": _bears(show, place),
    }


def neighbours(show: Presenter, place: PassagePlace) -> tuple[PassagePlace | None, PassagePlace | None]:
    """The passages before and after, in the order of the report."""
    row = [other for other in show.catalogue.passages.values() if other.report == place.report]
    here = row.index(place)
    return row[here - 1] if here else None, row[here + 1] if here + 1 < len(row) else None


def neighbour_triples(show: Presenter, slug: str) -> list[Triple]:
    """``pg:next`` from the passage before to this one, and from this one to the one after."""
    place = show.catalogue.passages.get(slug)
    if place is None:
        return []
    before, after = neighbours(show, place)
    row = [item.id for item in (before, place, after) if item]
    nodes = [NamedNode(show.catalogue.iris.entity("passage", item)) for item in row]
    return [Triple(one, NamedNode(expand("pg:next")), other) for one, other in pairwise(nodes)]


def _ref(show: Presenter, slug: str | None) -> Object | None:
    return names.ref(show, "passage", slug) if slug else None


def _text(show: Presenter, slug: str | None) -> str | None:
    place = show.catalogue.passages.get(slug or "")
    return show.service.quotes.quote(place.report, place.start, place.end) if place else None


def _bears(show: Presenter, place: PassagePlace) -> list[Json]:
    """Every entity of which this passage supports something: which keys, by which anchors."""
    own = place.id.removeprefix(f"{place.report}-")
    found: list[Json] = []
    for (kind, slug), statements in show.catalogue.statements.items():
        cited = [
            (said, item)
            for said in statements
            for item in said.cited
            if said.record.source == place.report and item.evidence.passage == own
        ]
        if cited:
            found.append({"entity": names.ref(show, kind, slug), "evidence": [_piece(show, *pair) for pair in cited]})
    return found


def _piece(show: Presenter, said: Statement, cited: Cited) -> Object:
    where = cited.location
    quote = show.service.quotes.quote(said.record.source, where.start, where.end) if where else None
    anchor = cited.evidence.anchor
    return {
        "for": list(cited.evidence.supports),
        "anchor": anchor if anchor is not None else quote,
        "start": where.start if where else None,
        "end": where.end if where else None,
        "quote": quote,
    }
