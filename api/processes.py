"""Processes that answer strangers' queries, each of which may be killed: started when needed, replaced when ended.

A process reads a line for each query from its standard input. To its standard output it writes a line of JSON and as
many bytes as ``length`` in that line says: once that it is ready, then for each query that it has taken it, and the
answer, whose ``status`` is ``ok`` or names the error.
"""

import json
import os
import queue
import select
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Protocol

import api
from graph.errors import (
    AnswerTooLarge,
    BadQuery,
    Busy,
    ConnectionBroke,
    EngineUnavailable,
    PolicyGraphError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    StoreError,
)  # fmt: skip

_STARTING: Final = 30.0
_CHUNK: Final = 1 << 20
_ILL: Final = "failed"
"""The status of a process that has answered and yet is not to be asked again: it has run out of something."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What one query may take: seconds, bytes of memory beyond the open store, bytes of answer.

    ``waiting`` is how many more queries may wait for a free worker.
    """

    seconds: float = 15.0
    memory: int = 1 << 30
    answer: int = 64 << 20
    waiting: int = 32


class Question(Protocol):
    """What a process is asked."""

    def line(self) -> bytes:
        """The request as the process reads it, with the end of the line."""
        ...


class Pool:
    """Up to ``size`` processes, started when first needed, replaced when they are killed. Safe to use from threads."""

    def __init__(self, module: str, arguments: Sequence[str], *, size: int, limits: Limits) -> None:
        """``module``: what the processes run, with these arguments."""
        self._size = size
        self._limits = limits
        self._command = [sys.executable, "-P", "-m", module, *arguments]
        self._idle: queue.LifoQueue[_Worker | None] = queue.LifoQueue()
        self._alive: set[_Worker] = set()
        self._lock = threading.Lock()
        self._closed = False
        for _ in range(size):
            self._idle.put(None)

    @property
    def size(self) -> int:
        return self._size

    @property
    def limits(self) -> Limits:
        return self._limits

    def warm(self) -> None:
        """Start one worker now, so that the first query need not wait for it. Returns at once."""
        worker = self._take()
        self._idle.put(worker or self._start())

    def answer(self, question: Question) -> bytes:
        """The whole answer of a process.

        Raises BadQuery, QueryRefused, QueryTimeout, QueryFailed, AnswerTooLarge, Busy, StoreError.
        """
        return self.told(question)[1]

    def told(self, question: Question) -> tuple[str, bytes]:
        """The same, after what the process says of it."""
        worker = self._take()
        try:
            if worker is None or not worker.alive():
                worker = self._replaced(worker)
            try:
                return worker.answer(question, self._limits)
            except _GoneBefore:
                worker = self._replaced(worker)
                return worker.answer(question, self._limits)
        except (QueryTimeout, QueryFailed, StoreError):
            # The next query must not wait for a new process to start: start it now.
            if worker is None or not worker.well:
                worker = self._replaced(worker)
            raise
        finally:
            self._idle.put(worker)

    def close(self) -> None:
        """Kill every worker and wait for each to be gone. A second call does nothing."""
        with self._lock:
            self._closed = True
            ending, self._alive = self._alive, set()
        for worker in ending:
            worker.stop()

    def pids(self) -> frozenset[int]:
        """The process ids of the workers there are now."""
        with self._lock:
            return frozenset(worker.pid for worker in self._alive)

    def _take(self) -> "_Worker | None":
        try:
            return self._idle.get(timeout=self._limits.seconds)
        except queue.Empty:
            raise Busy(f"no worker was free for {self._limits.seconds:g} s") from None

    def _start(self) -> "_Worker":
        with self._lock:
            if self._closed:
                raise StoreError("the service is shutting down")
            worker = _Worker(self._command)
            self._alive.add(worker)
            return worker

    def _replaced(self, worker: "_Worker | None") -> "_Worker":
        """A new worker, after the old one, if any, is killed."""
        if worker is not None:
            worker.stop()
            with self._lock:
                self._alive.discard(worker)
        return self._start()


class _GoneBefore(StoreError):
    """A worker ended before it took the query, which is therefore not what ended it."""


