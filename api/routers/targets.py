"""``/api/targets`` and ``/api/events/{id}``: what is to be reached by when, and what happened."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import KnownOn, ListQuery, ObjectQuery, Words, day, known_id
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneEvent, OneTarget, responses
from api.shapes.common import Page
from api.shapes.entities import Target
from api.views.clocks import echo
from api.views.entities import entity
from api.words import matches, names

router = APIRouter(tags=["targets and events"])


class TargetsQuery(ListQuery):
    """Filters of targets; all that are given must hold."""

    topic: str | None = Field(default=None, examples=["zone-building"])
    zone: str | None = Field(default=None, description="a zone or area that it names", examples=["hainan-ftp"])
    instrument: str | None = Field(default=None, examples=["silk-road-ecommerce-reply"])
    agreement: str | None = Field(default=None, examples=["depa"])
    q: Words
    known_on: KnownOn


@router.get("/api/targets", summary="Goals and plans", responses=responses(Page[Target], csv=True))
def targets(request: Request, query: Annotated[TargetsQuery, Query()]) -> Response:
    """Goals and plans: what is to be reached, by when, where. They are never in force."""
    service: Service = request.app.state.service
    known_id(service, "topic", query.topic, "topic")
    known_id(service, "zone", query.zone, "zone", "area")
    known_id(service, "instrument", query.instrument, "instrument")
    known_id(service, "agreement", query.agreement, "agreement")
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = show.ids("target")
        items = [entity(show, "target", slug) for slug in every if _wanted(show, slug, query)]
        searched: Object = {"targets": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, formats=LIST)


def _wanted(show: Presenter, slug: str, query: TargetsQuery) -> bool:
    filters = (
        ("topics", query.topic), ("places", query.zone), ("instrument", query.instrument),
        ("agreements", query.agreement),
    )  # fmt: skip
    named = all(wanted is None or wanted in show.names("target", slug, field) for field, wanted in filters)
    return named and matches(query.q, names(show.said("target", slug)))


@router.get("/api/targets/{target}", summary="One goal or plan", responses=responses(OneTarget))
def target(request: Request, target: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One goal or plan, merged from all sources known."""
    return one_entity(request, query, "target", target, lambda show: entity(show, "target", target))


@router.get("/api/events/{event}", summary="One event", responses=responses(OneEvent))
def event(request: Request, event: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One event, merged from all sources known; ``/api/timeline`` lists them among all that is dated."""
    return one_entity(request, query, "event", event, lambda show: entity(show, "event", event))
