"""The folder of built datasets: which one is current, and how another takes its place.

``HOME/datasets/<version>/`` holds ``store/`` (pyoxigraph), ``dataset.nq`` (the sorted quads) and ``manifest.json``;
``HOME/current`` names the one that serves. A dataset is finished under another name, renamed, and then made current by
replacing one small file: readers see the old one or the new one, whole.
"""

import json
import os
import shutil
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.errors import NotBuilt

UNFINISHED = ".building-"
STORE = "store"
KEPT = 2


@dataclass(frozen=True, slots=True)
class Manifest:
    """What a built dataset is: ``version`` the SHA-256 of its quads, ``inputs`` that of all it was built from.

    ``validated``: whether SHACL was asked of it.
    """

    version: str
    inputs: str
    base: str
    quads: int
    counts: Mapping[str, int]
    validated: bool = False


@dataclass(frozen=True, slots=True)
class Dataset:
    """A built dataset on disk."""

    folder: Path
    manifest: Manifest

    @property
    def store(self) -> Path:
        """The directory of the pyoxigraph store."""
        return self.folder / STORE

    @property
    def quads(self) -> Path:
        """The sorted N-Quads."""
        return self.folder / "dataset.nq"


class Home:
    """``POLICYGRAPH_HOME``."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self._datasets = root / "datasets"
        self._current = root / "current"

    def current(self) -> Dataset:
        """The dataset that serves; NotBuilt where there is none."""
        try:
            folder = self._datasets / self._current.read_text("utf-8").strip()
            manifest = json.loads((folder / "manifest.json").read_text("utf-8"))
        except FileNotFoundError:
            raise NotBuilt(f"no dataset in {self.root}: run `policygraph build` first") from None
        return Dataset(folder, Manifest(**manifest))

    def begin(self) -> Path:
        """An empty folder to build in; what killed builds left behind is removed."""
        self._datasets.mkdir(parents=True, exist_ok=True)
        for left in self._datasets.glob(f"{UNFINISHED}*"):
            if not alive(int(left.name.removeprefix(UNFINISHED))):
                shutil.rmtree(left)
        folder = self._datasets / f"{UNFINISHED}{os.getpid()}"
        folder.mkdir()
        return folder

    def finish(self, folder: Path, manifest: Manifest) -> Dataset:
        """Make a folder that was built in the current dataset."""
        (folder / "manifest.json").write_text(json.dumps(asdict(manifest), indent=1), "utf-8")
        final = self._datasets / manifest.version[:16]
        if final.exists():  # the same bytes as an earlier build: its store is as good, and its readers stay
            for made in folder.iterdir():
                if made.name != STORE:
                    made.replace(final / made.name)
            shutil.rmtree(folder)
        else:
            folder.rename(final)
        written = self._current.with_name(f"current.{os.getpid()}")
        written.write_text(final.name, "utf-8")
        written.replace(self._current)
        self._forget(final)
        return Dataset(final, manifest)

    def _forget(self, current: Path) -> None:
        """Remove old datasets; the one before stays, since a service may still read it."""
        built = [path for path in self._datasets.iterdir() if not path.name.startswith(UNFINISHED) and path != current]
        for old in sorted(built, key=lambda path: path.stat().st_mtime, reverse=True)[KEPT - 1 :]:
            shutil.rmtree(old)


def alive(process: int) -> bool:
    """Whether a process of this id runs, whoever owns it."""
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
