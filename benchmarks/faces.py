"""Every way to ask the question: our REST and ``/sparql``, raw pyoxigraph in process, the oxigraph server, Fuseki.

They run one after the other, never two at once, each in a process of its own, from the same data.
"""

from collections.abc import Callable
from contextlib import AbstractContextManager, ExitStack
from dataclasses import dataclass
from functools import partial
from itertools import cycle, islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from benchmarks import servers
from benchmarks.asking import Effort, Measured, latencies, measured, once
from benchmarks.expected import CHECKED, of_rest, of_sparql, same, zones
from benchmarks.machine import usage
from benchmarks.question import FIRST_DAY, Sparql, ever_other, ids, whole
from benchmarks.samples import Samples, timed
from benchmarks.servers import Server
from graph.home import Dataset
from graph.iris import Iris
from graph.store.disk import DiskStore

SERVICE: Final = "policygraph"
PYOXIGRAPH: Final = "pyoxigraph, in process"
OXIGRAPH: Final = "oxigraph server"
FUSEKI: Final = "Fuseki, TDB2"
FUSEKI_MEMORY: Final = "Fuseki, in memory"
REMEMBERED: Final = "REST, remembered"
REMEMBERED_GZIP: Final = "REST, remembered, gzip"
NEVER_ASKED: Final = "REST, never asked"
NEW_PLACE: Final = "REST, place never asked"
STARTS: Final = 3


@dataclass(frozen=True, slots=True)
class Kept:
    """Seconds until a server answers with its data loaded; resident bytes then and after all questions, if known."""

    who: str
    started: float
    at_first: int | None
    at_last: int | None


@dataclass(frozen=True, slots=True)
class Served:
    """All that was measured, and who could not be started and why."""

    rows: tuple[Measured, ...]
    kept: tuple[Kept, ...]
    absent: tuple[str, ...]


class Asking:
    """Asks everyone about the same dataset and gathers what was measured."""

    def __init__(self, home: Path, dataset: Dataset, folder: Path, effort: Effort) -> None:
        """``folder``: an empty one to work in."""
        self._home = home
        self._dataset = dataset
        self._folder = folder
        self._effort = effort
        self._iris = Iris(dataset.manifest.base)
        self._raw = ox.Store.read_only(str(dataset.store))
        self._zones = zones(DiskStore(dataset.store, dataset.manifest.version), self._iris)
        self._rows: list[Measured] = []
        self._kept: list[Kept] = []
        self._absent: list[str] = []

    def everyone(self) -> Served:
        """Our service, raw pyoxigraph, then each peer."""
        for number in range(STARTS):
            with servers.policygraph(self._folder / f"service-{number}", self._home) as server:
                self._new_places(server)
        with servers.policygraph(self._folder / "service", self._home) as server:
            self._service(server)
        for query in (ids(), whole()):
            self._in_process(query)
        nquads = servers.united(self._dataset.quads.read_bytes())
        self._peer(OXIGRAPH, partial(servers.oxigraph, self._folder / "oxigraph", nquads))
        self._peer(FUSEKI, partial(servers.fuseki, self._folder / "tdb2", nquads, on_disk=True))
        self._peer(FUSEKI_MEMORY, partial(servers.fuseki, self._folder / "memory", nquads, on_disk=False))
        return Served(tuple(self._rows), tuple(self._kept), tuple(self._absent))

    def _new_places(self, server: Server) -> None:
        """The first question about each place after a start: nothing of it has been read from the store."""
        requests = [question.rest(gzip=False) for question in islice(ever_other(self._zones), len(self._zones))]
        latency, size = latencies(server.port, requests)
        having = [row for row in self._rows if row.how == NEW_PLACE]
        for row in having:
            self._rows.remove(row)
            latency = Samples((*row.latency.seconds, *latency.seconds))
        self._rows.append(Measured(SERVICE, NEW_PLACE, latency, size))

    def _service(self, server: Server) -> None:
        first = usage(server.pid)
        for question in CHECKED:
            expected = of_rest(server.port, question)
            for query in (ids(), whole()):
                found = of_sparql(query, once(server.port, query.request(question, self._iris, server.sparql)))
                same(f"{SERVICE} /sparql {query.name}", question, found, expected)
        questions = list(islice(ever_other(self._zones, FIRST_DAY), len(self._zones)))
        for how, gzip in ((REMEMBERED, False), (REMEMBERED_GZIP, True)):
            requests = cycle([question.rest(gzip) for question in questions])
            self._rows.append(measured(SERVICE, how, server.port, server.pid, requests, self._effort))
        others = (question.rest(gzip=False) for question in ever_other(self._zones))
        self._rows.append(measured(SERVICE, NEVER_ASKED, server.port, server.pid, others, self._effort))
        for query in (ids(), whole()):
            self._sparql(SERVICE, query, server)
        self._keep(SERVICE, server, first.memory if first else None)

    def _peer(self, who: str, start: Callable[[], AbstractContextManager[Server]]) -> None:
        """Start a peer and ask it; one whose program is not there is named with the reason."""
        with ExitStack() as stack:
            try:
                server = stack.enter_context(start())
            except pytest.skip.Exception as reason:
                self._absent.append(f"{who}: {reason}")
                return
            first = usage(server.pid)
            for query in (ids(), whole()):
                for question in CHECKED:
                    found = of_sparql(query, once(server.port, query.request(question, self._iris, server.sparql)))
                    bound = query.bound(question, self._iris)
                    same(f"{who} {query.name}", question, found, of_sparql(query, self._answer(bound)))
                self._sparql(who, query, server)
            self._keep(who, server, first.memory if first else None)

    def _sparql(self, who: str, query: Sparql, server: Server) -> None:
        requests = (query.request(question, self._iris, server.sparql) for question in ever_other(self._zones))
        how = f"SPARQL, {query.name}"
        self._rows.append(measured(who, how, server.port, server.pid, requests, self._effort))

    def _in_process(self, query: Sparql) -> None:
        """Without HTTP: the query answered and its results written in the same format, in this process."""
        texts = [
            query.bound(question, self._iris) for question in islice(ever_other(self._zones), self._effort.questions)
        ]
        size = sum(len(self._answer(text)) for text in texts) // len(texts)
        latency = timed([partial(self._answer, text) for text in texts])
        self._rows.append(Measured(PYOXIGRAPH, f"SPARQL, {query.name}", latency, size))

    def _answer(self, text: str) -> bytes:
        found = self._raw.query(text)
        if isinstance(found, ox.QuerySolutions):
            body = found.serialize(format=ox.QueryResultsFormat.JSON)
        else:
            assert isinstance(found, ox.QueryTriples)
            body = found.serialize(format=ox.RdfFormat.N_TRIPLES)
        assert body is not None
        return body

    def _keep(self, who: str, server: Server, at_first: int | None) -> None:
        last = usage(server.pid)
        self._kept.append(Kept(who, server.started, at_first, last.memory if last else None))
