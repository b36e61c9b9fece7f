"""``/api/search``: anything in the graph by its words, in Chinese, English or pinyin, best first."""

from typing import Annotated

from fastapi import APIRouter, Query, Request
from pydantic import Field
from starlette.responses import Response

from api.answers import LIST, page, respond
from api.lazy import Presented
from api.parameters import ListQuery, one_of
from api.present import Object, Presenter
from api.service import Service
from api.shapes.answers import responses
from api.shapes.finding import SearchAnswer
from api.views import search as views
from api.views.clocks import echo
from graph.model import KINDS

router = APIRouter(tags=["search"])
LONGEST = 200


class SearchQuery(ListQuery):
    """What to look for."""

    q: str = Field(
        max_length=LONGEST, description="words in Chinese, English or pinyin, in any order", examples=["数据出境 天津"]
    )
    kind: str | None = Field(default=None, description="one kind of entity only", examples=["instrument"])


@router.get("/api/search", summary="Search", responses=responses(SearchAnswer, csv=True))
def search(request: Request, query: Annotated[SearchQuery, Query()]) -> Response:
    """What holds all the words, best first; where nothing does, what holds most of them (``matching``: ``any``).

    Names, titles, other names, descriptions, definitions, names of what an entity is about, and the reports' sentences
    where their texts are here. ``counts`` are by kind, of all kinds. ``known_on`` does not bear on it.
    """
    service: Service = request.app.state.service
    one_of("kind", query.kind, KINDS)

    def compute() -> Object:
        return _answer(request, service, query)

    return respond(request, service, compute, formats=LIST)


def _answer(request: Request, service: Service, query: SearchQuery) -> Object:
    show, engine = Presenter(service), service.search()
    found = engine.search(query.q, query.kind)
    searched: Object = {
        "entities": engine.kinds.get(query.kind, 0) if query.kind else sum(engine.kinds.values()),
        "texts": engine.texts,
        "reports_with_text": len(service.quotes.hashes),
    }
    extra: Object = {"q": query.q, "kind": query.kind, **views.reading(found), **echo(show)}
    hits = Presented(found.hits, lambda hit: views.hit(show, engine, found, hit))
    reason = views.empty(found, query.kind)
    answer = page(request, hits, query.limit, query.offset, searched=searched, extra=extra, reason=reason)
    if not found.hits:
        answer["near"] = views.near(show, engine.near(query.q, query.kind))
    return answer
