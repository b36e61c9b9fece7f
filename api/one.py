"""``GET /api/{kind}s/{id}``: one entity, as it was known on the day asked."""

from collections.abc import Callable

from starlette.requests import Request
from starlette.responses import Response

from api.answers import respond
from api.objects import Object
from api.parameters import ObjectQuery, day
from api.present import Presenter
from api.service import Service
from api.views.clocks import echo
from graph.dates import EdtfDate


def one_entity(
    request: Request,
    query: ObjectQuery,
    kind: str,
    slug: str,
    view: Callable[[Presenter], Object],
    as_of: EdtfDate | None = None,
) -> Response:
    """The entity that ``view`` presents, with the clocks; UnknownId, or NotKnownThen if nothing told of it then.

    ``as_of``: the day that a status in the answer hangs on, which the URL does not show.
    """
    service: Service = request.app.state.service
    show = Presenter(service, day("known_on", query.known_on))
    show.known_entity(kind, slug)

    def compute() -> Object:
        return {**view(show), **echo(show)}

    return respond(request, service, compute, resolved={"as_of": as_of.edtf} if as_of else None)
