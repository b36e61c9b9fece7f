"""The worker processes: what kills a query, what replaces a worker, and that nothing is left behind."""

import json
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from api.sparql.workers import Limits, Question, WorkerPool
from graph.errors import AnswerTooLarge, BadQuery, Busy, QueryFailed, QueryTimeout, StoreError
from tests.api.sparql_service import built, pool

JSON = "application/sparql-results+json"
ENDLESS = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
ASK = Question("ASK { ?s ?p ?o }", JSON, {})


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return built(tmp_path_factory.mktemp("workers"))


@pytest.fixture(scope="module")
def workers(directory: Path) -> Iterator[WorkerPool]:
    with pool(directory) as opened:
        yield opened


def ask(workers: WorkerPool, query: str, media: str = JSON) -> bytes:
    return workers.answer(Question(query, media, {}))


def gone(pid: int, seconds: float = 8.0) -> bool:
    """Whether a process ends within the time given."""
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        try:
            if Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True
        except FileNotFoundError:
            return True
        time.sleep(0.05)
    return False


def test_a_query_is_answered_in_bytes(workers: WorkerPool) -> None:
    assert json.loads(workers.answer(ASK)) == {"head": {}, "boolean": True}


def test_nothing_starts_before_it_is_needed(directory: Path) -> None:
    with pool(directory) as fresh:
        assert fresh.pids() == frozenset()
        fresh.warm()
        assert len(fresh.pids()) == 1
        fresh.answer(ASK)
        assert len(fresh.pids()) == 1


def test_a_slow_query_is_stopped_in_time_and_its_worker_replaced(directory: Path) -> None:
    with pool(directory, size=1) as one:
        one.answer(ASK)
        [before] = one.pids()
        start = time.monotonic()
        with pytest.raises(QueryTimeout, match=r"1\.5 s"):
            ask(one, ENDLESS)
        assert time.monotonic() - start < 6
        [after] = one.pids()
        assert after != before
        assert gone(before)
        assert one.answer(ASK)


def test_a_query_that_overflows_the_stack_is_an_error_and_no_more(workers: WorkerPool) -> None:
    deep = "ASK {" + "FILTER EXISTS {?s ?p ?o " * 5000 + "}" * 5001
    with pytest.raises(QueryFailed, match=r"SIGSEGV|SIGABRT"):
        ask(workers, deep)
    assert workers.answer(ASK)


def test_a_query_that_takes_too_much_memory_is_an_error_and_no_more(workers: WorkerPool) -> None:
    hungry = "SELECT * { ?a ?b ?c . ?d ?e ?f } ORDER BY ?c ?f"
    with pytest.raises((QueryFailed, QueryTimeout)):
        ask(workers, hungry)
    assert workers.answer(ASK)


def test_an_answer_that_is_too_large_is_none(workers: WorkerPool) -> None:
    with pytest.raises(AnswerTooLarge, match="1,048,576 bytes"):
        ask(workers, "SELECT * { ?a ?b ?c . ?d ?e ?f }")
    assert workers.answer(ASK)


def test_a_query_that_cannot_be_read_has_its_place(workers: WorkerPool) -> None:
    with pytest.raises(BadQuery) as error:
        ask(workers, "SELECT * {\n ?s ?p }")
    assert (error.value.line, error.value.column) == (2, 9)


def test_an_unknown_function_is_a_bad_query(workers: WorkerPool) -> None:
    with pytest.raises(BadQuery, match="not supported"):
        ask(workers, "SELECT (<http://e/f>(1) AS ?x) {}")


@pytest.mark.skipif(sys.platform != "linux", reason="the second lock is Linux's seccomp")
def test_a_worker_cannot_open_a_socket_even_without_the_guard(workers: WorkerPool) -> None:
    with pytest.raises(QueryFailed, match=r"[Pp]ermission denied"):
        ask(workers, "SELECT * { SERVICE <http://127.0.0.1:9999/> { ?s ?p ?o } }")


