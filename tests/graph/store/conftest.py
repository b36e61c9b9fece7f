"""One small dataset in every kind of store."""

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from graph.store import Store
from graph.store.disk import DiskStore, write
from graph.store.memory import MemoryStore
from graph.store.remote import RemoteStore
from tests.servers.fuseki import fuseki
from tests.servers.oxigraph import oxigraph

DATA = """\
<http://e/shanghai> <http://e/name> "上海"@zh-Hans <http://g/places> .
<http://e/shanghai> <http://e/name> "Shanghai"@en <http://g/places> .
<http://e/shanghai> <http://e/partOf> <http://e/mainland> <http://g/places> .
<http://e/lingang> <http://e/name> "临港"@zh-Hans <http://g/places> .
<http://e/lingang> <http://e/partOf> <http://e/shanghai> <http://g/places> .
<http://e/mainland> <http://e/partOf> <http://e/china> <http://g/places> .
<http://e/m1> <http://e/appliesTo> <http://e/shanghai> <http://g/2021> .
<http://e/m1> <http://e/since> "2021-07-01"^^<http://www.w3.org/2001/XMLSchema#date> <http://g/2021> .
<http://e/m1> <http://e/appliesTo> <http://e/shanghai> <http://g/2024> .
<http://e/m2> <http://e/appliesTo> <http://e/mainland> <http://g/2024> .
<http://e/m2> <http://e/since> "2024-03-22"^^<http://www.w3.org/2001/XMLSchema#date> <http://g/2024> .
<http://e/m2> <http://e/value> "4.25"^^<http://www.w3.org/2001/XMLSchema#decimal> <http://g/2024> .
<http://e/m3> <http://e/appliesTo> <http://e/lingang> <http://g/2024> .
""".encode()


def _open(kind: str, folder: Path, stack: ExitStack) -> Store:
    if kind == "memory":
        return MemoryStore(DATA)
    if kind == "disk":
        (folder / "data.nq").write_bytes(DATA)
        write(folder / "store", folder / "data.nq")
        return DiskStore(folder / "store", "v1")
    if kind == "fuseki":
        return RemoteStore(stack.enter_context(fuseki(folder, DATA)))
    return RemoteStore(stack.enter_context(oxigraph(folder, DATA, union=True)))


@pytest.fixture(scope="session", params=["memory", "disk", "fuseki", "oxigraph"])
def store(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    """The dataset in memory, on disk, behind Fuseki and behind the oxigraph server."""
    kind = str(request.param)
    with ExitStack() as stack:
        opened = _open(kind, tmp_path_factory.mktemp(kind), stack)
        yield opened
        opened.close()
