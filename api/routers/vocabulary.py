"""``/api/topics`` and ``/api/indicators``: what facts are about, and what figures measure."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.parameters import KnownOn, ListQuery, ObjectQuery, Words, day, known_concept
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneIndicator, responses
from api.shapes.common import Page
from api.shapes.entities import FullTopic, Indicator, Topic
from api.views import vocabulary as views
from api.views.clocks import echo
from api.words import matches

router = APIRouter(tags=["vocabulary"])


class TopicsQuery(ListQuery):
    """Filters of topics. ``known_on`` bears on what is counted: the terms themselves are always known."""

    q: Words
    known_on: KnownOn


class IndicatorsQuery(TopicsQuery):
    """Filters of indicators."""

    family: str | None = Field(
        default=None, description="a family of indicators that look alike", examples=["digital-delivery-exports"]
    )


def _ids(service: Service, kind: str, query: TopicsQuery) -> list[str]:
    """The ids of the concepts of a kind whose labels and definitions have all words asked."""
    terms = [term for (having, _), term in service.catalogue.concepts.items() if having == kind]
    labels = {term.id: (term.label, term.definition) for term in terms}
    return [
        slug
        for slug, words in labels.items()
        if matches(query.q, (text for item in words if item for text in (item.zh, item.en)))
    ]


@router.get("/api/topics", summary="Topics", responses=responses(Page[Topic], csv=True))
def topics(request: Request, query: Annotated[TopicsQuery, Query()]) -> Response:
    """Topics with their definitions, and how much is about each: measures, instruments, agreements, events, targets."""
    service: Service = request.app.state.service
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        items = [views.topic(show, slug, full=False) for slug in _ids(service, "topic", query)]
        searched: Object = {"topics": _count(service, "topic")}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, formats=LIST)


@router.get("/api/topics/{topic}", summary="One topic", responses=responses(FullTopic))
def topic(request: Request, topic: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """A topic, and everything in the graph that is about it."""
    service: Service = request.app.state.service
    show = Presenter(service, day("known_on", query.known_on))
    views.concept(show, "topic", topic)

    def compute() -> Object:
        return {**views.topic(show, topic, full=True), **echo(show)}

    return respond(request, service, compute)


@router.get("/api/indicators", summary="Indicators of figures", responses=responses(Page[Indicator], csv=True))
def indicators(request: Request, query: Annotated[IndicatorsQuery, Query()]) -> Response:
    """Indicators with definition, family, units. Two that a reader would take for one are apart and share a family."""
    service: Service = request.app.state.service
    known_concept(service, "family", query.family, "indicator-family")
    known_on = day("known_on", query.known_on)

    def compute() -> Object:
        show = Presenter(service, known_on)
        found = [views.concept(show, "indicator", slug) for slug in _ids(service, "indicator", query)]
        wanted = [term.id for term in found if query.family in (None, term.family)]
        items = [views.indicator(show, slug) for slug in wanted]
        searched: Object = {"indicators": _count(service, "indicator")}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, formats=LIST)


@router.get("/api/indicators/{indicator}", summary="One indicator", responses=responses(OneIndicator))
def indicator(request: Request, indicator: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """An indicator with definition, family, units, and in which reports how many figures of it are printed."""
    service: Service = request.app.state.service
    show = Presenter(service, day("known_on", query.known_on))
    views.concept(show, "indicator", indicator)

    def compute() -> Object:
        return {**views.indicator(show, indicator), **echo(show)}

    return respond(request, service, compute)


def _count(service: Service, kind: str) -> int:
    return sum(having == kind for having, _ in service.catalogue.concepts)
