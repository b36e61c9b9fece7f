"""The oxigraph server, a binary of the ``oxigraph`` package: the engine of pyoxigraph behind HTTP."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx
import pyoxigraph
from pyoxigraph import RdfFormat

from tests.absent import absent
from tests.servers.loopback import free_port, running


def binary() -> str:
    """The program, from this environment or the path; without it the test is skipped, on CI it fails."""
    beside = Path(sys.executable).parent / "oxigraph"
    found = str(beside) if beside.is_file() else shutil.which("oxigraph")
    if found is None:
        absent("the oxigraph package is not installed")
    return str(found)


@contextmanager
def oxigraph(folder: Path, nquads: bytes, *, on_disk: bool = False, union: bool = False) -> Iterator[str]:
    """The oxigraph server with these N-Quads loaded; yields its query endpoint's URL.

    With ``union`` each triple of a named graph is loaded into the default graph too.
    """
    port = free_port()
    place = ["--location", str(folder / "data")] if on_disk else []
    root = f"http://127.0.0.1:{port}"
    with running([binary(), "serve", "--bind", f"127.0.0.1:{port}", *place], f"{root}/query", folder):
        headers = {"Content-Type": "application/n-quads"}
        content = nquads + _triples(nquads) if union else nquads
        httpx.post(f"{root}/store", content=content, headers=headers, timeout=300, trust_env=False).raise_for_status()
        yield f"{root}/query"


def _triples(nquads: bytes) -> bytes:
    triples = {quad.triple for quad in pyoxigraph.parse(nquads, RdfFormat.N_QUADS)}
    return b"".join(f"{triple} .\n".encode() for triple in triples)
