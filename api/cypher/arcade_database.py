"""The database that the embedded engine serves: loaded once, kept beside the built dataset, made anew when needed."""

import os
import pickle
import shutil
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import IO, Final

import api
from api.cypher.arcade_loading import LAYOUT
from graph.errors import EngineUnavailable
from graph.home import alive
from graph.property_graph.model import PropertyGraph

_PACKAGE: Final = "arcadedb-embedded"
_PREFIX: Final = "arcadedb-"
_UNFINISHED: Final = ".arcadedb-loading-"
_TICK: Final = 0.05

REMEDY: Final = (
    "the embedded Cypher engine is not installed: run `uv sync --extra cypher` where arcadedb-embedded has a wheel for "
    "the platform, or set POLICYGRAPH_NEO4J_URI to a Neo4j that `policygraph neo4j sync` has filled"
)


def installed() -> bool:
    """Whether the engine's package is there. No virtual machine is started to find out."""
    return find_spec("arcadedb_embedded") is not None


def engine_version() -> str:
    """The engine's version, ``26.10.2``, without that of its package."""
    return version(_PACKAGE).partition(".post")[0]


def environment() -> dict[str, str]:
    """For a process that runs one of our modules, wherever its working directory is."""
    paths = [str(Path(api.__file__).parents[1]), os.environ.get("PYTHONPATH", "")]
    return {**os.environ, "PYTHONPATH": os.pathsep.join(path for path in paths if path)}


@dataclass(frozen=True, slots=True)
class Loaded:
    """A loaded database: its directory, and how many nodes and relationships it must hold."""

    directory: Path
    nodes: int
    relationships: int


def prepared(folder: Path, graph: PropertyGraph, ending: threading.Event, *, anew: bool = False) -> Loaded:
    """A database with this graph in ``folder``: there already, or loaded now (``anew``: in any case).

    It is loaded under another name and then renamed, so that what a killed load leaves is never taken for a database;
    the next call removes it, and databases of other engines and graphs. ``ending`` ends a load. EngineUnavailable.
    """
    final = folder / f"{_PREFIX}{version(_PACKAGE)}-{LAYOUT}-{graph.digest()[:16]}"
    _remove_unfinished(folder)
    if anew:
        shutil.rmtree(final, ignore_errors=True)
    if not final.is_dir():
        unfinished = Path(tempfile.mkdtemp(prefix=f"{_UNFINISHED}{os.getpid()}-", dir=folder))
        try:
            _load(graph, unfinished, ending)
            _publish(unfinished / "database", final)
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)
    for other in folder.glob(f"{_PREFIX}*"):
        if other != final:
            shutil.rmtree(other, ignore_errors=True)
    return Loaded(final, len(graph.nodes), len(graph.relationships))


def _remove_unfinished(folder: Path) -> None:
    for left in folder.glob(f"{_UNFINISHED}*"):
        if not alive(int(left.name.removeprefix(_UNFINISHED).partition("-")[0])):
            shutil.rmtree(left, ignore_errors=True)


def _publish(made: Path, final: Path) -> None:
    try:
        made.rename(final)
    except OSError:
        if not final.is_dir():  # else another service was quicker, with the same graph
            raise


def _load(graph: PropertyGraph, folder: Path, ending: threading.Event) -> None:
    log = folder / "output.log"
    with log.open("wb") as output, _loader(folder, output) as process:
        try:
            _give(process, graph)
            while process.poll() is None:
                if ending.wait(_TICK):
                    raise EngineUnavailable("the service is shutting down")
        finally:
            process.kill()
    if process.returncode:
        said = log.read_text("utf-8", "replace").strip().rpartition("\n")[2]
        raise EngineUnavailable(f"the embedded Cypher engine could not be loaded: {said or process.returncode}")


def _loader(folder: Path, output: IO[bytes]) -> "subprocess.Popen[bytes]":
    return subprocess.Popen(
        [sys.executable, "-P", "-m", "api.cypher.arcade_loading", str(folder / "database")],
        stdin=subprocess.PIPE,
        stdout=output,
        stderr=output,
        cwd=folder,
        env=environment(),
        start_new_session=True,
    )


def _give(process: "subprocess.Popen[bytes]", graph: PropertyGraph) -> None:
    """Hand the graph over and leave the pipe open: its end is the end of the process."""
    if process.stdin is None:
        raise EngineUnavailable("the loading process has no input")
    try:
        pickle.dump(graph, process.stdin, pickle.HIGHEST_PROTOCOL)
        process.stdin.flush()
    except BrokenPipeError:
        return  # it has ended already, and its output says why
