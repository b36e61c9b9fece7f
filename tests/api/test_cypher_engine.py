"""A Neo4j of the user's own as the engine: connecting, what goes wrong, and the settings that name it."""

import socket
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import httpx
import pytest

from api.app import cypher_over
from api.cypher.engine import Access, Server, opened
from api.cypher.engines import engine_over
from api.cypher.sidecar import Sidecar
from api.service import Service
from api.settings import BadSetting, Settings, settings_from
from graph.errors import EngineUnavailable
from tests.api.cypher_service import client, neo4j, workers
from tests.cypher_engines import small
from tests.servers.listener import Listener
from tests.servers.loopback import free_port
from tests.servers.neo4j import Neo4j
from tests.servers.versions import NEO4J


@pytest.fixture
def listener() -> Iterator[Listener]:
    """A server that is no Neo4j."""
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture
def silent() -> Iterator[int]:
    """The port of a server that takes connections and says nothing."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        yield int(listening.getsockname()[1])


def detail(response: httpx.Response, status: int) -> str:
    """What a problem document with that status says."""
    assert response.status_code == status, response.text
    return str(response.json()["detail"])


def test_a_server_is_connected_to_when_it_is_first_asked_for(neo4j_server: Neo4j) -> None:
    with neo4j(neo4j_server) as engine:
        assert engine.name == f"Neo4j {NEO4J}"
        assert engine.database == neo4j_server.database
        assert engine.driver() is engine.driver()
        engine.suspect()
        assert engine.driver().execute_query("RETURN 1 AS one", database_=engine.database).records[0]["one"] == 1
        engine.close()
        engine.close()
        for asked in (engine.driver, engine.access):
            with pytest.raises(EngineUnavailable, match="shutting down"):
                asked()


def test_a_suspected_driver_is_replaced_once_it_is_not_young(
    neo4j_server: Neo4j, monkeypatch: pytest.MonkeyPatch
) -> None:
    with neo4j(neo4j_server) as engine:
        first = engine.driver()
        engine.suspect()
        assert engine.driver() is first
        monkeypatch.setattr("api.cypher.engine._YOUNG", 0.0)
        engine.suspect()
        assert engine.driver() is not first
        assert engine.name == f"Neo4j {NEO4J}"


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_nobody_at_the_address_is_told_with_the_remedy(scheme: str) -> None:
    uri = f"{scheme}://127.0.0.1:{free_port()}"
    with workers(Server(uri, "neo4j", "secret")) as asked, client(asked) as http:
        said = detail(http.get("/cypher", params={"query": "RETURN 1"}), 503)
    assert said == f"{uri} cannot be reached: check that Neo4j runs there, and POLICYGRAPH_NEO4J_URI"


def test_what_is_no_neo4j_is_told_with_the_remedy(listener: Listener) -> None:
    with pytest.raises(EngineUnavailable, match="cannot be reached: check that Neo4j runs there"):
        Server(f"bolt://127.0.0.1:{listener.port}", "neo4j", "secret").driver()


def test_a_server_that_says_nothing_is_not_waited_for(silent: int) -> None:
    with pytest.raises(EngineUnavailable, match="cannot be reached"):
        opened(Access(f"bolt://127.0.0.1:{silent}", "neo4j", "secret", "neo4j"), 0.5)


def test_a_wrong_password_is_told_without_it(neo4j_server: Neo4j) -> None:
    engine = Server(neo4j_server.uri, "neo4j", "not the password", neo4j_server.database)
    with workers(engine) as asked, client(asked) as http:
        said = detail(http.get("/cypher", params={"query": "RETURN 1"}), 503)
    assert "does not let in the user 'neo4j': check POLICYGRAPH_NEO4J_USER and POLICYGRAPH_NEO4J_PASSWORD" in said
    assert "not the password" not in said


def test_a_database_that_is_not_there_is_told(neo4j_server: Neo4j) -> None:
    engine = Server(neo4j_server.uri, neo4j_server.user, neo4j_server.password, "nowhere")
    with workers(engine) as asked, client(asked) as http:
        assert "nowhere" in detail(http.get("/cypher", params={"query": "RETURN 1"}), 503)


def test_without_the_embedded_engine_the_remedy_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("api.cypher.sidecar.installed", lambda: False)
    with workers(Sidecar(tmp_path, small, seconds=1.0)) as asked, client(asked) as http:
        asked.start()
        response = http.get("/cypher", params={"query": "RETURN 1"})
        assert "uv sync --extra cypher" in detail(response, 503)
        assert response.headers["retry-after"]
        assert detail(http.get("/cypher", params={"query": "CREATE (n)"}), 400)


def test_the_settings_choose_the_engine(tmp_path: Path) -> None:
    settings = settings_from({
        "POLICYGRAPH_NEO4J_URI": "neo4j+s://graph.example:7687", "POLICYGRAPH_NEO4J_USER": "reader",
        "POLICYGRAPH_NEO4J_PASSWORD": "secret", "POLICYGRAPH_NEO4J_DATABASE": "kg",
        "POLICYGRAPH_CYPHER_SECONDS": "2.5", "POLICYGRAPH_CYPHER_ROWS": "7",
    })  # fmt: skip
    assert engine_over(settings, tmp_path, small).access() == Access(
        "neo4j+s://graph.example:7687", "reader", "secret", "kg"
    )
    assert (settings.cypher_seconds, settings.cypher_rows) == (2.5, 7)
    assert isinstance(engine_over(settings_from({}), tmp_path, small), Sidecar)


def test_without_more_the_user_and_the_database_are_those_of_a_fresh_neo4j() -> None:
    settings = settings_from({"POLICYGRAPH_NEO4J_URI": "bolt://localhost"})
    assert (settings.neo4j_user, settings.neo4j_database, settings.neo4j_password) == ("neo4j", "neo4j", "")


@pytest.mark.parametrize("uri", ["http://localhost:7474", "localhost:7687", "bolt://", "file:///etc/passwd"])
def test_an_address_that_is_no_neo4js_stops_the_start(service: Service, uri: str) -> None:
    with pytest.raises(BadSetting, match=r"POLICYGRAPH_NEO4J_URI: found .* expected an address that begins with bolt"):
        cypher_over(replace(service, settings=replace(service.settings, neo4j_uri=uri)))


def test_a_password_is_never_shown() -> None:
    settings = Settings(neo4j_password="secret", neo4j_uri="bolt://localhost")
    for shown in (repr(settings), str(settings), repr(Access("bolt://x", "neo4j", "secret", "neo4j"))):
        assert "secret" not in shown
