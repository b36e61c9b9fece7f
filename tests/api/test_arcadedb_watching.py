"""The embedded engine's process may die, hang, run out of memory or lose its service: what then happens."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable

from api.cypher.arcade_database import environment
from api.cypher.sidecar import Sidecar
from api.cypher.sidecar_process import Settings
from graph.errors import EngineUnavailable
from tests.conftest import ROOT
from tests.cypher_engines import embedded, gone, ready, rows, small, working_directory

COUNT = "MATCH (m:Measure)-[a:APPLIES_TO]->(z:Zone) RETURN z.id AS zone, count(m) AS measures ORDER BY zone"
COUNTED = [["zone-0", 14], ["zone-1", 13], ["zone-2", 13]]
HUNGRY = "RETURN size(reduce(text = 'a', i IN range(1, 40) | text + text)) AS size"
DEAF = "RETURN size([x IN range(1, 3000000) WHERE size([y IN range(1, 3000000) WHERE y = x]) = 2]) AS size"


@pytest.fixture(scope="module")
def engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Sidecar]:
    """To be harmed: it heals before the next test."""
    with embedded(tmp_path_factory.mktemp("watched"), small(), seconds=1.0) as found:
        yield found


@pytest.fixture
def process(engine: Sidecar) -> int:
    """The process that answers as the test begins."""
    ready(engine)
    assert engine.pid is not None
    return engine.pid


def replaced(engine: Sidecar, process: int) -> None:
    """Another process answers, and answers right; nothing of the old one is left."""
    deadline = time.monotonic() + 60
    while engine.pid in (None, process):
        assert time.monotonic() < deadline
        time.sleep(0.02)
    assert rows(engine, COUNT) == COUNTED
    assert gone(process)


class Hammer:
    """Threads that ask the same question over and over, and keep what they were told."""

    def __init__(self, engine: Sidecar, threads: int = 6) -> None:
        self.right, self.wrong, self.errors = 0, list[object](), list[Exception]()
        self._engine = engine
        self._stopping = threading.Event()
        self._threads = [threading.Thread(target=self._ask) for _ in range(threads)]

    def __enter__(self) -> "Hammer":
        for thread in self._threads:
            thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        for thread in self._threads:
            thread.join()

    def _ask(self) -> None:
        while not self._stopping.is_set():
            try:
                found = rows(self._engine, COUNT)
            except (DriverError, Neo4jError, EngineUnavailable) as error:
                self.errors.append(error)
                continue
            if found == COUNTED:
                self.right += 1
            else:
                self.wrong.append(found)


def test_killed_under_load_it_heals_and_never_answers_wrong(engine: Sidecar, process: int) -> None:
    with Hammer(engine) as hammer:
        while hammer.right < 50:
            time.sleep(0.01)
        place = working_directory(process)
        os.kill(process, signal.SIGKILL)
        killed = time.monotonic()
        replaced(engine, process)
        healed, right = time.monotonic() - killed, hammer.right
        while hammer.right < right + 50:
            time.sleep(0.01)
    print(f"healed in {healed:.2f} s")
    assert hammer.wrong == []
    assert all(isinstance(error, ServiceUnavailable | EngineUnavailable) for error in hammer.errors)
    assert not place.exists()


def test_a_query_that_comes_while_it_heals_waits_and_is_answered(engine: Sidecar, process: int) -> None:
    os.kill(process, signal.SIGKILL)
    assert gone(process)
    assert rows(engine, COUNT) == COUNTED


def test_a_hang_is_noticed_and_the_query_in_it_ends_with_an_error(engine: Sidecar, process: int) -> None:
    driver = engine.driver()
    os.kill(process, signal.SIGSTOP)
    with driver.session(database=engine.database) as session, pytest.raises((DriverError, Neo4jError)):
        session.run(COUNT).consume()
    replaced(engine, process)


def test_a_suspected_hang_is_noticed_too(engine: Sidecar, process: int) -> None:
    os.kill(process, signal.SIGSTOP)
    engine.suspect()
    replaced(engine, process)


def test_a_suspicion_that_is_wrong_changes_nothing(engine: Sidecar, process: int) -> None:
    for _ in range(5):
        engine.suspect()
        assert rows(engine, COUNT) == COUNTED
        time.sleep(0.6)
    assert engine.pid == process


def test_a_query_that_runs_out_of_memory_ends_the_process_and_no_more(engine: Sidecar, process: int) -> None:
    with pytest.raises(ServiceUnavailable):
        rows(engine, HUNGRY)
    replaced(engine, process)


def test_out_of_memory_several_times_at_once_it_still_heals(engine: Sidecar, process: int) -> None:
    def ask() -> None:
        with pytest.raises((DriverError, Neo4jError, EngineUnavailable)):
            rows(engine, HUNGRY)

    threads = [threading.Thread(target=ask) for _ in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    replaced(engine, process)


def test_a_query_that_no_time_limit_stops_ends_with_the_process(engine: Sidecar, process: int) -> None:
    with pytest.raises((DriverError, Neo4jError)):
        rows(engine, DEAF)
    replaced(engine, process)


SERVICE = """
import sys, time
from pathlib import Path
from api.cypher.arcade_database import environment
from api.cypher.sidecar import Sidecar
from api.cypher.sidecar_process import Settings
from tests.cypher_engines import ready, small
engine = Sidecar(Path(sys.argv[1]), small, seconds=1.0)
ready(engine)
print(engine.pid, flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGTERM])
def test_it_ends_with_the_service_and_leaves_nothing(engine: Sidecar, tmp_path: Path, number: signal.Signals) -> None:
    assert engine.name  # the engine is installed
    service = subprocess.Popen([sys.executable, "-c", SERVICE, str(tmp_path)], stdout=subprocess.PIPE, cwd=ROOT)
    with service:
        assert service.stdout is not None
        process = int(service.stdout.readline())
        place = working_directory(process)
        assert place.is_dir()
        service.send_signal(number)
    assert gone(process)
    assert not place.exists()


def test_closed_it_has_ended_and_says_so(engine: Sidecar, tmp_path: Path) -> None:
    assert engine.name
    with embedded(tmp_path, small()) as other:
        process = other.pid
        assert process is not None
        place = working_directory(process)
        other.close()
        assert gone(process, 0.1)
        assert not place.exists()
        with pytest.raises(EngineUnavailable, match="shutting down"):
            other.driver()
        other.close()
        other.start()
        assert other.pid is None


def test_the_work_leaves_no_trace_elsewhere(engine: Sidecar, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert engine.name
    here, folder = tmp_path / "here", tmp_path / "folder"
    here.mkdir()
    folder.mkdir()
    monkeypatch.chdir(here)
    with embedded(folder, small()) as other:
        assert rows(other, COUNT) == COUNTED
        [database] = folder.iterdir()
        before = {path.name: path.read_bytes() for path in database.iterdir()}
    assert {path.name: path.read_bytes() for path in database.iterdir()} == before
    assert list(here.iterdir()) == []
    assert json.loads(before["schema.json"])


def test_started_by_hand_it_removes_nothing_that_is_not_its_own(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("by the user")
    settings = Settings(str(tmp_path / "no database"), "64m", 1.0).argument()
    command = [sys.executable, "-P", "-m", "api.cypher.sidecar_process", settings]
    done = subprocess.run(command, cwd=tmp_path, env=environment(), capture_output=True, input=b"", check=False)
    assert done.returncode in (0, 1)
    assert (tmp_path / "kept").read_text() == "by the user"
