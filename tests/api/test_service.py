"""What the service says of itself, and what holds for every path: HEAD, CORS, compression, caching, problems."""

import inspect
import os
from importlib.metadata import version

import anyio
import httpx
import pytest
from starlette.types import Message, Receive, Scope, Send

from api import errors
from api.app import create_app
from api.heads import HeadAsGet
from api.service import Service, open_service
from api.sparql.workers import WorkerPool
from graph import errors as known
from tests.client import Client, one, texts

PATHS = ("/api/timeline", "/api/statistics", "/id/zone/lingang", "/api/zones/lingang/measures?valid_on=2024-08-31")


def test_the_root_leads_to_the_documentation(client: Client) -> None:
    response = client.get("/")
    assert response.status_code == 307
    assert response.headers["location"] == "/docs"


def test_the_documentation_needs_no_other_host(client: Client) -> None:
    page = client.get("/docs").text
    assert "://" not in page
    for name in ("swagger-ui-bundle.js", "swagger-ui.css", "favicon.png"):
        assert f"/docs/{name}" in page
        asset = client.get(f"/docs/{name}")
        assert asset.status_code == 200
        assert asset.content
    assert '"validatorUrl": null' in page
    assert client.get("/docs/other.js").status_code == 404


def test_the_openapi_document_says_which_release_it_describes(client: Client) -> None:
    assert one(client.answer("/openapi.json"), "info.version") == version("policygraph")


def test_the_openapi_document_has_examples_for_its_parameters(client: Client) -> None:
    document = client.answer("/openapi.json")
    assert "lingang" in str(document)
    assert {"/api/timeline", "/api/statistics", "/id/{kind}/{slug}", "/sparql", "/health", "/ready"} <= set(
        document["paths"] if isinstance(document["paths"], dict) else ()
    )


def test_health_and_readiness(client: Client, service: Service) -> None:
    assert client.answer("/health") == {"status": "ok", "warnings": list(service.quotes.warnings)}
    ready = client.answer("/ready")
    assert ready["dataset"] == service.catalogue.version
    assert ready["base"] == "https://w3id.org/policygraph/"
    counts = ready["counts"]
    assert isinstance(counts, dict)
    assert (counts["instrument"], counts["agreement"], counts["observation"]) == (37, 19, 674)
    assert ready["texts"] == {report: report in service.quotes.hashes for report in service.catalogue.ids("report")}
    assert client.get("/ready").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("path", [*PATHS, "/health", "/docs", "/sparql"])
def test_head_is_get_without_its_body(client: Client, path: str) -> None:
    head, get = client.send("HEAD", path), client.get(path)
    assert head.status_code == get.status_code == 200
    assert head.content == b""
    assert head.headers == get.headers


def test_only_http_requests_are_looked_at_for_head() -> None:
    seen: list[str] = []

    async def app(scope: Scope, receive: Receive, send: Send) -> None:
        seen.append(scope["type"])

    async def nothing() -> Message:
        return {}

    async def nowhere(message: Message) -> None:
        raise AssertionError(message)

    anyio.run(HeadAsGet(app), {"type": "lifespan"}, nothing, nowhere)
    assert seen == ["lifespan"]


@pytest.mark.parametrize("path", PATHS)
def test_reads_are_open_to_other_origins(client: Client, path: str) -> None:
    response = client.get(path, {"origin": "https://example.org"})
    assert response.headers["access-control-allow-origin"] == "*"
    assert "etag" in response.headers["access-control-expose-headers"].lower()
    asking = {"origin": "https://example.org", "access-control-request-method": "GET"}
    assert client.send("OPTIONS", path, asking).status_code == 200


@pytest.mark.parametrize("path", PATHS)
def test_a_second_request_with_the_etag_is_not_answered_again(client: Client, path: str) -> None:
    tag = client.get(path).headers["etag"]
    for sent in (tag, f'"other", {tag}', f"W/{tag}"):
        again = client.get(path, {"if-none-match": sent})
        assert (again.status_code, again.content) == (304, b"")
    assert client.get(path, {"if-none-match": '"other"'}).status_code == 200


def test_an_etag_tells_media_types_and_queries_apart(client: Client) -> None:
    asked = [("/id/zone/lingang", media) for media in ("text/html", "text/turtle", "application/json")]
    asked += [("/api/timeline", "application/json"), ("/api/timeline", "text/csv"), ("/api/timeline?limit=1", "*/*")]
    tags = [client.get(path, {"accept": media}).headers["etag"] for path, media in asked]
    assert len(set(tags)) == len(tags)


@pytest.mark.parametrize("path", [*PATHS, "/sparql?query=ASK{?s%20?p%20?o}"])
def test_a_format_that_is_not_there_is_refused_with_those_that_are(client: Client, path: str) -> None:
    joined = "&" if "?" in path else "?"
    for response in (client.get(path, {"accept": "image/png"}), client.get(f"{path}{joined}format=png")):
        assert response.status_code == 406
        assert response.headers["content-type"] == "application/problem+json"
        assert texts(response.json(), "available[]")


def test_long_answers_are_compressed_for_those_who_take_it(client: Client) -> None:
    assert client.get("/api/statistics", {"accept-encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in client.get("/api/statistics", {"accept-encoding": "identity"}).headers


@pytest.mark.parametrize(("method", "path"), [("POST", "/api/timeline"), ("DELETE", "/id/zone/lingang")])
def test_only_reads_are_answered(client: Client, method: str, path: str) -> None:
    response = client.send(method, path)
    assert response.status_code == 405
    assert response.headers["content-type"] == "application/problem+json"
    assert "GET" in response.headers["allow"]


def test_every_error_of_the_project_that_a_request_can_raise_has_a_status() -> None:
    every = [
        item
        for _, item in inspect.getmembers(known, inspect.isclass)
        if issubclass(item, known.PolicyGraphError) and item not in (known.PolicyGraphError, known.QueryError)
    ]
    without = {item for item in every if not set(item.__mro__) & set(errors.STATUS)}
    assert without == {known.BadData}  # of a build, not of a request


def test_what_nobody_foresaw_is_a_problem_without_our_insides(service: Service) -> None:
    app = create_app(service)

    @app.get("/broken")
    def broken() -> None:
        raise RuntimeError("secret")

    async def ask() -> httpx.Response:
        transport = httpx.ASGITransport(app, raise_app_exceptions=False)
        async with httpx.AsyncClient(transport=transport, base_url="http://testserver") as http:
            return await http.get("/broken")

    response = anyio.run(ask)
    assert response.status_code == 500
    assert response.headers["content-type"] == "application/problem+json"
    assert "secret" not in response.text


def test_closing_the_service_ends_the_workers_of_sparql(service: Service) -> None:
    own = open_service(service.settings)
    app = create_app(own)
    client = Client(app)
    workers = app.state.workers
    assert isinstance(workers, WorkerPool)
    try:
        assert client.get("/sparql?query=ASK{?s%20?p%20?o}").json()["boolean"] is True
        pids = workers.pids()
        assert pids
    finally:
        client.close()
        own.close()
    for pid in pids:
        with pytest.raises(ProcessLookupError):
            os.kill(pid, 0)
