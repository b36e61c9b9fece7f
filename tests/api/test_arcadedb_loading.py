"""The database of the embedded engine: loaded once, whole or not at all; and what is said where there is no engine."""

import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from api.cypher import arcade_database
from api.cypher.arcade_database import installed, prepared
from api.cypher.sidecar import Sidecar
from graph.errors import EngineUnavailable, StoreError
from graph.property_graph.model import End, PropertyGraph, Relationship
from tests.absent import absent
from tests.cypher_engines import embedded, ready, rows, small


@pytest.fixture(autouse=True)
def needed() -> None:
    if not installed():
        absent("arcadedb-embedded is not installed: uv sync --extra cypher")


@pytest.fixture
def waiting() -> Iterator[threading.Event]:
    """Lets go at the end what a test keeps waiting."""
    event = threading.Event()
    yield event
    event.set()


def load(folder: Path, graph: PropertyGraph) -> Path:
    return prepared(folder, graph, threading.Event()).directory


def loaders(folder: Path) -> list[int]:
    """The processes that load into a folder."""
    found: list[int] = []
    for place in Path("/proc").glob("[0-9]*"):
        try:
            command = (place / "cmdline").read_text().split("\0")
        except (FileNotFoundError, ProcessLookupError):
            continue
        if "api.cypher.arcade_loading" in command and any(part.startswith(str(folder)) for part in command):
            found.append(int(place.name))
    return found


def test_a_graph_is_loaded_once_and_kept(tmp_path: Path) -> None:
    first = load(tmp_path, small(3))
    made = first.stat()
    assert first.parent == tmp_path
    assert load(tmp_path, small(3)) == first
    assert (first.stat().st_ino, first.stat().st_mtime_ns) == (made.st_ino, made.st_mtime_ns)
    assert list(tmp_path.iterdir()) == [first]


def test_another_graph_or_engine_takes_the_place_of_the_one_before(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = load(tmp_path, small(3))
    second = load(tmp_path, small(4))
    assert second != first
    assert list(tmp_path.iterdir()) == [second]
    monkeypatch.setattr(arcade_database, "LAYOUT", 99)
    third = load(tmp_path, small(4))
    assert list(tmp_path.iterdir()) == [third]


def test_what_killed_loads_left_is_not_used_and_is_removed(tmp_path: Path) -> None:
    dead = 2**22 + 1  # above the largest process id of Linux
    left = tmp_path / f".arcadedb-loading-{dead}-x" / "database"
    left.mkdir(parents=True)
    (left / "schema.json").write_text("{")
    other = tmp_path / f".arcadedb-loading-{os.getppid()}-y"
    other.mkdir()
    (tmp_path / "store").mkdir()
    made = load(tmp_path, small(3))
    assert {path.name for path in tmp_path.iterdir()} == {made.name, other.name, "store"}


def test_a_load_that_is_killed_leaves_nothing_and_says_so(tmp_path: Path) -> None:
    failures: list[EngineUnavailable] = []

    def begin() -> None:
        with pytest.raises(EngineUnavailable) as error:
            load(tmp_path, small(3))
        failures.append(error.value)

    thread = threading.Thread(target=begin)
    thread.start()
    while not (found := loaders(tmp_path)):
        time.sleep(0.01)
    os.kill(found[0], signal.SIGKILL)
    thread.join()
    assert "could not be loaded" in str(failures)
    assert list(tmp_path.iterdir()) == []
    assert load(tmp_path, small(3)).is_dir()


def test_a_load_ends_with_the_service(tmp_path: Path) -> None:
    ending = threading.Event()
    threading.Timer(0.5, ending.set).start()
    with pytest.raises(EngineUnavailable, match="shutting down"):
        prepared(tmp_path, small(3), ending)
    assert loaders(tmp_path) == []
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("kind", ["Zone", "ZONE", "PolicyGraph"])
def test_a_name_is_not_both_a_label_and_a_type(tmp_path: Path, kind: str) -> None:
    graph = small(3)
    link = Relationship(kind, End("Measure", "m000"), End("Zone", "zone-0"))
    with pytest.raises(EngineUnavailable, match=f"{kind}: a name of a label and of a relationship type"):
        load(tmp_path, replace(graph, relationships=(*graph.relationships, link)))
    assert list(tmp_path.iterdir()) == []


def test_an_id_is_unique_for_its_label(tmp_path: Path) -> None:
    graph = small(3)
    with pytest.raises(EngineUnavailable, match=r"[Dd]uplicate"):
        load(tmp_path, replace(graph, nodes=(*graph.nodes, graph.nodes[-1])))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("damaged", ["schema*.json", "APPLIES_TO_0.*.bucket"])
def test_a_damaged_database_is_noticed_and_loaded_anew(tmp_path: Path, damaged: str) -> None:
    for file in load(tmp_path, small(3)).glob(damaged):
        file.write_bytes(b"")
    with embedded(tmp_path, small(3)) as engine:
        assert rows(engine, "MATCH (m:Measure) RETURN count(m)") == [[3]]


def test_two_services_over_one_folder_do_not_disturb_each_other(tmp_path: Path) -> None:
    with embedded(tmp_path, small(3)) as one, embedded(tmp_path, small(3)) as other:
        assert one.pid != other.pid
        assert rows(one, "MATCH (m:Measure) RETURN count(m)") == rows(other, "MATCH (m:Measure) RETURN count(m)")


def test_starting_does_not_wait_and_asking_too_early_says_what_to_do(tmp_path: Path, waiting: threading.Event) -> None:
    def late() -> PropertyGraph:
        waiting.wait()
        return small(3)

    engine = Sidecar(tmp_path, late, seconds=1.0, waiting=0.1)
    engine.start()
    assert engine.pid is None
    with pytest.raises(EngineUnavailable, match="starting: try again in a few seconds"):
        engine.driver()
    waiting.set()
    ready(engine)
    assert rows(engine, "MATCH (m:Measure) RETURN count(m)") == [[3]]
    engine.close()


def test_why_it_does_not_start_is_told_and_it_is_tried_again(tmp_path: Path) -> None:
    tries: list[int] = []

    def fails_once() -> PropertyGraph:
        tries.append(1)
        if len(tries) == 1:
            raise StoreError("the store is away")
        return small(3)

    engine = Sidecar(tmp_path, fails_once, seconds=1.0)
    with pytest.raises(EngineUnavailable, match="the store is away"):
        engine.driver()
    ready(engine)
    engine.close()


def test_without_the_package_the_remedy_is_told_and_nothing_is_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def absent_package(_: str) -> None:
        return None

    monkeypatch.setattr(arcade_database, "find_spec", absent_package)
    engine = Sidecar(tmp_path, small, seconds=1.0)
    before = threading.active_count()
    engine.start()
    assert threading.active_count() == before
    for ask in (engine.driver, lambda: engine.name):
        with pytest.raises(EngineUnavailable, match=r"uv sync --extra cypher.*POLICYGRAPH_NEO4J_URI"):
            ask()
    engine.close()
