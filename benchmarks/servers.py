"""The service and its peers as processes of their own, with the same data: started, loaded, stopped by their pid."""

import os
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import httpx

from benchmarks.client import HOST
from tests.servers.fuseki import jar
from tests.servers.loopback import free_port, running, tool
from tests.servers.oxigraph import binary

HEAP: Final = "-Xmx1g"
LOADING: Final = 300.0


@dataclass(frozen=True, slots=True)
class Server:
    """A server that listens and has its data. ``sparql``: the path of its query endpoint; ``started``: seconds."""

    port: int
    pid: int
    sparql: str
    started: float


@contextmanager
def policygraph(folder: Path, home: Path, settings: Mapping[str, str] | None = None) -> Iterator[Server]:
    """``policygraph serve`` over the dataset that is built in ``home``, with further settings in its environment."""
    port = free_port()
    env = {**os.environ, "POLICYGRAPH_HOME": str(home), **(settings or {})}
    command = [str(Path(sys.executable).parent / "policygraph"), "serve", "--host", HOST, "--port", str(port)]
    began = time.perf_counter()
    with running(command, f"http://{HOST}:{port}/api/zones/lingang/measures?limit=1", folder, env) as pid:
        yield Server(port, pid, "/sparql", time.perf_counter() - began)


@contextmanager
def oxigraph(folder: Path, nquads: bytes) -> Iterator[Server]:
    """The oxigraph server of the PyPI package, its store on disk."""
    port = free_port()
    command = [binary(), "serve", "--bind", f"{HOST}:{port}", "--location", str(folder / "data")]
    began = time.perf_counter()
    with running(command, f"http://{HOST}:{port}/query", folder) as pid:
        _load(f"http://{HOST}:{port}/store", nquads)
        yield Server(port, pid, "/query", time.perf_counter() - began)


@contextmanager
def fuseki(folder: Path, nquads: bytes, *, on_disk: bool) -> Iterator[Server]:
    """Apache Jena Fuseki with Java's own settings but for the heap, so that its compiler may do its best."""
    port = free_port()
    place = ["--tdb2", f"--loc={folder / 'tdb'}", "--update"] if on_disk else ["--mem"]
    if on_disk:
        (folder / "tdb").mkdir(parents=True)
    command = [tool("java"), HEAP, "-jar", str(jar()), "--localhost", f"--port={port}", *place, "/ds"]
    began = time.perf_counter()
    with running(command, f"http://{HOST}:{port}/$/ping", folder) as pid:
        _load(f"http://{HOST}:{port}/ds/data", nquads)
        yield Server(port, pid, "/ds/sparql", time.perf_counter() - began)


def _load(url: str, nquads: bytes) -> None:
    headers: Mapping[str, str] = {"Content-Type": "application/n-quads"}
    httpx.post(url, content=nquads, headers=headers, timeout=LOADING, trust_env=False).raise_for_status()


def united(nquads: bytes) -> bytes:
    """N-Quads with each triple in the default graph too, as the service's own store has it: the same data for all."""
    lines = nquads.splitlines()
    triples = dict.fromkeys(line[: line.rindex(b" <")] for line in lines)
    return b"\n".join([*lines, *(triple + b" ." for triple in triples), b""])
