"""The W3C's protocol and service description tests at our /sparql, beside the oxigraph server; updates are refused."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import httpx
import pyoxigraph
import pytest
from pyoxigraph import BlankNode, NamedNode, QuerySolutions, RdfFormat

from tests.absent import absent
from tests.api.sparql_service import built, client, pool
from tests.conformance.w3c import MISSING, ROOT
from tests.servers.oxigraph import oxigraph

_FOLDER: Final = ROOT / "sparql11" / "protocol"
_PREFIXES: Final = {
    "mf": "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "cnt": "http://www.w3.org/2011/content#",
    "ht": "http://www.w3.org/2011/http#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "ut": "http://www.w3.org/2009/sparql/tests/test-update#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
}
_REQUESTS: Final = """
SELECT ?test ?request ?path ?method ?chars ?encoding ?status ?boolean ?format WHERE {
  ?test a mf:ProtocolTest ; mf:action/ht:requests/rdf:first ?request .
  ?request ht:absolutePath ?path ; ht:methodName ?method ; ht:resp ?response .
  OPTIONAL { ?request ht:body ?body . ?body cnt:chars ?chars ; cnt:characterEncoding ?encoding }
  OPTIONAL { ?response mf:expectedBoolean ?boolean }
  OPTIONAL { ?response mf:expectedFormat ?format }
  { SELECT ?response (MIN(STR(?each)) AS ?status) { ?response mf:expectedStatus ?each } GROUP BY ?response }
} ORDER BY ?test"""
MEDIA: Final[Mapping[str, frozenset[str]]] = {
    "boolean": frozenset({"application/sparql-results+xml", "application/sparql-results+json"}),
    "tabular": frozenset({"application/sparql-results+xml", "application/sparql-results+json", "text/csv"}),
    "RDF": frozenset({"text/turtle", "application/n-triples", "application/rdf+xml", "application/n-quads"}),
}


@dataclass(frozen=True, slots=True)
class Sending:
    """The first request of one test, and what should come back: class of status, boolean, kind of format."""

    name: str
    method: str
    path: str
    headers: Mapping[str, str]
    body: bytes
    status: str
    boolean: str | None
    format: str | None

    def send(self, http: httpx.Client, endpoint: str) -> httpx.Response:
        path = self.path.replace("/sparql/", endpoint, 1)
        return http.request(self.method, path, headers=dict(self.headers), content=self.body)


def _sendings() -> list[Sending]:
    if not _FOLDER.is_dir():
        return []
    store = pyoxigraph.Store()
    store.load((_FOLDER / "manifest.ttl").read_bytes(), RdfFormat.TURTLE, base_iri="http://w3c.test/protocol")
    return [_sending(store, row) for row in _rows(store, _REQUESTS)]


def _rows(store: pyoxigraph.Store, query: str) -> Iterator[Mapping[str, NamedNode | BlankNode | pyoxigraph.Literal]]:
    solutions = store.query(query, prefixes=_PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: solution[name] for name in names if solution[name] is not None}


def _sending(store: pyoxigraph.Store, row: Mapping[str, NamedNode | BlankNode | pyoxigraph.Literal]) -> Sending:
    request = row["request"]
    headers = store.query(
        "SELECT ?request ?name ?value WHERE { ?request ht:headers/rdf:rest*/rdf:first ?h . ?h ht:fieldName ?name ; "
        "ht:fieldValue ?value }",
        prefixes=_PREFIXES,
    )
    assert isinstance(headers, QuerySolutions)
    encoding = row["encoding"].value if "encoding" in row else "UTF-8"
    return Sending(
        row["test"].value.rpartition("#")[2],
        row["method"].value,
        row["path"].value,
        {each["name"].value: each["value"].value for each in headers if each["request"] == request},
        row["chars"].value.encode(encoding) if "chars" in row else b"",
        row["status"].value.rpartition("#")[2],
        row["boolean"].value if "boolean" in row else None,
        row["format"].value if "format" in row else None,
    )


SENDINGS: Final = _sendings()
QUERIES: Final = [each for each in SENDINGS if "update" not in each.name]
UPDATES: Final = [each for each in SENDINGS if "update" in each.name]


@dataclass(frozen=True, slots=True)
class Services:
    """Our service and the oracle, over the same data."""

    ours: httpx.Client
    oracle: httpx.Client


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    if not _FOLDER.is_dir():
        absent(MISSING)
    folder = tmp_path_factory.mktemp("protocol")
    data = ""
    for number in (1, 2, 3):
        graph = f"<http://kasei.us/2009/09/sparql/data/data{number}.rdf>"
        for quad in pyoxigraph.parse((_FOLDER / f"data{number}.nt").read_bytes(), RdfFormat.N_TRIPLES):
            data += f"{quad.triple} {graph} .\n"
    with (
        oxigraph(folder / "oracle", data.encode()) as url,
        pool(built(folder, data)) as workers,
        client(workers) as ours,
        httpx.Client(base_url=url.removesuffix("/query"), trust_env=False) as oracle,
    ):
        yield Services(ours, oracle)


def test_the_suite_is_there() -> None:
    if not SENDINGS:
        absent(MISSING)
    assert (len(QUERIES), len(UPDATES)) == (20, 14)


def checked(response: httpx.Response, sending: Sending) -> None:
    """The response is what the test expects."""
    expected = 2 if sending.status.endswith("2xx") else 4
    assert response.status_code // 100 == expected, response.text
    if sending.format:
        assert response.headers["content-type"].partition(";")[0] in MEDIA[sending.format]
    if sending.boolean:
        assert f"{sending.boolean}" in response.text


@pytest.mark.parametrize("sending", QUERIES, ids=lambda sending: sending.name)
def test_a_request_is_answered_as_the_protocol_says(services: Services, sending: Sending) -> None:
    checked(sending.send(services.ours, "/sparql"), sending)
    checked(sending.send(services.oracle, "/query"), sending)


@pytest.mark.parametrize("sending", UPDATES, ids=lambda sending: sending.name)
def test_an_update_is_refused_as_a_problem(services: Services, sending: Sending) -> None:
    response = sending.send(services.ours, "/sparql")
    assert response.status_code in (400, 405, 415), response.text
    assert response.headers["content-type"] == "application/problem+json"


@pytest.mark.parametrize(
    "ask",
    [
        "ASK { ?service a sd:Service ; sd:endpoint <ENDPOINT> }",
        "ASK { ?service sd:defaultDataset/sd:defaultGraph ?graph }",
    ],
)
def test_the_service_description_is_rdf_about_this_endpoint(services: Services, ask: str) -> None:
    response = services.ours.get("/sparql")
    store = pyoxigraph.Store()
    store.load(response.content, RdfFormat.from_media_type(response.headers["content-type"].partition(";")[0]))
    prefixes = {"sd": "http://www.w3.org/ns/sparql-service-description#"}
    assert store.query(ask.replace("ENDPOINT", str(response.url)), prefixes=prefixes)
