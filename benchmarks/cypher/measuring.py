"""Start each engine with the same dataset, see that it gives the same rows as pyoxigraph, and time it."""

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

import pyoxigraph as ox
import pytest

from api.cypher.sidecar import Sidecar
from benchmarks import servers
from benchmarks.asking import CONNECTIONS, Effort
from benchmarks.building import builds
from benchmarks.cypher.askers import Ask, Asker, bolt, cypher, in_process, sparql
from benchmarks.cypher.questions import NAMES, Both, questions
from benchmarks.expected import Different, zones
from benchmarks.machine import usage
from benchmarks.samples import Samples
from graph.catalogue import Catalogue
from graph.home import Dataset, Home
from graph.iris import Iris
from graph.neo4j.syncing import sync
from graph.property_graph.projection import property_graph
from graph.store.disk import DiskStore
from tests.cypher_engines import embedded
from tests.servers.neo4j import neo4j

CHECKED: Final = 12
"""Of so many questions of each kind the rows are compared before anything is timed."""


@dataclass(frozen=True, slots=True)
class Timed:
    """One question of one engine, asked in one way: latency one by one, answers a second over several connections."""

    who: str
    language: str
    question: str
    latency: Samples
    per_second: float


@dataclass(frozen=True, slots=True)
class Run:
    """All that was measured, the engines' memory in bytes, and who could not be started and why."""

    dataset: Dataset
    rows: tuple[Timed, ...]
    memory: tuple[tuple[str, int], ...]
    absent: tuple[str, ...]


class _Measuring:
    def __init__(self, folder: Path, effort: Effort) -> None:
        self._folder = folder
        self._effort = effort
        home = folder / "home"
        builds(home, 1)
        self._home = home
        self.dataset = Home(home).current()
        store = DiskStore(self.dataset.store, self.dataset.manifest.version)
        self.catalogue = Catalogue.load(store, Iris(self.dataset.manifest.base))
        self._zones = zones(store, self.catalogue.iris)
        self._truth = in_process(ox.Store.read_only(str(self.dataset.store)))
        self.rows: list[Timed] = []
        self.memory: list[tuple[str, int]] = []
        self.absent: list[str] = []

    def everyone(self) -> None:
        self._ask("pyoxigraph, in process", "SPARQL", self._truth)
        for step in (self._service, self._arcade, self._neo4j, self._fuseki):
            with ExitStack() as stack:
                try:
                    step(stack)
                except pytest.skip.Exception as reason:
                    self.absent.append(str(reason))

    def _service(self, stack: ExitStack) -> None:
        server = stack.enter_context(servers.policygraph(self._folder / "service", self._home))
        self._ask("policygraph, /sparql", "SPARQL", sparql(server.port, server.sparql))
        self._ask("policygraph, /cypher over ArcadeDB", "Cypher", cypher(server.port))
        self._weigh("policygraph with ArcadeDB", server.pid)

    def _arcade(self, stack: ExitStack) -> None:
        folder = self._folder / "arcade"
        folder.mkdir()
        engine: Sidecar = stack.enter_context(embedded(folder, property_graph(self.catalogue)))
        self._ask("ArcadeDB, Bolt", "Cypher", bolt(engine.driver(), engine.database))
        if engine.pid:
            self._weigh("ArcadeDB's process", engine.pid)

    def _neo4j(self, stack: ExitStack) -> None:
        server = stack.enter_context(neo4j(self._folder / "neo4j", heap="1g"))
        driver = stack.enter_context(server.driver())
        sync(driver, property_graph(self.catalogue), server.database)
        self._ask("Neo4j, Bolt", "Cypher", bolt(driver, server.database))
        ours = servers.policygraph(
            self._folder / "over-neo4j", self._home,
            {"POLICYGRAPH_NEO4J_URI": server.uri, "POLICYGRAPH_NEO4J_USER": server.user,
             "POLICYGRAPH_NEO4J_PASSWORD": server.password},
        )  # fmt: skip
        with ours as service:
            self._ask("policygraph, /cypher over Neo4j", "Cypher", cypher(service.port))
        self._weigh("Neo4j", server.pid)

    def _fuseki(self, stack: ExitStack) -> None:
        nquads = servers.united(self.dataset.quads.read_bytes())
        server = stack.enter_context(servers.fuseki(self._folder / "fuseki", nquads, on_disk=True))
        self._ask("Fuseki, TDB2", "SPARQL", sparql(server.port, server.sparql))
        self._weigh("Fuseki, TDB2", server.pid)

    def _weigh(self, who: str, pid: int) -> None:
        used = usage(pid)
        if used:
            self.memory.append((who, used.memory))

    def _ask(self, who: str, language: str, asker: Asker) -> None:
        for name in NAMES:
            self._same(who, name, asker)
            every = questions(name, self.catalogue, self._zones)
            _rate(asker, every, self._effort.warming)
            with asker() as ask:
                latency = Samples(tuple(_seconds(ask, both) for both in islice(every, self._effort.questions)))
            self.rows.append(Timed(who, language, name, latency, _rate(asker, every, self._effort.seconds)))

    def _same(self, who: str, name: str, asker: Asker) -> None:
        """Nothing is timed that is not the same: each of some questions has the rows that pyoxigraph gives."""
        with asker() as ask, self._truth() as truth:
            some = list(islice(questions(name, self.catalogue, self._zones), CHECKED))
            answers = [(ask(both), truth(both)) for both in some]
        if any(found != expected for found, expected in answers) or not any(found for found, _ in answers):
            odd = next(
                both.parameters for both, (found, expected) in zip(some, answers, strict=True) if found != expected
            )
            raise Different(f"{who}, {name}: other rows than pyoxigraph for {odd}")


def everyone(folder: Path, effort: Effort) -> Run:
    """Build, start each engine in turn, and time it."""
    measuring = _Measuring(folder, effort)
    measuring.everyone()
    return Run(measuring.dataset, tuple(measuring.rows), tuple(measuring.memory), tuple(measuring.absent))


def _seconds(ask: Ask, both: Both) -> float:
    began = time.perf_counter()
    ask(both)
    return time.perf_counter() - began


def _rate(asker: Asker, every: Iterator[Both], seconds: float) -> float:
    """Answers a second over several connections, each a thread that takes the next question."""
    took, mutex, stop = [0] * CONNECTIONS, threading.Lock(), time.perf_counter() + seconds
    failed: list[BaseException] = []

    def work(number: int) -> None:
        try:
            with asker() as ask:
                while time.perf_counter() < stop:
                    with mutex:
                        both = next(every)
                    ask(both)
                    took[number] += 1
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=work, args=(number,)) for number in range(CONNECTIONS)]
    began = time.perf_counter()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if failed:
        raise failed[0]
    return sum(took) / (time.perf_counter() - began)
