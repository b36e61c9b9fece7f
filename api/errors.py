"""From exception to RFC 9457 problem document: the one place that knows HTTP status codes."""

from collections.abc import Mapping
from difflib import get_close_matches
from http import HTTPStatus
from typing import Final

import orjson
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from starlette.exceptions import HTTPException
from starlette.responses import Response

from graph.errors import (
    AnswerTooLarge,
    BadDate,
    BadParameter,
    BadQuery,
    BadRequest,
    Busy,
    NotAcceptable,
    NotBuilt,
    PolicyGraphError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    QueryTooLong,
    StoreError,
    UnknownId,
    UnsupportedMediaType,
)  # fmt: skip

PROBLEM: Final = "application/problem+json"
STATUS: Final[Mapping[type[PolicyGraphError], HTTPStatus]] = {
    UnknownId: HTTPStatus.NOT_FOUND,
    BadParameter: HTTPStatus.BAD_REQUEST,
    BadDate: HTTPStatus.BAD_REQUEST,
    BadRequest: HTTPStatus.BAD_REQUEST,
    BadQuery: HTTPStatus.BAD_REQUEST,
    QueryRefused: HTTPStatus.BAD_REQUEST,
    NotAcceptable: HTTPStatus.NOT_ACCEPTABLE,
    QueryTooLong: HTTPStatus.REQUEST_ENTITY_TOO_LARGE,
    UnsupportedMediaType: HTTPStatus.UNSUPPORTED_MEDIA_TYPE,
    AnswerTooLarge: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryFailed: HTTPStatus.SERVICE_UNAVAILABLE,
    Busy: HTTPStatus.SERVICE_UNAVAILABLE,
    NotBuilt: HTTPStatus.SERVICE_UNAVAILABLE,
    StoreError: HTTPStatus.SERVICE_UNAVAILABLE,
    QueryTimeout: HTTPStatus.GATEWAY_TIMEOUT,
}


def problem(status: HTTPStatus, detail: str, members: Mapping[str, object] | None = None) -> Response:
    """A problem document; ``members`` are its own further keys."""
    body = {"type": "about:blank", "title": status.phrase, "status": status.value, "detail": detail, **(members or {})}
    headers = {"Retry-After": "1"} if status is HTTPStatus.SERVICE_UNAVAILABLE else None
    return Response(orjson.dumps(body), status.value, headers, PROBLEM)


def _of_project(_: Request, error: Exception) -> Response:
    status = next((STATUS[cls] for cls in type(error).__mro__ if cls in STATUS), HTTPStatus.INTERNAL_SERVER_ERROR)
    names = ("name", "kind", "found", "expected", "near", "available", "line", "column", "position")
    members = {name: value for name in names if (value := getattr(error, name, None)) not in (None, ())}
    return problem(status, str(error), members)


def _of_validation(request: Request, error: Exception) -> Response:
    assert isinstance(error, RequestValidationError)
    found = error.errors()[0]
    name = str(found["loc"][-1])
    near: list[str] = []
    if found["type"] == "extra_forbidden":
        there = _parameters(request)
        near = get_close_matches(name, there)
        detail = f"unknown parameter {name!r}; there is {', '.join(there)}"
    else:
        detail = f"{name}: {found['msg']}, found {found.get('input')!r}"
    others = [{"name": str(item["loc"][-1]), "message": item["msg"]} for item in error.errors()]
    return problem(HTTPStatus.BAD_REQUEST, detail, {"name": name, "errors": others, **({"near": near} if near else {})})


def _parameters(request: Request) -> list[str]:
    """The names of the query parameters that a path takes, from its own description."""
    path = getattr(request.scope.get("route"), "path", "")
    operation = request.app.openapi()["paths"].get(path, {}).get(request.method.lower(), {})
    return sorted(item["name"] for item in operation.get("parameters", ()) if item["in"] == "query")


def _of_http(_: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    answer = problem(HTTPStatus(error.status_code), str(error.detail))
    answer.headers.update(error.headers or {})
    return answer


def _of_nothing_foreseen(_: Request, __: Exception) -> Response:
    """What we did wrong: logged by the server, told without its insides."""
    return problem(HTTPStatus.INTERNAL_SERVER_ERROR, "The service failed on this request; its log says why.")


def install(app: FastAPI) -> None:
    """Let the app answer every error with a problem document."""
    app.add_exception_handler(PolicyGraphError, _of_project)
    app.add_exception_handler(RequestValidationError, _of_validation)
    app.add_exception_handler(HTTPException, _of_http)
    app.add_exception_handler(Exception, _of_nothing_foreseen)
