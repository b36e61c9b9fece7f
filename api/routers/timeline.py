"""``/api/timeline``: dated entries in order."""

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from typing import Annotated, Final, Literal, cast
from urllib.parse import urlencode

import orjson
from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.lazy import Presented
from api.negotiation import choose
from api.parameters import DayText, ListQuery, day, known_id, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import responses
from api.shapes.figures import Timeline
from api.views import timeline as views
from api.views import timeline_chart as chart
from api.views.calendar import ICS, calendar
from api.views.clocks import echo
from api.views.timeline_feed import ATOM, Feed, feed
from graph import vegalite
from graph.dates import EdtfDate
from graph.errors import BadParameter
from graph.timeline import DATE_KINDS, entries
from graph.timeline_entry import Entry, concerned, within
from loaders.versions import Dated, Version, dated, versions

router = APIRouter(prefix="/api/timeline", tags=["timeline"])

Wanted = Callable[[Entry], bool]
FORMATS: Final = {**LIST, "ics": ICS, "atom": ATOM, "vegalite": vegalite.MEDIA, "svg": "image/svg+xml"}
RESPONSES: Final = responses(Timeline, csv=True)
RESPONSES[200]["content"] = {media: {"schema": {"type": "string"}} for media in list(FORMATS.values())[1:]}
OF_A_PAGE: Final = ("format", "limit", "offset", "lang")
OWN_TYPES: Final = ("establishment", "designation", "target", "measure")
SCHEMES: Final = ("event-type", "participation-status")


class TimelineQuery(ListQuery):
    """Filters of the timeline."""

    from_: str | None = Field(
        default=None, alias="from", description="YYYY, YYYY-MM or YYYY-MM-DD", examples=["2024-05-01"]
    )
    to: DayText
    zone: str | None = Field(default=None, description="a zone or area: it and the places in it", examples=["lingang"])
    agreement: str | None = Field(default=None, examples=["depa"])
    topic: str | None = Field(default=None, examples=["data-cross-border"])
    issuer: str | None = Field(default=None, description="an organization that acts", examples=["state-council"])
    type: str | None = Field(default=None, description="a kind of date or of event", examples=["published"])
    report: str | None = Field(default=None, examples=["mofcom-2024"])
    lane: str | None = Field(default=None, examples=["zones"])
    scope: str | None = Field(default=None, description="named, or applicable: also what the zone inherits")
    known_on: DayText
    lang: Literal["zh", "en"] = Field(default="zh", description="the language of charts")


@router.get("", summary="Dated entries in order", responses=RESPONSES)
def timeline(request: Request, query: Annotated[TimelineQuery, Query()]) -> Response:
    """Everything that a source dates: instruments, steps of agreements, zones, events and targets, with their evidence.

    An entry matches ``from`` and ``to`` where its bounds overlap with them.
    """
    service: Service = request.app.state.service
    first, last, known_on = day("from", query.from_), day("to", query.to), day("known_on", query.known_on)
    if first and last and first.earliest and last.latest and last.latest < first.earliest:
        raise BadParameter("to", query.to or "", f"a date that is not before {first.edtf}")
    known_id(service, "zone", query.zone, "zone", "area")
    known_id(service, "agreement", query.agreement, "agreement")
    known_id(service, "topic", query.topic, "topic")
    known_id(service, "issuer", query.issuer, "organization")
    known_id(service, "report", query.report, "report")
    one_of("type", query.type, _types(service))
    one_of("lane", query.lane, _scheme(service, "lane"))
    one_of("scope", query.scope, ("named", "applicable"))

    released = versions(service.settings.data)
    stamp = released[-1].date if released else _last_source(service)
    # A feed begins with what is newest in the data, whatever its own date.
    newest = choose(FORMATS, request.headers.get("accept"), request.query_params.get("format")) == "atom"

    def compute() -> Object:
        return _answer(request, Presenter(service, known_on), query, first, last, released if newest else ())

    return respond(
        request, service, compute, formats=FORMATS, resolved={"stamp": stamp.isoformat(), "released": repr(released)},
        renderers={
            "ics": lambda answer: calendar(answer, stamp),
            "atom": lambda answer: feed(answer, _about(request, service, stamp), _dates(released, stamp)),
            "vegalite": lambda answer: orjson.dumps(chart.spec(answer, query.lang)),
            "svg": lambda answer: vegalite.svg(chart.spec(answer, query.lang)),
        },
    )  # fmt: skip


