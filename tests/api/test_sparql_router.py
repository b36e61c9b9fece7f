"""/sparql over HTTP: how a query is given, what comes back in which format, and what each mistake is answered with."""

import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import quote

import httpx
import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from api.sparql.description import SD, describe
from api.sparql.endpoint import EndpointWorkers
from api.sparql.workers import Limits
from graph.store.memory import MemoryStore
from graph.store.remote import RemoteStore
from tests.api.sparql_service import DATA, LIMITS, built, client, pool
from tests.servers.oxigraph import oxigraph

SELECT = "SELECT ?s ?n WHERE { ?s <http://e/name> ?n }"
CONSTRUCT = "PREFIX e: <http://e/> CONSTRUCT { ?s e:called ?n } WHERE { ?s e:name ?n }"
SLOW = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
JSON = "application/sparql-results+json"
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
DIRECT = {"Content-Type": "application/sparql-query"}


@pytest.fixture(scope="module", params=["disk", "remote"])
def http(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """/sparql over a built directory, and over a remote endpoint: the same surface."""
    folder = tmp_path_factory.mktemp("sparql")
    if request.param == "disk":
        with pool(built(folder)) as workers, client(workers) as opened:
            yield opened
        return
    with oxigraph(folder, DATA.encode(), union=True) as url:
        store = RemoteStore(url, seconds=LIMITS.seconds)
        with client(EndpointWorkers(store, size=2, limits=LIMITS)) as opened:
            yield opened
        store.close()


@pytest.fixture(scope="module")
def local(tmp_path_factory: pytest.TempPathFactory) -> Iterator[httpx.Client]:
    """/sparql over a built directory."""
    with pool(built(tmp_path_factory.mktemp("sparql"))) as workers, client(workers) as opened:
        yield opened


def problem(response: httpx.Response, status: int) -> str:
    """The detail of a problem document with that status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    return str(response.json()["detail"])


def names(response: httpx.Response) -> list[str]:
    assert response.status_code == 200, response.text
    return [row["n"]["value"] for row in response.json()["results"]["bindings"]]


def test_a_query_comes_by_get_by_form_or_as_the_body(http: httpx.Client) -> None:
    for response in (
        http.get("/sparql", params={"query": SELECT}),
        http.post("/sparql", data={"query": SELECT}),
        http.post("/sparql", content=SELECT, headers=DIRECT),
        http.post("/sparql", content=SELECT, headers={"Content-Type": "application/sparql-query; charset=UTF-8"}),
    ):
        assert response.headers["content-type"] == JSON
        assert names(response) == ["临港新片区"]


@pytest.mark.parametrize("text", ["100%25", "a+b", "a%2Bb&c=d", "临港 新片区", "%E4%B8%B4"])
def test_a_body_is_percent_decoded_once(http: httpx.Client, text: str) -> None:
    query = f"SELECT ('{text}' AS ?n) {{}}"
    assert names(http.post("/sparql", content=f"query={quote(query)}", headers=FORM)) == [text]
    assert names(http.get("/sparql", params={"query": query})) == [text]
    assert names(http.post("/sparql", content=query.encode(), headers=DIRECT)) == [text]


@pytest.mark.parametrize(
    ("accept", "media", "shape"),
    [
        ("application/sparql-results+json", JSON, QueryResultsFormat.JSON),
        ("application/sparql-results+xml", "application/sparql-results+xml", QueryResultsFormat.XML),
        ("text/csv", "text/csv; charset=utf-8", None),
        ("text/tab-separated-values", "text/tab-separated-values; charset=utf-8", QueryResultsFormat.TSV),
        ("application/json", "application/json", QueryResultsFormat.JSON),
        ("application/xml", "application/xml", QueryResultsFormat.XML),
        ("*/*", JSON, QueryResultsFormat.JSON),
        ("text/turtle, text/csv;q=0.1, application/sparql-results+xml;q=0.5", "application/sparql-results+xml", None),
    ],
)
def test_results_come_in_the_format_that_is_accepted(
    http: httpx.Client, accept: str, media: str, shape: QueryResultsFormat | None
) -> None:
    response = http.get("/sparql", params={"query": SELECT}, headers={"Accept": accept})
    assert response.status_code == 200
    assert response.headers["content-type"] == media
    assert response.headers["vary"] == "Accept"
    assert "临港新片区" in response.text
    if shape:
        parsed = pyoxigraph.parse_query_results(response.content, shape)
        assert isinstance(parsed, pyoxigraph.QuerySolutions)
        assert {variable.value for variable in parsed.variables} == {"s", "n"}


@pytest.mark.parametrize(
    ("accept", "shape"),
    [
        ("text/turtle", RdfFormat.TURTLE),
        ("application/n-triples", RdfFormat.N_TRIPLES),
        ("application/rdf+xml", RdfFormat.RDF_XML),
        ("application/ld+json", RdfFormat.JSON_LD),
    ],
)
def test_triples_come_in_the_format_that_is_accepted(http: httpx.Client, accept: str, shape: RdfFormat) -> None:
    expected = [("<http://e/lingang>", "<http://e/called>", '"临港新片区"@zh-hans')]
    response = http.get("/sparql", params={"query": CONSTRUCT}, headers={"Accept": accept})
    assert response.headers["content-type"].partition(";")[0] == accept
    got = [(str(q.subject), str(q.predicate), str(q.object)) for q in pyoxigraph.parse(response.content, shape)]
    assert got == expected


def test_describe_gives_triples_and_ask_a_boolean(http: httpx.Client) -> None:
    described = http.get("/sparql", params={"query": "DESCRIBE <http://e/lingang>"})
    assert described.headers["content-type"] == "text/turtle; charset=utf-8"
    assert "临港新片区" in described.text
    for accept in (JSON, "application/sparql-results+xml"):
        assert "true" in http.get("/sparql", params={"query": "ASK {}"}, headers={"Accept": accept}).text


def test_relative_iris_are_resolved_against_the_service(local: httpx.Client) -> None:
    response = local.get("/sparql", params={"query": "SELECT (<x> AS ?n) {}"})
    assert names(response) == [str(local.base_url.join("/x"))]


@pytest.mark.parametrize("host", ["a<b", "a:b", "[zz]", "[::1", "..", "a b", "a%zz", ""])
def test_a_strange_host_is_no_fault_of_the_service(local: httpx.Client, host: str) -> None:
    for params in ({"query": "ASK {}"}, {}):
        assert local.get("/sparql", params=params, headers={"Host": host}).status_code in (200, 400)


def test_turtle_uses_the_prefixes_of_the_query(local: httpx.Client) -> None:
    assert "e:lingang e:called" in local.get("/sparql", params={"query": CONSTRUCT}).text


@pytest.mark.parametrize(
    ("query", "name", "media"),
    [
        (SELECT, "csv", "text/csv; charset=utf-8"),
        (SELECT, "xml", "application/sparql-results+xml"),
        (SELECT, "application/sparql-results+json", JSON),
        (CONSTRUCT, "xml", "application/rdf+xml"),
        (CONSTRUCT, "json", "application/ld+json"),
        (CONSTRUCT, "ttl", "text/turtle; charset=utf-8"),
    ],
)
def test_format_wins_over_accept(http: httpx.Client, query: str, name: str, media: str) -> None:
    response = http.get("/sparql", params={"query": query, "format": name}, headers={"Accept": "text/x-none"})
    assert response.headers["content-type"] == media


@pytest.mark.parametrize(
    ("query", "ask"),
    [
        (SELECT, {"headers": {"Accept": "text/turtle"}}),
        (CONSTRUCT, {"headers": {"Accept": "text/csv"}}),
        (SELECT, {"format": "pdf"}),
        (SELECT, {"format": "turtle"}),
    ],
)
def test_a_format_that_there_is_not_lists_those_that_there_are(
    local: httpx.Client, query: str, ask: dict[str, dict[str, str] | str]
) -> None:
    headers = ask.get("headers")
    params = {"query": query} | ({"format": str(ask["format"])} if "format" in ask else {})
    response = local.get("/sparql", params=params, headers=headers if isinstance(headers, dict) else None)
    problem(response, 406)
    listed = response.json()["available"]
    assert ("text/csv" in listed or "csv" in listed) == (query == SELECT)
    assert ("text/turtle" in listed or "turtle" in listed) == (query == CONSTRUCT)


def test_the_default_graph_is_the_union_and_the_request_may_name_another(http: httpx.Client) -> None:
    def count(pattern: str, **dataset: str | list[str]) -> int:
        query = f"SELECT (COUNT(*) AS ?n) {{ {pattern} }}"
        given = {name.replace("_", "-"): value for name, value in dataset.items()}
        return int(names(http.get("/sparql", params={"query": query, **given}))[0])

    everything, graph = "?s <http://e/p> ?o", "GRAPH ?g { ?s <http://e/p> ?o }"
    assert count(everything) == 2000
    assert count(everything, default_graph_uri="http://g/1") == 667
    assert count(everything, default_graph_uri=["http://g/1", "http://g/2"]) == 667 + 666
    assert count(everything, named_graph_uri="http://g/1") == 0
    assert count(graph, named_graph_uri=["http://g/1", "http://g/2"]) == 667 + 666
    assert count(graph, default_graph_uri="http://g/1") == 0
    assert count(everything, default_graph_uri="http://g/none") == 0


def test_the_datasets_of_the_request_replace_from(http: httpx.Client) -> None:
    query = "SELECT (COUNT(*) AS ?n) FROM <http://g/0> { ?s <http://e/p> ?o }"
    assert names(http.get("/sparql", params={"query": query})) == ["667"]
    assert names(http.get("/sparql", params={"query": query, "default-graph-uri": "http://g/2"})) == ["666"]
    response = http.post("/sparql?default-graph-uri=http%3A%2F%2Fg%2F2", content=query, headers=DIRECT)
    assert names(response) == ["666"]


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        ({"query": ["ASK {}", "ASK {}"]}, "more than once"),
        ({"default-graph-uri": "http://g/0"}, "no query"),
        ({"query": "ASK {}", "default-graph-uri": "not an iri"}, "default-graph-uri: found 'not an iri'"),
        ({"query": "ASK {}", "named-graph-uri": "relative"}, "expected an absolute IRI"),
        ({"update": "CLEAR ALL"}, "only reads"),
        ({"query": ""}, "empty"),
    ],
)
def test_a_request_that_the_protocol_does_not_allow_is_a_bad_request(
    local: httpx.Client, fields: dict[str, str | list[str]], words: str
) -> None:
    assert words in problem(local.get("/sparql", params=fields), 400)
    assert words in problem(local.post("/sparql", data=fields), 400)


def test_bytes_that_are_no_utf8_are_a_bad_request(local: httpx.Client) -> None:
    assert "UTF-8" in problem(local.get("/sparql?query=ASK%7B%FF%7D"), 400)
    assert "UTF-8" in problem(local.post("/sparql", content=b"query=ASK%FF", headers=FORM), 400)
    assert "UTF-8" in problem(local.post("/sparql", content=b"ASK {} # \xff", headers=DIRECT), 400)


def test_a_byte_order_mark_is_no_part_of_the_query(local: httpx.Client) -> None:
    assert local.post("/sparql", content="\ufeffASK {}".encode(), headers=DIRECT).status_code == 200


@pytest.mark.parametrize("query", [SELECT, ""])
def test_a_post_without_a_query_is_a_bad_request(local: httpx.Client, query: str) -> None:
    assert "no query" in problem(local.post("/sparql", content=f"q={query}", headers=FORM), 400)


@pytest.mark.parametrize("media", ["text/plain", "application/json", "", "application/sparql-query; charset=utf-16"])
def test_a_body_of_another_type_lists_those_that_are_read(local: httpx.Client, media: str) -> None:
    response = local.post("/sparql", content=b"ASK {}", headers={"Content-Type": media} if media else None)
    problem(response, 415)
    assert response.json()["available"] == [*FORM.values(), *DIRECT.values()]


def test_an_update_as_the_body_is_refused(local: httpx.Client) -> None:
    headers = {"Content-Type": "application/sparql-update"}
    assert "only reads" in problem(local.post("/sparql", content=b"CLEAR ALL", headers=headers), 400)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * {\n ?s ?p }", "line 2, column 9"),
        ("SELECT * { SERVICE <http://x/> { ?s ?p ?o } }", "line 1, column 12: SERVICE is not allowed"),
        ("LOAD <http://x/>", "LOAD is an update"),
        ("HELLO", "expected SELECT, ASK, CONSTRUCT or DESCRIBE"),
        ("SELECT (<http://e/f>(1) AS ?x) {}", "not supported"),
    ],
)
def test_a_query_that_cannot_be_answered_says_where_and_why(local: httpx.Client, query: str, words: str) -> None:
    assert words in problem(local.get("/sparql", params={"query": query}), 400)


def test_a_parse_error_gives_line_and_column_as_numbers(local: httpx.Client) -> None:
    response = local.get("/sparql", params={"query": "SELECT * {\n ?s ?p }"})
    assert (response.json()["line"], response.json()["column"]) == (2, 9)


def test_a_remote_endpoint_says_what_it_could_not_read(http: httpx.Client) -> None:
    problem(http.get("/sparql", params={"query": "SELECT * { ?s ?p }"}), 400)


def test_a_query_that_is_too_long_is_not_read(local: httpx.Client) -> None:
    assert "65,536" in problem(local.post("/sparql", content=f"ASK {{}} #{' ' * 70_000}", headers=DIRECT), 413)
    assert "1,048,576" in problem(local.post("/sparql", content=b"ASK {}" + b" " * (2 << 20), headers=DIRECT), 413)


def test_a_query_that_takes_too_long_is_stopped(http: httpx.Client) -> None:
    assert "1.5 s" in problem(http.get("/sparql", params={"query": SLOW}), 504)
    assert http.get("/sparql", params={"query": "ASK {}"}).status_code == 200


def test_an_answer_that_is_too_large_is_an_error_and_no_part_is_sent(http: httpx.Client) -> None:
    large = "SELECT * { ?a ?b ?c . ?d ?e ?f } LIMIT 100000"
    assert "1,048,576 bytes" in problem(http.get("/sparql", params={"query": large}), 503)


def test_too_many_waiting_queries_are_turned_away(tmp_path: Path) -> None:
    limits = Limits(seconds=1.0, waiting=0)
    with pool(built(tmp_path), size=1, limits=limits) as workers, client(workers) as http:
        assert http.get("/sparql", params={"query": "ASK {}"}).status_code == 200
        with ThreadPoolExecutor(4) as threads:
            answers = [*threads.map(lambda _: http.get("/sparql", params={"query": SLOW}), range(4))]
        assert sorted(answer.status_code for answer in answers) == [503, 503, 503, 504]
        busy = next(answer for answer in answers if answer.status_code == 503)
        assert "waiting already" in problem(busy, 503)
        assert busy.headers["retry-after"]


def test_head_is_get_without_the_body(http: httpx.Client) -> None:
    got = http.get("/sparql", params={"query": SELECT})
    head = http.head("/sparql", params={"query": SELECT})
    assert head.status_code == 200
    assert head.content == b""
    for name in ("content-type", "content-length", "etag"):
        assert head.headers[name] == got.headers[name]


def test_a_client_that_has_the_answer_is_told_so(local: httpx.Client) -> None:
    params = {"query": SELECT}
    tag = local.get("/sparql", params=params).headers["etag"]
    again = local.get("/sparql", params=params, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content) == (304, b"")
    other = local.get("/sparql", params={**params, "format": "csv"}, headers={"If-None-Match": tag})
    assert other.status_code == 200


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(local: httpx.Client, method: str) -> None:
    assert local.request(method, "/sparql", params={"query": "ASK {}"}).status_code == 405


@pytest.mark.parametrize(
    ("accept", "shape"),
    [("*/*", RdfFormat.TURTLE), ("application/rdf+xml", RdfFormat.RDF_XML), ("application/ld+json", RdfFormat.JSON_LD)],
)
def test_a_bare_get_describes_the_service(local: httpx.Client, accept: str, shape: RdfFormat) -> None:
    response = local.get("/sparql", headers={"Accept": accept})
    assert response.status_code == 200
    store = pyoxigraph.Store()
    store.load(response.content, shape)
    ask = f"PREFIX sd: <{SD}> ASK {{ ?s a sd:Service ; sd:endpoint <{local.base_url.join('/sparql')}> ; "
    for words in (
        "sd:supportedLanguage sd:SPARQL11Query }",
        "sd:feature sd:UnionDefaultGraph }",
        "sd:defaultDataset/sd:namedGraph/sd:name <http://g/1> }",
    ):
        assert store.query(ask + words)
    assert not store.query(ask + "sd:feature sd:BasicFederatedQuery }")


def test_a_browser_gets_a_page_that_needs_nothing_from_elsewhere(local: httpx.Client) -> None:
    browser = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
    response = local.get("/sparql", headers={"Accept": browser})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in response.text
    assert "http://g/1" in response.text
    assert "src=" not in response.text


def test_a_description_counts_the_graphs_of_a_store() -> None:
    described = describe(MemoryStore(DATA.encode()), "policygraph")
    assert described.graphs == (("http://g/0", 668), ("http://g/1", 667), ("http://g/2", 666))
    assert json.dumps(described.example)
