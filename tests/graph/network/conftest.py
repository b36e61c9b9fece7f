"""Networks to write and read back, and the JavaScript libraries that read them."""

import json
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import TypeAlias

import pytest

from graph.dates import parse, span
from graph.model import Label
from graph.network import Asked, Link, Network, Node, network, select
from tests.absent import absent
from tests.fetching import fetching
from tests.graph.conftest import Real

READERS = Path(__file__).parent / "readers"
Read: TypeAlias = Callable[[str, bytes], "dict[str, object]"]
FORMULA = "=cmd|' /C calc'!A0"
MARKUP = '<script>alert("1")</script> & </text>'
CONTROL = "a\x00b\x08c\x0bd\ufffe\\ \"quoted\" 'single' `tick`\nnext %%{init: {}}%%"


@pytest.fixture(scope="session")
def whole(real: Real) -> Network:
    """The whole graph of the facts."""
    return network(real.catalogue)


@pytest.fixture(scope="session")
def policies(whole: Network) -> Network:
    """What is given without being asked for more: all but figures and indicators."""
    return select(whole, Asked())


@pytest.fixture(scope="session")
def part(whole: Network) -> Network:
    """Lin-gang and what is one step from it."""
    return select(whole, Asked(("zone/lingang",)))


@pytest.fixture(scope="session")
def hostile() -> Network:
    """Names that a format could take for a formula, markup, an escape or its own syntax; all types of values."""
    values: dict[str, str | int | float | bool] = {"note_zh": CONTROL, "count": 3, "value": -4.5, "inferred": True}
    during = span(parse("2024-05"), parse("2025"))
    nodes = (
        Node("zone-class", "c", "https://example.org/c", Label(zh="end", en="subgraph"), attributes={"note_zh": "-1"}),
        Node("zone", "a", "https://example.org/a", Label(zh=FORMULA, en=MARKUP), during, attributes=values),
        Node("zone", "b", "https://example.org/b", Label(zh=CONTROL, en="@sum"), attributes={"note_zh": "𠮷汉字🙂"}),
    )
    links = (
        Link("applies_to", "zone/a", "zone/b", during, attributes={"note_zh": MARKUP}),
        Link("meant_for", "zone/a", "zone/b", attributes={"note_zh": FORMULA}),
        Link("member_of", "zone/b", "zone-class/c", record=("designation", "x")),
    )
    return Network(nodes, links)


@pytest.fixture(scope="session")
def read(tmp_path_factory: pytest.TempPathFactory) -> Read:
    """Reads a file with the JavaScript library of its format; needs node, and npm once to install the libraries."""
    problem = _installed()
    if problem:
        absent(problem)
    folder = tmp_path_factory.mktemp("read")

    def reads(format: str, content: bytes) -> dict[str, object]:
        file = folder / format
        file.write_bytes(content)
        command = ["node", "read.mjs", format, str(file)]
        done = subprocess.run(command, cwd=READERS, capture_output=True, text=True, timeout=120)
        assert done.returncode == 0, done.stderr[-2000:]
        found: dict[str, object] = json.loads(done.stdout)
        return found

    return reads


def _installed() -> str | None:
    """Why the libraries cannot be had, or nothing."""
    if not shutil.which("node") or not shutil.which("npm"):
        return "node and npm are needed to read the formats with the JavaScript libraries of their users"
    marker, lock = READERS / "node_modules" / ".package-lock.json", READERS / "package-lock.json"
    with fetching():
        if marker.exists() and marker.stat().st_mtime >= lock.stat().st_mtime:
            return None
        command = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund"]
        done = subprocess.run(command, cwd=READERS, capture_output=True, text=True, timeout=300)
    return None if done.returncode == 0 else f"npm could not install the readers: {done.stderr[-500:]}"
