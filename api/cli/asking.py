"""Questions put to the application in this process, exactly as a client puts them over HTTP.

So the command line has no second way to check, compute or shape an answer: what ``--json`` prints is what REST sends.
"""

import asyncio
from collections.abc import Mapping
from http import HTTPStatus
from typing import cast

import httpx

from api.app import create_app
from api.cli.shapes import parts
from api.objects import Json, Object
from api.service import Service
from graph.errors import BadParameter, BadRequest, PolicyGraphError, QueryTimeout, StoreError, UnknownId

PAGE = 1000
BASE = "http://policygraph"


def ask(service: Service, path: str, parameters: Mapping[str, str | None]) -> Object:
    """The whole list that ``GET path`` answers with, every page, as one. Parameters that are None are left out.

    Raises what the service answered with a problem document: UnknownId, BadParameter, and so on.
    """
    given = {name: value for name, value in parameters.items() if value is not None}
    return asyncio.run(_all(service, path, given))


def ask_one(service: Service, path: str, parameters: Mapping[str, str]) -> Object:
    """The object that ``GET path`` answers with; raises as ``ask`` does."""
    return asyncio.run(_one(service, path, parameters))


def ask_content(service: Service, path: str, parameters: Mapping[str, str | None]) -> bytes:
    """What ``GET path`` answers with in a format that is no JSON list: a chart; raises as ``ask`` does."""
    given = {name: value for name, value in parameters.items() if value is not None}
    return asyncio.run(_content(service, path, given))


async def _content(service: Service, path: str, parameters: Mapping[str, str]) -> bytes:
    async with _client(service) as client:
        return (await _answered(client, path, parameters)).content


async def _one(service: Service, path: str, parameters: Mapping[str, str]) -> Object:
    async with _client(service) as client:
        return await _get(client, path, parameters)


async def _all(service: Service, path: str, parameters: dict[str, str]) -> Object:
    async with _client(service) as client:
        answer = await _get(client, path, {**parameters, "limit": str(PAGE)})
        items = [*parts(answer["items"])]
        following = answer
        while following["next"]:
            following = await _get(client, path, {**parameters, "limit": str(PAGE), "offset": str(len(items))})
            items += parts(following["items"])
        return {**answer, "items": items, "limit": answer["total"], "next": None}


def _client(service: Service) -> httpx.AsyncClient:
    transport = httpx.ASGITransport(create_app(service))
    return httpx.AsyncClient(transport=transport, base_url=BASE, follow_redirects=True)  # area/lingang is zone/lingang


async def _get(client: httpx.AsyncClient, path: str, parameters: Mapping[str, str]) -> Object:
    return cast(Object, (await _answered(client, path, parameters)).json())


async def _answered(client: httpx.AsyncClient, path: str, parameters: Mapping[str, str]) -> httpx.Response:
    response = await client.get(path, params=parameters, headers={"Accept-Encoding": "identity"})
    if response.is_success:
        return response
    raise refused(response.status_code, response.json())


def refused(status: int, problem: Object) -> PolicyGraphError:
    """The error that a problem document tells of."""
    near = tuple(str(one) for one in cast("list[Json]", problem.get("near") or []))
    detail, found = str(problem.get("detail")), str(problem.get("found"))
    if status == HTTPStatus.NOT_FOUND and "kind" in problem:
        return UnknownId(str(problem["kind"]), found, near)
    if status == HTTPStatus.BAD_REQUEST and "expected" in problem and "name" in problem:
        return BadParameter(str(problem["name"]), found, str(problem["expected"]), near)
    if status == HTTPStatus.GATEWAY_TIMEOUT:
        return QueryTimeout(detail)
    return BadRequest(detail) if status < HTTPStatus.INTERNAL_SERVER_ERROR else StoreError(detail)