def test_a_worker_killed_from_outside_is_replaced(directory: Path) -> None:
    with pool(directory, size=1) as one:
        one.answer(ASK)
        [pid] = one.pids()
        os.kill(pid, signal.SIGKILL)
        assert gone(pid)
        assert one.answer(ASK)


def test_a_worker_that_is_dying_as_it_is_asked_is_replaced(directory: Path) -> None:
    with pool(directory, size=1) as one:
        for _ in range(5):
            one.answer(ASK)
            [pid] = one.pids()
            os.kill(pid, signal.SIGKILL)
            assert one.answer(ASK)


def test_a_worker_killed_while_it_starts_is_replaced(directory: Path) -> None:
    with pool(directory, size=1) as one:
        one.warm()
        [pid] = one.pids()
        os.kill(pid, signal.SIGKILL)
        assert one.answer(ASK)


def test_more_queries_than_workers_wait_their_turn(directory: Path) -> None:
    with pool(directory, size=1) as one:
        answers: list[bytes] = []
        threads = [threading.Thread(target=lambda: answers.append(one.answer(ASK))) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(answers) == 5
        assert len(one.pids()) == 1


def test_waiting_for_a_worker_ends(directory: Path) -> None:
    outcomes: list[str] = []

    def endless(one: WorkerPool) -> None:
        try:
            ask(one, ENDLESS)
        except (QueryTimeout, Busy) as error:
            outcomes.append(type(error).__name__)

    with pool(directory, size=1, limits=Limits(seconds=0.4)) as one:
        one.answer(ASK)
        threads = [threading.Thread(target=endless, args=(one,)) for _ in range(5)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert {*outcomes} == {"QueryTimeout", "Busy"}
        assert one.answer(ASK)


def test_closing_ends_every_worker_also_in_a_query(directory: Path) -> None:
    with pool(directory) as closing:
        failed = threading.Event()

        def endless() -> None:
            with pytest.raises((QueryFailed, StoreError)):
                ask(closing, ENDLESS)
            failed.set()

        thread = threading.Thread(target=endless)
        thread.start()
        while not closing.pids():
            time.sleep(0.01)
        time.sleep(0.3)
        pids = closing.pids()
        closing.close()
        closing.close()
        thread.join()
        assert failed.is_set()
        assert all(gone(pid) for pid in pids)
        with pytest.raises(StoreError, match="shutting down"):
            closing.answer(ASK)


def test_closing_while_an_answer_is_read_closes_no_pipe_under_its_reader(
    directory: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read = os.read

    def slowly(pipe: int, length: int) -> bytes:
        time.sleep(0.3)
        return read(pipe, length)

    with pool(directory, size=1) as closing, ThreadPoolExecutor() as threads:
        assert closing.answer(ASK)
        monkeypatch.setattr(os, "read", slowly)
        asked = threads.submit(ask, closing, ENDLESS)
        time.sleep(0.5)
        closing.close()
        assert isinstance(asked.exception(), QueryFailed | StoreError)


PARENT = """
import sys, threading, time
from pathlib import Path
from api.sparql.workers import Limits, Question, WorkerPool
pool = WorkerPool(Path(sys.argv[1]), size=1, limits=Limits(seconds=60))
pool.answer(Question("ASK {}", "application/sparql-results+json", {}))
if sys.argv[2] == "busy":
    threading.Thread(target=pool.answer, args=(Question(sys.argv[3], "text/csv", {}),), daemon=True).start()
    time.sleep(0.3)
print(*pool.pids(), flush=True)
time.sleep(60)
"""


@pytest.mark.parametrize("state", ["idle", "busy"])
def test_no_worker_outlives_a_service_that_is_killed(directory: Path, state: str) -> None:
    command = [sys.executable, "-c", PARENT, str(directory), state, ENDLESS]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        pid = int(parent.stdout.readline())
        assert not gone(pid, 0.2)
        parent.kill()
        parent.wait()
    assert gone(pid)


def test_a_directory_without_a_dataset_is_a_store_error(tmp_path: Path) -> None:
    with pool(tmp_path) as empty, pytest.raises(StoreError, match="no built dataset"):
        empty.answer(ASK)