class _Worker:
    """One worker process, seen from the service."""

    def __init__(self, command: list[str]) -> None:
        paths = [str(Path(api.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
        self._process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)},
            # Ctrl-C is for the service, which then closes the pool.
            start_new_session=True,
        )
        if self._process.stdin is None or self._process.stdout is None:
            raise StoreError("a worker has no pipes")
        self._input, self._output = self._process.stdin, self._process.stdout
        self._using_pipes = threading.Lock()
        self._ready = False
        self._rest = b""
        self.well = False

    @property
    def pid(self) -> int:
        return self._process.pid

    def alive(self) -> bool:
        return self._process.poll() is None

    def answer(self, question: Question, limits: Limits) -> tuple[str, bytes]:
        with self._using_pipes:
            return self._answer(question, limits)

    def stop(self) -> None:
        """Kill the process by its id, wait for its end and close its pipes.

        Whoever waits for its answer is told first that it ended: a pipe closed under a reader could be another's by the
        time that it reads.
        """
        self._process.kill()
        self._process.wait()
        with self._using_pipes:
            for pipe in (self._input, self._output):
                with suppress(BrokenPipeError):
                    pipe.close()

    def _answer(self, question: Question, limits: Limits) -> tuple[str, bytes]:
        late = f"the query took longer than the {limits.seconds:g} s that it may"
        self.well = False
        if self._output.closed:
            raise _GoneBefore("the worker was stopped before it took the query")
        try:
            if not self._ready:
                header, _ = self._receive(time.monotonic() + _STARTING, "the worker did not start")
                if header["status"] != "ready":
                    raise StoreError(str(header["message"]))
                self._ready = True
            with suppress(BrokenPipeError):
                self._input.write(question.line())
                self._input.flush()
            deadline = time.monotonic() + limits.seconds
            self._receive(deadline, late)
        except EOFError:
            raise _GoneBefore(f"the worker ended before it took the query ({self._end()})") from None
        try:
            header, body = self._receive(deadline, late)
        except EOFError:
            message = f"the query needs more memory or depth than it is given ({self._end()})"
            raise QueryFailed(message) from None
        self.well = header["status"] != _ILL
        if header["status"] == "ok":
            return str(header["message"]), body
        raise _fault(header, limits)

    def _receive(self, deadline: float, late: str) -> tuple[Mapping[str, object], bytes]:
        line, end, rest = self._rest.partition(b"\n")
        while not end:
            rest += self._read(deadline, late)
            line, end, rest = (line + rest).partition(b"\n")
        header: dict[str, object] = json.loads(line)
        length = int(str(header["length"]))
        body = bytearray(rest)
        while len(body) < length:
            body += self._read(deadline, late)
        self._rest = bytes(body[length:])
        return header, bytes(body[:length])

    def _read(self, deadline: float, late: str) -> bytes:
        pipe = self._output.fileno()
        poll = select.poll()
        poll.register(pipe, select.POLLIN)
        left = deadline - time.monotonic()
        if left <= 0 or not poll.poll(left * 1000):
            raise QueryTimeout(late)
        piece = os.read(pipe, _CHUNK)
        if not piece:
            raise EOFError
        return piece

    def _end(self) -> str:
        code = self._process.wait()
        return f"its worker ended with {signal.Signals(-code).name if code < 0 else f'code {code}'}"


def _fault(header: Mapping[str, object], limits: Limits) -> PolicyGraphError:
    message = str(header["message"])
    line, column = header.get("line"), header.get("column")
    place = (line if isinstance(line, int) else None, column if isinstance(column, int) else None)
    match header["status"]:
        case "bad query":
            return BadQuery(message, *place)
        case "refused":
            return QueryRefused(message, *place)
        case "too large":
            return AnswerTooLarge(
                f"the answer has more than {limits.answer:,} bytes; ask for less with LIMIT, or load the dataset's "
                "export"
            )
        case "timeout":
            return QueryTimeout(message)
        case "broke":
            return ConnectionBroke(message)
        case "unavailable":
            return EngineUnavailable(message)
        case _:
            return QueryFailed(message)
