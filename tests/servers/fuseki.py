"""Apache Jena Fuseki: one jar from Maven, kept in ``.tools/``; a dataset in memory or on disk (TDB2)."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.servers.loopback import free_port, running, tool
from tests.servers.maven import kept
from tests.servers.versions import FUSEKI


def jar() -> Path:
    """The server's jar."""
    artifact = f"org.apache.jena:jena-fuseki-server:{FUSEKI}"
    return kept(f"fuseki-{FUSEKI}", "dependency:copy", f"-Dartifact={artifact}") / f"jena-fuseki-server-{FUSEKI}.jar"


@contextmanager
def fuseki(folder: Path, nquads: bytes, *, on_disk: bool = False, heap: str = "512m") -> Iterator[str]:
    """Fuseki with these N-Quads loaded, working in ``folder``; yields its query endpoint's URL."""
    java, server = tool("java"), jar()
    port = free_port()
    root = f"http://127.0.0.1:{port}/ds"
    folder.mkdir(parents=True, exist_ok=True)
    if on_disk:
        (folder / "tdb").mkdir()
    place = ["--tdb2", f"--loc={folder / 'tdb'}", "--update"] if on_disk else ["--mem"]
    command = [java, f"-Xmx{heap}", "-XX:TieredStopAtLevel=1", "-jar", str(server), "--localhost", f"--port={port}"]
    with running([*command, *place, "/ds"], f"http://127.0.0.1:{port}/$/ping", folder):
        headers = {"Content-Type": "application/n-quads"}
        httpx.post(f"{root}/data", content=nquads, headers=headers, timeout=300, trust_env=False).raise_for_status()
        yield f"{root}/sparql"
