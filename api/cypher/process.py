"""One run of the embedded engine's process, seen from the service: started, connected to, listened to, ended."""

import json
import logging
import os
import select
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import suppress
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Final, LiteralString

from api.cypher.arcade_database import Loaded, environment
from api.cypher.engine import Access, opened
from api.cypher.sidecar_process import DATABASE, WORKING, Settings
from graph.errors import EngineUnavailable

if TYPE_CHECKING:
    import neo4j

_STARTING: Final = 60.0
_CONNECTING: Final = 10.0
_BEAT: Final = 1.0
_TRIVIAL: Final = "RETURN 1 AS one"
_NODES: Final = "MATCH (n) RETURN count(n) AS nodes"
_RELATIONSHIPS: Final = "MATCH ()-[r]->() RETURN count(r) AS relationships"
_QUIET: Final = logging.NullHandler()  # whoever asked is told of a broken connection: no second word on standard error


class Process:
    """A process from its start to its end. ``driver`` and ``access``: how to ask it, once it is connected."""

    driver: "neo4j.Driver"
    access: Access

    def __init__(self, database: Loaded, *, seconds: float, heap: str) -> None:
        """Start a process that serves a copy of ``database``; returns at once."""
        self._database = database
        self._folder = Path(tempfile.mkdtemp(prefix=WORKING))
        settings = Settings(str(database.directory.resolve()), heap, seconds)
        with (self._folder / "output.log").open("wb") as log:
            self._process = subprocess.Popen(
                [sys.executable, "-P", "-m", "api.cypher.sidecar_process", settings.argument()],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=log,
                cwd=self._folder,
                env=environment(),
                # Ctrl-C is for the service, which then ends the process.
                start_new_session=True,
            )
        if self._process.stdin is None or self._process.stdout is None:
            raise EngineUnavailable("the embedded Cypher engine has no pipes")
        self._input, self._output = self._process.stdin, self._process.stdout
        self._pulse: _Pulse | None = None
        self._drivers: list[neo4j.Driver] = []

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        """Whether it has not ended; its pipe tells sooner than its exit, which waits until its memory is given back."""
        return self._process.poll() is None and not self._hung_up()

    def connect(self, ending: threading.Event) -> None:
        """Wait until it is ready and answers; from then on it is asked something every second. EngineUnavailable."""
        import_module("neo4j")  # takes a while, and so does what is waited for
        logging.getLogger("neo4j").addHandler(_QUIET)
        said = self._ready(ending)
        self.access = Access(f"bolt://127.0.0.1:{said['port']}", str(said["user"]), str(said["password"]), DATABASE)
        self.driver = opened(self.access, _CONNECTING)
        self._drivers.append(self.driver)
        self._check()
        self._drivers.append(listener := opened(self.access, _CONNECTING))
        self._pulse = _Pulse(listener)
        self._pulse.start()

    def silent(self) -> float:
        """Seconds since it last answered the query that it is asked every second."""
        return self._pulse.silent() if self._pulse else 0.0

    def ask_now(self) -> None:
        """Ask without waiting for the second to be over."""
        if self._pulse:
            self._pulse.at_once.set()

    def stop(self) -> None:
        """Kill it, if it has not ended, and remove all that it wrote."""
        if self._pulse:
            self._pulse.end()
        self._process.kill()
        self._process.wait()
        if self._pulse:
            self._pulse.join()
        for driver in self._drivers:
            driver.close()
        for pipe in (self._input, self._output):
            with suppress(BrokenPipeError):
                pipe.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    def _check(self) -> None:
        """That it holds all it must: it opens a damaged database as an empty one, without a word."""
        found = (_asked(self.driver, _NODES), _asked(self.driver, _RELATIONSHIPS))
        if found != (self._database.nodes, self._database.relationships):
            raise EngineUnavailable(f"the embedded Cypher engine holds {found[0]} nodes, {found[1]} relationships")

    def _ready(self, ending: threading.Event) -> dict[str, object]:
        """What the process says when it is ready."""
        line, deadline = b"", time.monotonic() + _STARTING
        while not line.endswith(b"\n"):
            piece = self._read(deadline)
            if ending.is_set():
                raise EngineUnavailable("the service is shutting down")
            if piece == b"":
                raise EngineUnavailable(f"the embedded Cypher engine does not start: {self._last_words()}")
            line += piece or b""
        said: dict[str, object] = json.loads(line)
        if said["status"] != "ready":
            raise EngineUnavailable(f"the embedded Cypher engine does not start: {said['message']}")
        return said

    def _hung_up(self) -> bool:
        poll = select.poll()
        poll.register(self._output, 0)  # a closed other end is reported unasked
        return bool(poll.poll(0))

    def _read(self, deadline: float) -> bytes | None:
        """A piece of its output, nothing at its end, None where there is none yet."""
        if time.monotonic() > deadline:
            return b""
        poll = select.poll()
        poll.register(self._output, select.POLLIN)
        return os.read(self._output.fileno(), 4096) if poll.poll(100) else None

    def _last_words(self) -> str:
        try:
            words = (self._folder / "output.log").read_text("utf-8", "replace").strip()
        except FileNotFoundError:
            words = ""
        return words.rpartition("\n")[2] or "it gave no reason"


def _asked(driver: "neo4j.Driver", query: LiteralString) -> object:
    """The one value that a query answers. Raises EngineUnavailable."""
    from neo4j import RoutingControl
    from neo4j.exceptions import DriverError, Neo4jError

    try:
        [record] = driver.execute_query(query, database_=DATABASE, routing_=RoutingControl.READ).records
    except (DriverError, Neo4jError, OSError) as error:
        raise EngineUnavailable(f"the embedded Cypher engine does not answer: {error}") from error
    return record[0]


class _Pulse(threading.Thread):
    """Asks a trivial query over a connection of its own, every second and when told to; knows when it was answered."""

    def __init__(self, driver: "neo4j.Driver") -> None:
        super().__init__(daemon=True)
        self.at_once = threading.Event()
        self._driver = driver
        self._ended = False
        self._answered = time.monotonic()

    def silent(self) -> float:
        return time.monotonic() - self._answered

    def ask(self) -> None:
        """Ask once. Raises EngineUnavailable."""
        _asked(self._driver, _TRIVIAL)
        self._answered = time.monotonic()

    def run(self) -> None:
        while not self._ended:
            with suppress(EngineUnavailable):
                self.ask()
            self.at_once.wait(_BEAT)
            self.at_once.clear()

    def end(self) -> None:
        """Ask no more."""
        self._ended = True
        self.at_once.set()
