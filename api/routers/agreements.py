"""``/api/agreements``: agreements, and who takes part in them."""

from typing import Annotated, Final, get_args, get_type_hints

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.one import one_entity
from api.parameters import (
    KnownOn,
    ListQuery,
    ObjectQuery,
    ValidOn,
    Words,
    day,
    known_concept,
    known_id,
    one_of,
    today,
)
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import OneAgreement, Participations, responses
from api.shapes.common import Page
from api.shapes.entities import Agreement
from api.views import agreements as views
from api.views.clocks import echo
from api.words import matches, names
from graph.dates import Certainty
from graph.model import Participation

router = APIRouter(prefix="/api/agreements", tags=["agreements"])
PARTICIPATION: Final = get_args(get_type_hints(Participation)["status"])


class AgreementsQuery(ListQuery):
    """Filters of agreements; all that are given must hold."""

    type: str | None = Field(default=None, description="an agreement kind", examples=["digital-economy-agreement"])
    topic: str | None = Field(default=None, examples=["e-commerce"])
    report: str | None = Field(default=None, description="a report that names it", examples=["mofcom-2024"])
    q: Words
    known_on: KnownOn


class ParticipationQuery(ListQuery):
    """Filters of participations."""

    party: str | None = Field(default=None, description="an area or organization", examples=["china"])
    status: str | None = Field(default=None, description=", ".join(PARTICIPATION), examples=["party"])
    valid_on: ValidOn
    known_on: KnownOn


@router.get("", summary="Agreements, negotiations, declared outcomes", responses=responses(Page[Agreement], csv=True))
def agreements(request: Request, query: Annotated[AgreementsQuery, Query()]) -> Response:
    """Agreements by id: type, status, dates, stated counts, relations, and the measures and events that name them."""
    service: Service = request.app.state.service
    known_concept(service, "type", query.type, "agreement-kind")
    known_id(service, "topic", query.topic, "topic")
    known_id(service, "report", query.report, "report")
    known_on, as_of = day("known_on", query.known_on), today()

    def compute() -> Object:
        show = Presenter(service, known_on)
        every = show.ids("agreement")
        items = [views.agreement(show, slug, as_of) for slug in every if _wanted(show, slug, query)]
        searched: Object = {"agreements": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=echo(show))

    return respond(request, service, compute, resolved={"as_of": as_of.edtf}, formats=LIST)


def _wanted(show: Presenter, slug: str, query: AgreementsQuery) -> bool:
    for field, wanted in (("type", query.type), ("topics", query.topic), ("source", query.report)):
        if wanted is not None and wanted not in show.names("agreement", slug, field):
            return False
    return matches(query.q, names(show.said("agreement", slug)))


@router.get("/{agreement}", summary="One agreement", responses=responses(OneAgreement))
def agreement(request: Request, agreement: str, query: Annotated[ObjectQuery, Query()]) -> Response:
    """One agreement, merged from all sources known; what they give incompatibly is under ``differs``."""
    as_of = today()
    return one_entity(
        request, query, "agreement", agreement, lambda show: views.agreement(show, agreement, as_of), as_of
    )


@router.get(
    "/{agreement}/participation",
    summary="Who takes part, with what status since when",
    responses=responses(Participations, csv=True),
)
def participation(request: Request, agreement: str, query: Annotated[ParticipationQuery, Query()]) -> Response:
    """The status of each party on ``valid_on`` with its certainty; without it the whole history, by party and time.

    In a month in which a status changes on an unknown day, two may both be ``possible``.
    """
    service: Service = request.app.state.service
    known_id(service, "party", query.party, "area", "organization")
    one_of("status", query.status, PARTICIPATION)
    valid_on = day("valid_on", query.valid_on)
    show = Presenter(service, day("known_on", query.known_on))
    show.known_entity("agreement", agreement)

    def compute() -> Object:
        every = views.participations(show, agreement)
        sure: dict[str, Certainty | None] = {slug: views.certainty(show, slug, valid_on) for slug in every}
        items = [
            views.participation(show, slug, sure[slug])
            for slug in every
            if (valid_on is None or sure[slug]) and _named(show, slug, query)
        ]
        extra: Object = {"agreement": show.ref("agreement", agreement), **echo(show, valid_on)}
        searched: Object = {"participations": len(every)}
        return page(request, items, query.limit, query.offset, searched=searched, extra=extra)

    return respond(request, service, compute, formats=LIST)


def _named(show: Presenter, slug: str, query: ParticipationQuery) -> bool:
    return all(
        wanted is None or wanted in show.names("participation", slug, field)
        for field, wanted in (("party", query.party), ("status", query.status))
    )
