"""/cypher over HTTP, on both engines: how a query is given, what comes back, what each mistake is answered with."""

import csv
import io
import json
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Final

import httpx
import pytest

from api.cypher.engine import Engine
from api.cypher.router import TRUNCATED
from tests.api.cypher_service import ENGINES, ROWS, SECONDS, Lent, client, each, workers

ZONES: Final = "MATCH (z:Zone) RETURN z.id AS id, z.label_zh AS label ORDER BY id"
ONE: Final = "MATCH (z:Zone {id: $id}) RETURN z.label_zh AS label"
ENDLESS: Final = "MATCH (a), (b), (c), (d), (e) WHERE a.id + b.id + c.id + d.id + e.id = '' RETURN count(*)"
BROWSER: Final = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
JSON: Final = {"Content-Type": "application/json"}


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, over the same small graph."""
    with each(request, tmp_path_factory.mktemp("router")) as found:
        yield found


@pytest.fixture(scope="module")
def http(engine: Engine) -> Iterator[httpx.Client]:
    """/cypher over the engine."""
    with workers(engine) as asked, client(asked) as opened:
        yield opened


def problem(response: httpx.Response, status: int) -> str:
    """The detail of a problem document with that status."""
    assert response.status_code == status, response.text
    assert response.headers["content-type"] == "application/problem+json"
    assert response.json()["status"] == status
    return str(response.json()["detail"])


def test_a_query_comes_by_get_or_as_a_json_object(http: httpx.Client, engine: Engine) -> None:
    parameters = {"id": "zone-1"}
    for response in (
        http.get("/cypher", params={"query": ONE, "parameters": json.dumps(parameters)}),
        http.post("/cypher", json={"query": ONE, "parameters": parameters}),
        http.post("/cypher", content=json.dumps({"query": ONE, "parameters": parameters}).encode("utf-8-sig"),
                  headers={"Content-Type": "application/json; charset=UTF-8"}),
    ):  # fmt: skip
        assert response.status_code == 200, response.text
        assert response.headers["content-type"] == "application/json"
        assert response.json() == {
            "columns": ["label"], "rows": [["第1区"]], "truncated": False, "engine": engine.name,
        }  # fmt: skip


def test_the_engine_is_named_with_its_version(http: httpx.Client, engine: Engine) -> None:
    name, _, version = http.get("/cypher", params={"query": "RETURN 1"}).json()["engine"].partition(" ")
    assert name == ("ArcadeDB" if "ArcadeDB" in engine.name else "Neo4j")
    assert version.count(".") == 2


def test_parameters_may_be_left_out_or_null(http: httpx.Client) -> None:
    for body in ({"query": ZONES}, {"query": ZONES, "parameters": {}}, {"query": ZONES, "parameters": None}):
        assert [row[0] for row in http.post("/cypher", json=body).json()["rows"]] == ["zone-0", "zone-1", "zone-2"]


@pytest.mark.parametrize("text", ["100%25", "a+b", "临港 新片区", "'\"\\`", "SET n.x = 1 // ", "𠮷", "\x00\x7f"])
def test_a_text_is_not_changed_on_its_way(http: httpx.Client, text: str) -> None:
    asked = {"query": "RETURN $x AS x", "parameters": {"x": text}}
    assert http.post("/cypher", json=asked).json()["rows"] == [[text]]
    given = {"query": "RETURN $x AS x", "parameters": json.dumps({"x": text})}
    assert http.get("/cypher", params=given).json()["rows"] == [[text]]


@pytest.mark.parametrize(
    ("accept", "format", "media"),
    [
        ("*/*", None, "application/json"),
        ("text/csv", None, "text/csv; charset=utf-8"),
        ("text/csv;q=0.5, application/json", None, "application/json"),
        ("application/json", "csv", "text/csv; charset=utf-8"),
        (BROWSER, None, "application/json"),
        ("text/turtle", "json", "application/json"),
    ],
)
def test_rows_come_in_the_format_that_is_accepted(
    http: httpx.Client, accept: str, format: str | None, media: str
) -> None:
    more = {"format": format} if format else {}
    for response in (
        http.get("/cypher", params={"query": ZONES, **more}, headers={"Accept": accept}),
        http.post("/cypher", params=more, json={"query": ZONES}, headers={"Accept": accept}),
    ):
        assert response.headers["content-type"] == media
        assert response.headers["vary"] == "Accept"
        assert "第1区" in response.text


def test_csv_has_a_line_a_row_and_nodes_as_json(http: httpx.Client) -> None:
    response = http.get(
        "/cypher", params={"query": "MATCH (z:Zone {id: 'zone-0'}) RETURN z.id, z, null", "format": "csv"}
    )
    [head, row] = list(csv.reader(io.StringIO(response.text, newline="")))
    assert head == ["z.id", "z", "null"]
    assert (row[0], row[2]) == ("zone-0", "")
    assert json.loads(row[1])["properties"]["label_zh"] == "第0区"


@pytest.mark.parametrize("rows", [ROWS - 1, ROWS, ROWS + 1, 100 * ROWS])
def test_an_answer_that_is_cut_says_so(http: httpx.Client, rows: int) -> None:
    query = f"UNWIND range(1, {rows}) AS x RETURN x"
    answer = http.get("/cypher", params={"query": query}).json()
    assert [row[0] for row in answer["rows"]] == list(range(1, min(rows, ROWS) + 1))
    assert answer["truncated"] is (rows > ROWS)
    assert answer.get("limit") == (ROWS if rows > ROWS else None)
    table = http.get("/cypher", params={"query": query, "format": "csv"})
    assert table.headers.get(TRUNCATED) == (str(ROWS) if rows > ROWS else None)


def test_the_rest_of_an_answer_that_is_cut_is_not_computed(http: httpx.Client) -> None:
    """It would take hours, and the next query waits for it on the same connection."""
    endless = "UNWIND range(1, 100000) AS a UNWIND range(1, 100000) AS b RETURN a, b"
    for _ in range(3):
        assert http.get("/cypher", params={"query": endless}).json()["truncated"] is True
        assert http.get("/cypher", params={"query": "RETURN 1"}).status_code == 200


def test_relationships_of_an_answer_that_is_cut_have_their_ends(http: httpx.Client) -> None:
    query = "MATCH ()-[a:APPLIES_TO]->() UNWIND range(1, 100) AS x RETURN a"
    answer = http.get("/cypher", params={"query": query}).json()
    assert answer["truncated"] is True
    assert {row[0]["end"]["labels"][-1] for row in answer["rows"]} == {"Zone"}
    assert all(row[0]["start"]["id"].startswith("m0") for row in answer["rows"])


def test_a_plan_is_told_and_nothing_run(http: httpx.Client) -> None:
    answer = http.get("/cypher", params={"query": "EXPLAIN MATCH (n:Zone) RETURN n"}).json()
    assert answer["rows"] == []
    assert answer["plan"]["operatorType"]
    assert "plan" not in http.get("/cypher", params={"query": "RETURN 1"}).json()


def test_procedures_that_tell_of_the_graph_may_be_called(http: httpx.Client) -> None:
    labels = "CALL db.labels() YIELD label WHERE label IN ['Area', 'Measure', 'Zone'] RETURN label ORDER BY label"
    assert http.get("/cypher", params={"query": labels}).json()["rows"] == [["Area"], ["Measure"], ["Zone"]]
    types = "CALL db.relationshipTypes() YIELD relationshipType AS type RETURN type ORDER BY type"
    assert http.get("/cypher", params={"query": types}).json()["rows"] == [["APPLIES_TO"], ["PART_OF"]]


@pytest.mark.parametrize(
    ("query", "line", "column"),
    [
        ("MATCH (n RETURN n", 1, 10),
        ("MATCH (n)\nWHERE n.x = = 2\nRETURN n", 2, 13),
        ("MATCH (n)\n  /* c */ RETURN m", 2, 18),
        ("RETURN $x, $y", None, None),
        ("MATCH (n) WITH n.id AS id RETURN n", 1, 34),
        ("CREATE (n)", 1, 1),
        ("RETURN foo(1)", 1, 8),
        ("MATCH (n) RETURN n\n;\nRETURN 1", 2, 1),
        ("RETURN 'x", 1, 8),
    ],
)
def test_a_query_that_cannot_be_answered_says_where(
    http: httpx.Client, query: str, line: int | None, column: int | None
) -> None:
    response = http.get("/cypher", params={"query": query})
    detail = problem(response, 400)
    told = response.json()
    if line is None:
        assert told["line"] == 1
        assert told["column"] in (8, 12)
    else:
        assert (told["line"], told["column"]) == (line, column)
        assert detail.startswith(f"line {line}, column {column}: ")
    assert "\n" not in detail


@pytest.mark.parametrize(
    "query", ["RETURN 1 / 0", "RETURN toInteger([])", "RETURN 1 + $x", "RETURN date('2024-13-01')"]
)
def test_what_goes_wrong_while_it_runs_is_a_bad_query_too(http: httpx.Client, query: str) -> None:
    assert problem(http.get("/cypher", params={"query": query}), 400)


@pytest.mark.parametrize(
    ("parameters", "words"),
    [
        ({}, "there is no query"),
        ({"parameters": "{}"}, "there is no query"),
        ({"parameters": '{"a": 1}'}, "there is no query"),
        ({"query": ""}, "the query is empty"),
        ({"qery": "RETURN 1"}, "near: query"),
        ({"query": "RETURN 1", "parameters": "[1]"}, "expected a JSON object, found a list"),
        ({"query": "RETURN 1", "parameters": "{"}, "no JSON at line 1"),
        ({"query": "RETURN 1", "parameters": '{"x": NaN}'}, "NaN is no JSON"),
        ({"query": "RETURN 1", "parameters": '{"x": 1, "x": 2}'}, "the name 'x' stands twice"),
        ({"query": "RETURN 1", "parameters": '{"x": 9223372036854775808}'}, "an integer of 64 bits"),
        ({"query": "RETURN 1", "parameters": '{"x": ' + "[" * 30 + "]" * 30 + "}"}, "20 at most"),
        ({"query": "RETURN 1", "parameters": '{"x": "\\ud800"}'}, "half of a surrogate pair"),
        ({"query": "RETURN 1", "parameters": '{"x": {"\\udc00": 1}}'}, "half of a surrogate pair"),
        ({"query": "RETURN 1", "parameters": json.dumps({f"x{i}": 1 for i in range(1001)})}, "1,000 at most"),
    ],
)
def test_a_request_that_cannot_be_read_is_told_why(http: httpx.Client, parameters: dict[str, str], words: str) -> None:
    assert words in problem(http.get("/cypher", params=parameters), 400)


@pytest.mark.parametrize(
    ("body", "words"),
    [
        (b"", "no JSON"), (b"[]", "expected a JSON object, found a list"), (b"null", "found null"), (b"{}", "no query"),
        (b'{"query": 1}', "found 'a number'"), (b'{"query": null}', "no query"), (b'{"query": {}}', "'an object'"),
        (b'{"query": ' + b"[" * 50_000 + b"}", "within one another"),
        (b'{"query": "RETURN 1", "params": {}}', "near: parameters"), (b'{"query": "RETURN 1"', "no JSON at line 1"),
        (b'{"query": "RETURN 1", "parameters": "x"}', "found 'text'"), (b'"\xff"', "not UTF-8: byte 1"),
        (b'{"query": "RETURN 1", "parameters": true}', "found 'a truth value'"),
        (b'{"query": "RETURN \\ud800"}', "half of a surrogate pair"),
        (b'{"query": "RETURN $x", "parameters": {"x": 1' + b"0" * 5000 + b"}}", "the body"),
    ],
)  # fmt: skip
def test_a_body_that_cannot_be_read_is_told_why(http: httpx.Client, body: bytes, words: str) -> None:
    assert words in problem(http.post("/cypher", content=body, headers=JSON), 400)


def test_a_parameter_of_the_url_is_given_once(http: httpx.Client) -> None:
    assert "more than once" in problem(http.get("/cypher?query=RETURN%201&query=RETURN%202"), 400)
    assert "UTF-8" in problem(http.get("/cypher?query=%ff"), 400)
    assert "1,000 parameters" in problem(http.get("/cypher?" + "&".join(["query=x"] * 1001)), 400)
    assert problem(http.post("/cypher?query=RETURN%201", json={"query": "RETURN 2"}), 400)


@pytest.mark.parametrize(
    "media", ["", "text/plain", "application/x-www-form-urlencoded", "application/json; charset=latin1"]
)
def test_a_body_of_another_type_is_not_read(http: httpx.Client, media: str) -> None:
    response = http.post("/cypher", content=b'{"query": "RETURN 1"}', headers={"Content-Type": media})
    assert "application/json" in problem(response, 415)
    assert response.json()["available"] == ["application/json"]


def test_what_is_too_long_is_not_read(http: httpx.Client) -> None:
    assert "65,536" in problem(http.post("/cypher", json={"query": "RETURN 1" + " " * 70_000}), 413)
    assert "1,048,576" in problem(http.post("/cypher", json={"query": "RETURN 1", "x": "x" * (2 << 20)}), 413)


def test_a_format_that_is_not_there_is_told_which_are(http: httpx.Client) -> None:
    for response in (
        http.get("/cypher", params={"query": "RETURN 1", "format": "xml"}),
        http.get("/cypher", params={"query": "RETURN 1"}, headers={"Accept": "text/turtle"}),
    ):
        assert problem(response, 406)
        assert "json" in str(response.json()["available"])


def test_a_query_that_takes_too_long_is_stopped(http: httpx.Client) -> None:
    assert f"{SECONDS:g} s" in problem(http.get("/cypher", params={"query": ENDLESS}), 504)
    assert http.get("/cypher", params={"query": "RETURN 1"}).status_code == 200


def test_an_answer_that_is_too_large_is_an_error_and_no_part_is_sent(http: httpx.Client) -> None:
    large = "UNWIND range(1, 20) AS i RETURN [x IN range(1, 20000) | x] AS list"
    assert "1,048,576 bytes" in problem(http.get("/cypher", params={"query": large}), 503)


def test_too_many_waiting_queries_are_turned_away(engine: Engine) -> None:
    with workers(Lent(engine), size=1, waiting=0) as few, client(few) as http, ThreadPoolExecutor(4) as threads:
        assert http.get("/cypher", params={"query": "RETURN 1"}).status_code == 200
        answers = [*threads.map(lambda _: http.get("/cypher", params={"query": ENDLESS}), range(4))]
    assert sorted(answer.status_code for answer in answers) == [503, 503, 503, 504]
    busy = next(answer for answer in answers if answer.status_code == 503)
    assert "waiting already" in problem(busy, 503)
    assert busy.headers["retry-after"]


def test_head_is_get_without_the_body(http: httpx.Client) -> None:
    got, head = (http.request(method, "/cypher", params={"query": ZONES}) for method in ("GET", "HEAD"))
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["etag"] == got.headers["etag"]


def test_a_client_that_has_the_answer_is_told_so(http: httpx.Client) -> None:
    tag = http.get("/cypher", params={"query": ZONES}).headers["etag"]
    again = http.get("/cypher", params={"query": ZONES}, headers={"If-None-Match": f'"x", W/{tag}'})
    assert (again.status_code, again.content, again.headers["cache-control"]) == (304, b"", "no-cache")
    assert http.get("/cypher", params={"query": "RETURN 1"}, headers={"If-None-Match": tag}).status_code == 200


def test_a_browser_gets_a_page_that_needs_nothing_from_elsewhere(http: httpx.Client) -> None:
    response = http.get("/cypher", headers={"Accept": BROWSER})
    assert response.headers["content-type"] == "text/html; charset=utf-8"
    assert "<textarea" in response.text
    assert f"{ROWS} rows" in response.text
    assert "src=" not in response.text
    assert "$" not in response.text.replace("$zone", "")


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_other_methods_are_not_allowed(http: httpx.Client, method: str) -> None:
    assert http.request(method, "/cypher", params={"query": "RETURN 1"}).status_code == 405
