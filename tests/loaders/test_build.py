"""A build: the same to the byte, switched whole or not at all."""

import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from graph.errors import BadData, NotBuilt
from graph.home import Home
from graph.iris import Iris
from loaders.build import build


@pytest.fixture(scope="module")
def home(data: Path, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """A home with one built dataset."""
    found = Home(tmp_path_factory.mktemp("home"))
    build(data, found, Iris(), shacl=False)
    return found


def test_two_builds_give_the_same_bytes(data: Path, home: Home, tmp_path: Path) -> None:
    again = build(data, Home(tmp_path), Iris(), shacl=False).dataset
    assert again.quads.read_bytes() == home.current().quads.read_bytes()
    assert again.manifest.version == home.current().manifest.version


def test_another_base_is_another_dataset(data: Path, home: Home, tmp_path: Path) -> None:
    other = build(data, Home(tmp_path), Iris("https://example.org/graph/"), shacl=False).dataset
    assert other.manifest.version != home.current().manifest.version
    assert b"<https://example.org/graph/id/zone/lingang>" in other.quads.read_bytes()


def test_an_unchanged_build_is_found_and_forced_only_when_asked(data: Path, home: Home) -> None:
    assert not build(data, home, Iris(), shacl=False).fresh


def test_a_dataset_that_was_not_validated_is_before_it_counts_as_unchanged(data: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    build(data, home, Iris(), shacl=False)
    assert build(data, home, Iris()).fresh
    assert not build(data, home, Iris()).fresh


def test_data_that_do_not_fit_leave_the_dataset_that_serves(data: Path, home: Home, tmp_path: Path) -> None:
    before = home.current().manifest.version
    broken = tmp_path / "data"
    shutil.copytree(data, broken)
    file = broken / "mofcom-2024" / "instruments.yaml"
    file.write_text(file.read_text("utf-8").replace("type: provisions", "type: provision", 1), "utf-8")
    with pytest.raises(BadData, match="near: provisions"):
        build(broken, home, Iris(), shacl=False)
    assert home.current().manifest.version == before


def test_a_killed_build_leaves_the_old_dataset_and_the_next_clears_up(data: Path, home: Home) -> None:
    before = home.current().manifest.version
    program = (
        "import sys; from pathlib import Path; from graph.home import Home; from graph.iris import Iris\n"
        "from loaders.build import build\n"
        "build(Path(sys.argv[1]), Home(Path(sys.argv[2])), Iris('https://example.org/'), shacl=False, progress=print)"
    )
    child = subprocess.Popen([sys.executable, "-u", "-c", program, str(data), str(home.root)], stdout=subprocess.PIPE)
    assert child.stdout is not None
    for line in child.stdout:
        if b"loading" in line:
            break
    wait_for(home.root / "datasets" / f".building-{child.pid}")
    os.kill(child.pid, signal.SIGKILL)
    child.wait()
    child.stdout.close()
    assert home.current().manifest.version == before
    assert (home.root / "datasets" / f".building-{child.pid}").exists()
    build(data, home, Iris(), shacl=False, force=True)
    assert not list((home.root / "datasets").glob(".building-*"))


def wait_for(path: Path) -> None:
    """Until a path is there: the child made it before, or is about to."""
    for _ in range(500):
        if path.exists():
            return
        time.sleep(0.01)
    raise AssertionError(f"{path} did not come to be")


def test_an_empty_home_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(NotBuilt, match="policygraph build"):
        Home(tmp_path).current()
