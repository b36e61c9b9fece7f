"""The embedded Cypher engine: ArcadeDB in a private process, watched, and replaced when it dies or hangs."""

import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from api.cypher.arcade_database import REMEDY, Loaded, engine_version, installed, prepared
from api.cypher.engine import Access
from api.cypher.process import Process
from api.cypher.sidecar_process import DATABASE
from graph.errors import EngineUnavailable
from graph.property_graph.model import PropertyGraph

if TYPE_CHECKING:
    import neo4j

_HANGING: Final = 5.0
"""Seconds without an answer to a trivial query after which a process is taken to hang."""

_SUSPECTED: Final = 3.0
"""The same where a query failed, which says that something is wrong."""

_TICK: Final = 0.05
_PAUSES: Final = (0.0, 0.5, 2.0, 8.0, 30.0)
"""Seconds before the next try, after so many that failed."""


class Sidecar:
    """An Engine (``api.cypher.engine``) that the service starts and ends; safe to use from several threads."""

    def __init__(
        self,
        folder: Path,
        graph: Callable[[], PropertyGraph],
        *,
        seconds: float,
        heap: str = "512m",
        waiting: float = 8.0,
    ) -> None:
        """``folder``: the built dataset's, where the loaded database is kept. ``graph``: asked for once, when started.

        ``seconds``: what a query may take; ``heap``: what all of them may, of memory; ``waiting``: the seconds that who
        asks for a driver waits for an engine that is starting.
        """
        self._folder = folder
        self._graph = graph
        self._seconds = seconds
        self._heap = heap
        self._waiting = waiting
        self._changed = threading.Condition()
        self._ending = threading.Event()
        self._suspected = threading.Event()
        self._thread: threading.Thread | None = None
        self._loaded: Loaded | None = None
        self._process: Process | None = None
        self._failure = ""

    @property
    def name(self) -> str:
        if not installed():
            raise EngineUnavailable(REMEDY)
        return f"ArcadeDB {engine_version()}"

    @property
    def database(self) -> str:
        return DATABASE

    @property
    def pid(self) -> int | None:
        """The process that answers now."""
        process = self._process
        return process.pid if process else None

    def start(self) -> None:
        """Begin to load and to start what is needed, and return at once. A second call does nothing."""
        with self._changed:
            if self._thread is None and installed() and not self._ending.is_set():
                self._thread = threading.Thread(target=self._keep_one, name="cypher sidecar", daemon=True)
                self._thread.start()

    def driver(self) -> "neo4j.Driver":
        """A driver of the process that answers; waits some seconds for one. Raises EngineUnavailable."""
        return self._answering().driver

    def access(self) -> Access:
        """Where the process that answers is; waits as ``driver`` does. Raises EngineUnavailable."""
        return self._answering().access

    def _answering(self) -> Process:
        if not installed():
            raise EngineUnavailable(REMEDY)
        self.start()
        deadline = time.monotonic() + self._waiting
        with self._changed:
            while True:
                if self._ending.is_set():
                    raise EngineUnavailable("the service is shutting down")
                if self._process and self._process.alive():
                    return self._process
                if self._failure:
                    raise EngineUnavailable(self._failure)
                left = deadline - time.monotonic()
                if left <= 0:
                    raise EngineUnavailable("the embedded Cypher engine is starting: try again in a few seconds")
                self._changed.wait(left)

    def suspect(self) -> None:
        """A query hung or its connection broke: look now, and replace the process if it does not answer.

        A query that hangs while the process answers others is ended by the process itself, some seconds past its time.
        """
        self._suspected.set()

    def close(self) -> None:
        with self._changed:
            self._ending.set()
            self._changed.notify_all()
        if self._thread:
            self._thread.join()

    def _keep_one(self) -> None:
        """Keep one process running until the end; the only thread that starts and ends them."""
        failed = 0
        while not self._ending.wait(_PAUSES[min(failed, len(_PAUSES) - 1)]):
            try:
                process = self._started(failed)
            except Exception as error:  # whatever it is, a query must be told, and the next try may go well
                failed += 1
                self._put(None, str(error) or repr(error))
                continue
            failed = 0
            try:
                self._watch(process)
            finally:
                self._put(None, "")
                process.stop()

    def _started(self, failed: int) -> Process:
        """A process that answers; after a try that failed, of a database loaded anew, lest that be what is wrong."""
        if self._loaded is None or failed or not self._loaded.directory.is_dir():
            self._loaded = prepared(self._folder, self._graph(), self._ending, anew=failed > 0)
        process = Process(self._loaded, seconds=self._seconds, heap=self._heap)
        try:
            process.connect(self._ending)
        except BaseException:
            process.stop()
            raise
        return process

    def _watch(self, process: Process) -> None:
        """Let it be used until it has ended, hangs, or is to end."""
        self._put(process, "")
        since: float | None = None
        while process.alive() and process.silent() < _HANGING and not self._ending.wait(_TICK):
            if self._suspected.is_set():
                self._suspected.clear()
                since = time.monotonic()
                process.ask_now()
            if since is not None and time.monotonic() - since > process.silent():
                since = None  # it has answered
            if since is not None and time.monotonic() - since > _SUSPECTED:
                break

    def _put(self, process: Process | None, failure: str) -> None:
        with self._changed:
            self._process, self._failure = process, failure
            self._changed.notify_all()
