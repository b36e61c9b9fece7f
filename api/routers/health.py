"""``/health`` and ``/ready``: whether the service lives, and what it serves."""

from collections import Counter

import orjson
from fastapi import APIRouter, Request
from starlette.responses import Response

from api.answers import code_version
from api.negotiation import JSON
from api.present import Object
from api.service import Service
from api.shapes.answers import Responses, responses
from api.shapes.common import Shape
from api.shapes.service import Health, Ready

router = APIRouter(tags=["service"])


def alive(model: type[Shape]) -> Responses:
    """What OpenAPI says of an answer about this moment: it takes no parameters, so few problems are possible."""
    described = responses(model)
    ok: dict[str, object] = {"model": model, "description": "The answer"}
    return {200: ok, 503: described["default"], "default": described["default"]}


@router.get("/health", summary="Whether the service is alive", responses=alive(Health))
def health(request: Request) -> Response:
    """Liveness, with what keeps quotes from being shown, if anything does."""
    service: Service = request.app.state.service
    return _json({"status": "ok", "warnings": list(service.quotes.warnings)})


@router.get("/ready", summary="Whether the service can answer, and over what", responses=alive(Ready))
def ready(request: Request) -> Response:
    """Readiness: the dataset's version, base and counts by kind, and whose texts are at hand; 503 without a store."""
    service: Service = request.app.state.service
    service.store.ask("ASK { ?subject ?property ?value }")
    catalogue = service.catalogue
    counts = Counter(kind for kind, _ in catalogue.statements)
    return _json(
        {
            "status": "ready",
            "dataset": catalogue.version,
            "code": code_version(),
            "base": catalogue.iris.base,
            "store": "remote" if service.settings.endpoint else "embedded",
            "counts": dict(sorted(counts.items())),
            "passages": len(catalogue.passages),
            "texts": {slug: slug in service.quotes.hashes for slug in catalogue.ids("report")},
        }
    )


def _json(answer: Object) -> Response:
    """An answer about this moment, which nobody may keep."""
    return Response(orjson.dumps(answer), headers={"Cache-Control": "no-store"}, media_type=JSON)
