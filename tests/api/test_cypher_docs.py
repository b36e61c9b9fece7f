"""The examples of docs/cypher.md work as they stand there."""

import json
import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from api.cypher.engine import Engine
from api.cypher.names import PROCEDURES, REFUSED
from api.service import Service
from graph.property_graph.projection import property_graph
from tests.api.cypher_service import ENGINES, Lent, client, neo4j, workers
from tests.servers.neo4j import Neo4j

PAGE = (Path(__file__).parents[2] / "docs" / "cypher.md").read_text("utf-8")
SHELL, PYTHON = (re.findall(rf"```{name}\n(.*?)```", PAGE, re.DOTALL) for name in ("sh", "python"))


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, service: Service) -> Iterator[Engine]:
    """Each engine, over the whole graph."""
    if request.param == "arcadedb":
        yield Lent(request.getfixturevalue("sidecar"))
    else:
        with neo4j(request.getfixturevalue("neo4j_server"), property_graph(service.catalogue)) as found:
            yield found


@pytest.fixture(scope="module")
def http(engine: Engine) -> Iterator[httpx.Client]:
    """/cypher over the engine."""
    with workers(engine, rows=10_000) as asked, client(asked) as opened:
        yield opened


@pytest.mark.parametrize("command", SHELL)
def test_what_is_asked_with_curl_is_answered(http: httpx.Client, command: str) -> None:
    words = shlex.split(command.replace("\\\n", " "))
    if "-d" in words:
        response = http.post(
            "/cypher", content=words[words.index("-d") + 1], headers={"Content-Type": "application/json"}
        )
    else:
        response = http.get("/cypher", params={"query": words[-1].removeprefix("query=")})
    assert response.status_code == 200, response.text
    assert len(response.json()["rows"]) > 5


def test_the_example_for_httpx_runs(http: httpx.Client, capsys: pytest.CaptureFixture[str]) -> None:
    [code] = [code for code in PYTHON if "httpx" in code]
    exec(code.replace("http://127.0.0.1:8000", str(http.base_url).rstrip("/")), {})
    assert "{'id': 'shanghai-ftz'" in capsys.readouterr().out


def test_the_example_for_the_driver_runs_on_a_neo4j_that_was_synced(
    service: Service, neo4j_server: Neo4j, capsys: pytest.CaptureFixture[str]
) -> None:
    [code] = [code for code in PYTHON if "GraphDatabase" in code]
    code = code.replace("bolt://127.0.0.1:7687", neo4j_server.uri).replace('"password"', repr(neo4j_server.password))
    with neo4j(neo4j_server, property_graph(service.catalogue)):
        exec(code, {})
    assert len(capsys.readouterr().out.splitlines()) > 5


def test_the_answer_shown_has_the_shape_of_one() -> None:
    [shown] = re.findall(r"```json\n(.*?)```", PAGE, re.DOTALL)
    assert set(json.loads(shown)) == {"columns", "rows", "truncated", "engine"}


def test_the_page_tells_what_is_let_through_and_what_is_not() -> None:
    told = PAGE.lower().replace("`.", "`db.index.fulltext.")
    assert all(f"`{name}`" in told for name in PROCEDURES)
    assert {word for word in REFUSED if word in PAGE} >= {
        "CREATE",
        "MERGE",
        "SET",
        "DELETE",
        "REMOVE",
        "LOAD",
        "USE",
        "SHOW",
    }
