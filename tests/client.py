"""A client that asks the application in process, and ways to reach into its answers."""

import re
from contextlib import ExitStack
from functools import partial

import httpx
from anyio.from_thread import start_blocking_portal
from fastapi import FastAPI

from api.objects import Json, Object


class Client:
    """Asks an application without a socket; its requests run in one event loop on a thread of its own."""

    def __init__(self, app: FastAPI) -> None:
        self.app = app
        self._stack = ExitStack()
        self._portal = self._stack.enter_context(start_blocking_portal())
        transport = httpx.ASGITransport(app)
        self._http = httpx.AsyncClient(transport=transport, base_url="http://testserver", follow_redirects=False)

    def get(self, url: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """The response to a GET; Chinese in the URL may stand unescaped."""
        return self._portal.call(partial(self._http.get, url, headers=headers))

    def send(self, method: str, url: str, headers: dict[str, str] | None = None) -> httpx.Response:
        """The response to a request of any method."""
        return self._portal.call(partial(self._http.request, method, url, headers=headers))

    def url(self, path: str, parameters: dict[str, str]) -> httpx.URL:
        """A URL with parameters of any text, percent-encoded."""
        return httpx.URL(path, params=parameters)

    def answer(self, url: str) -> Object:
        """The JSON object of a response that must be 200."""
        response = self.get(url)
        assert response.status_code == 200, f"{url}: {response.status_code} {response.text}"
        found: Object = response.json()
        return found

    def close(self) -> None:
        """Stop the event loop."""
        self._portal.call(self._http.aclose)
        self._stack.close()


def values(answer: Json, way: str) -> list[Json]:
    """What stands at ``items[].instrument.id``: ``[]`` goes through a list; missing keys and nulls drop out."""
    found: list[Json] = [answer]
    for name, through in re.findall(r"([^.\[\]]+)(\[\])?", way):
        found = [item[name] for item in found if isinstance(item, dict) and item.get(name) is not None]
        if through:
            found = [part for item in found if isinstance(item, list) for part in item if part is not None]
    return found


def texts(answer: Json, way: str) -> list[str]:
    """The same where every value is a text."""
    found = values(answer, way)
    assert all(isinstance(item, str) for item in found), found
    return [str(item) for item in found]


def objects(answer: Json, way: str) -> list[Object]:
    """The same where every value is an object."""
    return [item for item in values(answer, way) if isinstance(item, dict)]


def one(answer: Json, way: str) -> Json:
    """The one value that stands there."""
    found = values(answer, way)
    assert len(found) == 1, f"{way}: {found}"
    return found[0]
