"""The process that answers strangers' queries: one store opened read-only, one query at a time, killed without harm.

Run as ``python -m api.sparql.worker SETTINGS``. It reads requests from its standard input, a line of JSON each, and
writes answers to its standard output: a line of JSON, then as many bytes as ``length`` in that line says. Before an
answer it says that it has taken the request, so that a worker's end before a query is told from its end by the query.
It ends when its input ends, also in the middle of a query: so none outlives the service that started it.
"""

import io
import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryResultsFormat, QueryTriples, RdfFormat

from api.sparql.confine import limit_memory, no_core_files, no_sockets
from graph.store.embedded import reading

if TYPE_CHECKING:
    from typing_extensions import Buffer

_GRACE: Final = 5


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker is started with: the store's directory, bytes of memory and of answer, seconds for a query."""

    directory: str
    memory: int
    answer: int
    seconds: float


@dataclass(frozen=True, slots=True)
class Question:
    """A query that the guard let through, the media type to answer in, and the dataset if the request names one.

    ``base`` is the IRI that relative IRIs are resolved against: that of the service asked.
    """

    query: str
    media_type: str
    prefixes: Mapping[str, str]
    default_graphs: tuple[str, ...] = ()
    named_graphs: tuple[str, ...] = ()
    base: str | None = None

    def line(self) -> bytes:
        """The request as a worker reads it."""
        return json.dumps(asdict(self)).encode() + b"\n"


class _TooLarge(Exception):
    """The answer has outgrown its bound."""


class _Sink(io.BytesIO):
    """Collects an answer up to a bound."""

    def __init__(self, most: int) -> None:
        super().__init__()
        self._most = most

    def write(self, piece: "Buffer", /) -> int:
        written = super().write(piece)
        if self.tell() > self._most:
            raise _TooLarge
        return written


def main() -> None:
    """Open the store, give up what a query must not have, then answer until the input ends."""
    settings = Settings(**json.loads(sys.argv[1]))
    requests: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(requests,), daemon=True).start()
    try:
        if not (Path(settings.directory) / "CURRENT").is_file():
            raise OSError(f"there is no built dataset in {settings.directory}")
        store = pyoxigraph.Store.read_only(settings.directory)
    except (OSError, ValueError) as error:
        _send("store", str(error))
        return
    no_core_files()
    limit_memory(settings.memory)
    _send("ready", "without sockets" if no_sockets() else "")
    while True:
        given = json.loads(requests.get())
        question = Question(
            given["query"],
            given["media_type"],
            given["prefixes"],
            tuple(given["default_graphs"]),
            tuple(given["named_graphs"]),
            given["base"],
        )
        # Should the parent die with a query running that holds the interpreter, the alarm ends this process.
        signal.alarm(int(settings.seconds) + _GRACE)
        _send("taken")
        _answer(store, question, settings.answer)
        signal.alarm(0)


def _read(requests: "queue.SimpleQueue[bytes]") -> None:
    for line in sys.stdin.buffer:
        requests.put(line)
    os._exit(0)


def _send(status: str, message: str = "", body: bytes = b"", **more: int | None) -> None:
    header = {"status": status, "message": message, "length": len(body), **more}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def _answer(store: pyoxigraph.Store, question: Question, most: int) -> None:
    sink = _Sink(most)
    try:
        _serialize(store, question, sink)
    except SyntaxError as error:
        fault = reading(error)
        _send("bad query", str(fault), line=fault.line, column=fault.column)
    except _TooLarge:
        _send("too large")
    except MemoryError:
        _send("failed", "it needs more memory than it is given")
    except (RuntimeError, ValueError) as error:
        _send("bad query", str(error))
    except OSError as error:
        _send("failed", str(error))
    else:
        _send("ok", body=sink.getvalue())


def _serialize(store: pyoxigraph.Store, question: Question, sink: _Sink) -> None:
    if question.default_graphs or question.named_graphs:
        # A dataset of named graphs alone has an empty default graph (SPARQL 1.1 Protocol, 2.1.4).
        default: list[NamedNode | BlankNode | DefaultGraph] = [NamedNode(name) for name in question.default_graphs]
        named: list[NamedNode | BlankNode] = [NamedNode(name) for name in question.named_graphs]
        results = store.query(question.query, base_iri=question.base, default_graph=default, named_graphs=named)
    else:
        results = store.query(question.query, base_iri=question.base)
    if isinstance(results, QueryTriples):
        kind = RdfFormat.from_media_type(question.media_type)
        absolute = {name: iri for name, iri in question.prefixes.items() if ":" in iri and "\\" not in iri}
        pyoxigraph.serialize(results, sink, kind, prefixes=absolute)
    else:
        results.serialize(sink, QueryResultsFormat.from_media_type(question.media_type))


if __name__ == "__main__":
    main()