def _last_source(service: Service) -> date:
    """The date of data without released versions: that of the last source published."""
    known = [source.known.from_latest for source in service.catalogue.sources.values()]
    return max((one for one in known if one), default=date.min)


def _about(request: Request, service: Service, stamp: date) -> Feed:
    """The feed's own words. Its id holds the filters and no page, and no host: it lasts wherever it is served."""
    filters = sorted(pair for pair in request.query_params.multi_items() if pair[0] not in OF_A_PAGE)
    query = urlencode([("format", "atom"), *filters])
    iris = service.catalogue.iris
    return Feed(f"{iris.base}api/timeline?{query}", str(request.url), filters, stamp, iris)


def _dates(released: Sequence[Version], stamp: date) -> Callable[[Object], Dated]:
    """When an entry of an answer came and last changed, by the versions that name it or its entity."""
    first = released[0].date if released else stamp

    def of(item: Object) -> Dated:
        about = cast(Object, item["entity"])
        return dated(released, _names(str(item["id"]), str(about["kind"]), str(about["id"])), first)

    return of


def _names(entry: str, kind: str, entity: str) -> tuple[str, str, str]:
    return entry, entity, f"{kind}/{entity}"


def _answer(
    request: Request,
    show: Presenter,
    query: TimelineQuery,
    first: EdtfDate | None,
    last: EdtfDate | None,
    newest: Sequence[Version],
) -> Object:
    """The page of entries; with ``newest`` what these versions changed last stands first."""
    known = show.sources
    every = entries(show.catalogue, known)
    about = [entry for entry in every if all(wanted(entry) for wanted in _filters(show, query, known))]
    found = [entry for entry in about if entry.when and within(entry, first, last)]
    if newest:
        found.sort(key=lambda entry: _updated(entry, newest), reverse=True)
    undated = sum(entry.when is None for entry in about)
    asked: Object = {
        **echo(show),
        "from": first.edtf if first else None,
        "to": last.edtf if last else None,
    }
    return page(
        request,
        Presented(found, lambda entry: views.entry(show, entry)),
        query.limit,
        query.offset,
        searched={"entries": sum(entry.when is not None for entry in every), "undated": undated},
        extra=asked,
        reason=_empty(every, undated),
    )


def _updated(entry: Entry, released: Sequence[Version]) -> date:
    return dated(released, _names(entry.id, entry.kind, entry.entity), released[0].date).updated


def _filters(show: Presenter, query: TimelineQuery, known: frozenset[str]) -> list[Wanted]:
    """One test for each filter that is given."""
    wanted: list[Wanted] = []
    if query.zone is not None:
        place = concerned(show.catalogue, query.zone, known, inherits=query.scope == "applicable")
        wanted.append(place.concerns)
    if query.agreement is not None:
        wanted.append(lambda entry: query.agreement in entry.agreements)
    if query.topic is not None:
        wanted.append(lambda entry: query.topic in entry.topics)
    if query.issuer is not None:
        wanted.append(lambda entry: query.issuer in entry.organizations)
    if query.type is not None:
        wanted.append(lambda entry: query.type == entry.type)
    if query.report is not None:
        wanted.append(lambda entry: query.report in entry.reports)
    if query.lane is not None:
        wanted.append(lambda entry: query.lane == entry.lane)
    return wanted


def _scheme(service: Service, *schemes: str) -> Iterable[str]:
    return [term.id for term in service.catalogue.concepts.values() if not set(schemes).isdisjoint(term.schemes)]


def _types(service: Service) -> list[str]:
    return [*DATE_KINDS, *dict.fromkeys((*OWN_TYPES, *_scheme(service, *SCHEMES)))]


def _empty(every: Iterable[Entry], undated: int) -> tuple[str, str]:
    if not any(entry.when for entry in every):
        return "nothing_known", "No source that dates anything had been published by the day asked."
    if undated:
        return "no_match", f"No dated entry matches all the filters; {undated} without a date match those not of time."
    return "no_match", "No entry of the timeline matches all the filters."
