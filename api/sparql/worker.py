"""The process that answers strangers' queries: one store opened read-only, one query at a time, killed without harm.

Run as ``python -m api.sparql.worker SETTINGS``; how it is asked and answers stands in ``api.processes``.
"""

import io
import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pyoxigraph
from pyoxigraph import BlankNode, DefaultGraph, NamedNode, QueryResultsFormat, QueryTriples, RdfFormat

from api.pipes import requests, send
from api.sparql.confine import limit_memory, no_core_files, no_sockets
from graph.store.embedded import reading

if TYPE_CHECKING:
    from typing_extensions import Buffer


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
    try:
        if not (Path(settings.directory) / "CURRENT").is_file():
            raise OSError(f"there is no built dataset in {settings.directory}")
        store = pyoxigraph.Store.read_only(settings.directory)
    except (OSError, ValueError) as error:
        send("store", str(error))
        return
    no_core_files()
    limit_memory(settings.memory)
    send("ready", "without sockets" if no_sockets() else "")
    for line in requests(settings.seconds):
        given = json.loads(line)
        question = Question(
            given["query"],
            given["media_type"],
            given["prefixes"],
            tuple(given["default_graphs"]),
            tuple(given["named_graphs"]),
            given["base"],
        )
        _answer(store, question, settings.answer)


def _answer(store: pyoxigraph.Store, question: Question, most: int) -> None:
    sink = _Sink(most)
    try:
        _serialize(store, question, sink)
    except SyntaxError as error:
        fault = reading(error)
        send("bad query", str(fault), line=fault.line, column=fault.column)
    except _TooLarge:
        send("too large")
    except MemoryError:
        send("failed", "it needs more memory than it is given")
    except (RuntimeError, ValueError) as error:
        send("bad query", str(error))
    except OSError as error:
        send("failed", str(error))
    else:
        send("ok", body=sink.getvalue())


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
