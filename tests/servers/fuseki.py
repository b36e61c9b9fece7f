"""Apache Jena Fuseki: one jar from Maven, kept in ``.tools/``; a dataset in memory or on disk (TDB2)."""

import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.absent import absent
from tests.servers.loopback import TOOLS, free_port, running, tool
from tests.servers.versions import FUSEKI

_ARTIFACT = f"org.apache.jena:jena-fuseki-server:{FUSEKI}"


def jar() -> Path:
    """The server's jar, fetched by Maven the first time. Without Maven the test is skipped, on CI it fails."""
    found = TOOLS / f"fuseki-{FUSEKI}" / f"jena-fuseki-server-{FUSEKI}.jar"
    if found.is_file():
        return found
    fetched = found.parent.with_suffix(".part")
    command = [tool("mvn"), "-q", "-B", "dependency:copy", f"-Dartifact={_ARTIFACT}", f"-DoutputDirectory={fetched}"]
    done = subprocess.run(command, capture_output=True, text=True, cwd=TOOLS.parent, timeout=300, check=False)
    if done.returncode:
        absent(f"Maven could not fetch {_ARTIFACT}: {done.stdout[-500:]}")
    shutil.rmtree(found.parent, ignore_errors=True)
    fetched.rename(found.parent)
    return found


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
