"""``/api/zones/{zone}/changes``: what began, ended or became certain between two days."""

from collections import Counter
from datetime import date
from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.lazy import Presented
from api.parameters import KnownOn, ListQuery, day, known_id, one_of, today
from api.present import Object, Presenter
from api.present import date as shown
from api.service import Service
from api.shapes.answers import responses
from api.shapes.zone_changes import ZoneChanges
from api.views import zone_measures as views
from api.views.clocks import echo
from graph.dates import EdtfDate
from graph.errors import BadParameter
from graph.zone_changes import TURNS, ZoneChange, zone_changes

router = APIRouter(prefix="/api/zones", tags=["zones"])


class ChangesQuery(ListQuery):
    """Between which days, and filters of what is found."""

    from_: str = Field(alias="from", description="the first day; of a month or year, its first", examples=["2022-12"])
    to: str | None = Field(default=None, description="the last day; today if absent", examples=["2024-08-31"])
    known_on: KnownOn
    change: str | None = Field(default=None, examples=["began"])
    topic: str | None = Field(default=None, examples=["data-cross-border"])


@router.get(
    "/{zone}/changes",
    summary="What began, ended or became certain for a zone between two days",
    responses=responses(ZoneChanges, csv=True),
)
def changes(request: Request, zone: str, query: Annotated[ChangesQuery, Query()]) -> Response:
    """The measures whose standing for a zone differs between two days, each with its certainty before and after.

    ``date`` is when it began or ended, as bounds. What applies certainly on both days is no change.
    """
    service: Service = request.app.state.service
    service.catalogue.place(zone)
    begin, end = _days(query)
    known_on = day("known_on", query.known_on)
    one_of("change", query.change, TURNS)
    known_id(service, "topic", query.topic, "topic")

    def compute() -> Object:
        show = Presenter(service, known_on)
        found = zone_changes(service.catalogue, zone, service.reached(zone), begin, end, known_on)
        return _answer(request, show, zone, query, found, (begin, end))

    return respond(request, service, compute, resolved={"to": end.isoformat()}, formats=LIST)


def _days(query: ChangesQuery) -> tuple[date, date]:
    """The first day of ``from`` and the last of ``to``; BadParameter where they are not in order."""
    first, last = day("from", query.from_), day("to", query.to) or today()
    begin, end = first.earliest if first else None, last.latest
    if first is None or begin is None or end is None or end <= begin:
        raise BadParameter("to", query.to or last.edtf, f"a day after {query.from_}")
    return begin, end


def _answer(
    request: Request, show: Presenter, zone: str, query: ChangesQuery, every: tuple[ZoneChange, ...],
    days: tuple[date, date],
) -> Object:  # fmt: skip
    found = [one for one in every if _wanted(show, one, query)]
    last = EdtfDate(days[1].isoformat(), days[1], days[1], "day")
    extra: Object = {
        "zone": show.place(zone),
        **echo(show),
        "beyond_sources": echo(show, last)["beyond_sources"],
        "from": days[0].isoformat(),
        "to": days[1].isoformat(),
        "counts": dict(sorted(Counter(one.change for one in every).items())),
    }
    searched: Object = {"measures": len(show.ids("measure")), "changes": len(every)}
    reason = ("no_change", "Nothing began, ended or became certain between the two days.")
    items = Presented(found, lambda one: _item(show, one))
    return page(request, items, query.limit, query.offset, searched=searched, extra=extra,
                reason=None if every else reason)  # fmt: skip


def _wanted(show: Presenter, one: ZoneChange, query: ChangesQuery) -> bool:
    if query.change not in (None, one.change):
        return False
    return query.topic is None or query.topic in show.names("measure", one.item.measure, "topics")


def _item(show: Presenter, one: ZoneChange) -> Object:
    about = views.item(show, one.item)
    del about["certainty"]
    return {
        "change": one.change,
        "before": one.before,
        "after": one.after,
        "date": shown(one.when),
        **about,
    }
