"""``/`` and ``/docs``: where a person begins. Nothing on these pages comes from another host."""

from importlib.resources import files
from typing import Final

from fastapi import APIRouter, Request
from fastapi.openapi.docs import get_swagger_ui_html
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response

router = APIRouter(include_in_schema=False)

ASSETS: Final = {"swagger-ui-bundle.js": "text/javascript", "swagger-ui.css": "text/css", "favicon.png": "image/png"}
# Without a validator's badge, which would be fetched from elsewhere.
PARAMETERS: Final = {"validatorUrl": None, "tryItOutEnabled": True, "displayRequestDuration": True}


@router.get("/")
def root(request: Request) -> Response:
    """To the documentation."""
    return RedirectResponse(f"{_root(request)}/docs", 307)


@router.get("/docs")
def docs(request: Request) -> Response:
    """The API as Swagger UI shows it, from the files that come with ``fastapi-offline``."""
    path = _root(request)
    return get_swagger_ui_html(
        openapi_url=f"{path}/openapi.json",
        title="policygraph API",
        swagger_js_url=f"{path}/docs/swagger-ui-bundle.js",
        swagger_css_url=f"{path}/docs/swagger-ui.css",
        swagger_favicon_url=f"{path}/docs/favicon.png",
        swagger_ui_parameters=PARAMETERS,
    )


@router.get("/docs/{name}")
def asset(name: str) -> Response:
    """A file of Swagger UI."""
    if name not in ASSETS:
        raise HTTPException(404, f"no file {name!r} here; there is {', '.join(ASSETS)}")
    body = (files("fastapi_offline") / "static" / name).read_bytes()
    return Response(body, headers={"Cache-Control": "public, max-age=86400"}, media_type=ASSETS[name])


def _root(request: Request) -> str:
    return str(request.scope.get("root_path", ""))
