"""Servers that are fetched from Maven once and kept in ``.tools/``."""

import shutil
import subprocess
from pathlib import Path

from tests.absent import absent
from tests.fetching import TOOLS, fetching
from tests.servers.loopback import tool


def kept(name: str, *goal: str) -> Path:
    """A folder that a goal of Maven fills the first time. Without Maven the test is skipped, on CI it fails."""
    folder = TOOLS / name
    with fetching():
        if folder.is_dir():
            return folder
        part = TOOLS / f"{name}.part"
        shutil.rmtree(part, ignore_errors=True)  # a run that was stopped may have left it
        command = [tool("mvn"), "-q", "-B", *goal, f"-DoutputDirectory={part}"]
        done = subprocess.run(command, cwd=TOOLS.parent, capture_output=True, text=True, timeout=600, check=False)
        if done.returncode:
            absent(f"Maven could not fetch {name}: {done.stdout[-500:]}")
        part.rename(folder)
    return folder
