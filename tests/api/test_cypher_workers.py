"""Who answers Cypher when things go wrong: an engine that hangs, breaks, moves or dies, answers beyond all bounds."""

import json
import os
import signal
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.cypher.engine import Engine
from api.cypher.guard import check
from api.cypher.workers import CypherWorkers
from graph.errors import (
    BadQuery,
    ConnectionBroke,
    EngineUnavailable,
    PolicyGraphError,
    QueryFailed,
    QueryTimeout,
)  # fmt: skip
from tests.api.bolt_relay import Relay
from tests.api.cypher_service import ENGINES, Lent, each, neo4j, workers
from tests.cypher_engines import embedded, gone, small
from tests.servers.neo4j import Neo4j

COUNT = "MATCH (m:Measure) RETURN count(m) AS number"


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, over the same small graph."""
    with each(request, tmp_path_factory.mktemp("workers")) as found:
        yield found


@pytest.fixture
def relay(engine: Engine) -> Iterator[Relay]:
    """A relay in front of the engine."""
    found = Relay(int(engine.access().uri.rpartition(":")[2]))
    yield found
    found.close()


@pytest.fixture
def behind(engine: Engine, relay: Relay) -> Lent:
    """The engine as it is reached through the relay."""
    return Lent(engine, f"bolt://127.0.0.1:{relay.port}")


def rows(asked: CypherWorkers, query: str) -> object:
    """The rows that are answered."""
    return json.loads(asked.answer(check(query), {}, "json").body)["rows"]


def test_an_engine_that_hangs_is_given_up_and_suspected(behind: Lent, relay: Relay) -> None:
    with workers(behind, seconds=1.0, size=1) as asked:
        assert rows(asked, COUNT) == [[40]]
        before = asked.pids()
        relay.freeze()
        with pytest.raises(QueryTimeout, match="longer than the 1 s"):
            rows(asked, COUNT)
        assert behind.suspected == 1
        relay.cut()
        assert rows(asked, COUNT) == [[40]]
        assert all(gone(pid) for pid in before - asked.pids())
        assert before.isdisjoint(asked.pids())


def test_a_query_whose_connection_breaks_is_an_error_and_not_put_again(behind: Lent, relay: Relay) -> None:
    with workers(behind, seconds=20.0, size=1) as asked:
        assert rows(asked, COUNT) == [[40]]
        connections = relay.connections
        relay.freeze()
        cutting = threading.Timer(0.5, relay.cut)
        cutting.start()
        with pytest.raises(ConnectionBroke, match="went away while it answered"):
            rows(asked, COUNT)
        cutting.join()
        assert behind.suspected == 1
        assert relay.connections == connections
        assert rows(asked, COUNT) == [[40]]


def test_a_connection_that_broke_while_nobody_asked_is_made_anew(behind: Lent, relay: Relay) -> None:
    with workers(behind, size=1) as asked:
        assert rows(asked, COUNT) == [[40]]
        relay.cut()
        time.sleep(1.1)
        assert rows(asked, COUNT) == [[40]]
        assert behind.suspected == 0


def test_an_engine_that_has_moved_is_followed(engine: Engine, behind: Lent) -> None:
    with workers(behind, size=1) as asked:
        assert rows(asked, COUNT) == [[40]]
        other = Relay(int(engine.access().uri.rpartition(":")[2]))
        behind.uri = f"bolt://127.0.0.1:{other.port}"
        assert rows(asked, COUNT) == [[40]]
        assert other.connections == 1
        other.close()


def test_an_engine_that_is_not_there_is_tried_twice_and_suspected(behind: Lent, relay: Relay) -> None:
    relay.close()
    with workers(behind, size=1) as asked:
        with pytest.raises(EngineUnavailable):
            rows(asked, COUNT)
        assert behind.suspected == 1


def test_an_answer_that_is_cut_takes_no_more_of_the_engine(engine: Engine) -> None:
    endless = "UNWIND range(1, 1000000) AS a UNWIND range(1, 1000000) AS b RETURN a, b"
    with workers(Lent(engine), size=1, rows=10) as asked:
        for _ in range(5):
            sent = asked.answer(check(endless), {}, "json")
            assert sent.truncated
            assert len(json.loads(sent.body)["rows"]) == 10
            assert rows(asked, COUNT) == [[40]]


def test_a_value_that_no_memory_holds_does_not_harm_the_service(neo4j_server: Neo4j) -> None:
    """Neo4j sends a list of a thousand million numbers as fast as it can be read."""
    with neo4j(neo4j_server) as engine, workers(engine, seconds=8.0, size=1) as asked:
        with pytest.raises((QueryFailed, QueryTimeout)):
            rows(asked, "RETURN range(1, 1000000000) AS numbers")
        assert rows(asked, COUNT) == [[40]]


def test_text_that_no_memory_holds_is_an_error(neo4j_server: Neo4j) -> None:
    with neo4j(neo4j_server) as engine, workers(engine, size=1) as asked:
        with pytest.raises(PolicyGraphError):
            rows(asked, "RETURN reduce(s = 'x', i IN range(1, 40) | s + s) AS s")
        assert rows(asked, COUNT) == [[40]]


def test_what_the_embedded_engine_answers_wrongly_is_refused_there(engine: Engine) -> None:
    query = "MATCH (m:Measure) RETURN m.pilot AS pilot, count(m) IN [20] AS half"
    with workers(Lent(engine), size=1) as asked:
        if "ArcadeDB" not in engine.name:
            assert rows(asked, query + " ORDER BY pilot") == [[False, True], [True, True]]
            return
        with pytest.raises(BadQuery, match="line 1, column 44: aggregate in a WITH first") as refusal:
            rows(asked, query)
        assert (refusal.value.line, refusal.value.column) == (1, 44)
        first = "MATCH (m:Measure) WITH m.pilot AS pilot, count(m) AS n RETURN pilot, n IN [20] AS half ORDER BY pilot"
        assert rows(asked, first) == [[False, True], [True, True]]


def test_an_embedded_engine_that_is_killed_under_load_gives_no_wrong_answer_and_is_replaced(tmp_path: Path) -> None:
    with embedded(tmp_path, small()) as engine, workers(Lent(engine), seconds=5.0, size=4) as asked:
        right: list[bool] = []
        errors: list[PolicyGraphError] = []
        done = threading.Event()

        def load() -> None:
            while not done.is_set():
                try:
                    right.append(rows(asked, COUNT) == [[40]])
                except PolicyGraphError as error:
                    errors.append(error)

        with ThreadPoolExecutor(4) as threads:
            running = [threads.submit(load) for _ in range(4)]
            _wait(lambda: len(right) > 20)
            first = engine.pid
            assert first is not None
            os.kill(first, signal.SIGKILL)
            _wait(lambda: engine.pid not in (first, None))
            before = len(right)
            _wait(lambda: len(right) > before + 20)
            done.set()
            for one in running:
                one.result()
        assert all(right)
        assert all(isinstance(error, ConnectionBroke | EngineUnavailable) for error in errors)


def _wait(condition: Callable[[], bool], seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.05)
