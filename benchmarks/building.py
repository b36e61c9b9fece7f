"""What a build costs: the whole command as a person runs it, phase by phase, and beside what starting Python costs."""

import os
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from benchmarks.samples import Samples, timed

POLICYGRAPH: Final = str(Path(sys.executable).parent / "policygraph")
STARTING: Final = "starting, imports"


@dataclass(frozen=True, slots=True)
class Run:
    """One build: seconds by phase in order, all of it, and processor seconds (of all cores together)."""

    phases: tuple[tuple[str, float], ...]
    seconds: float
    cpu: float


@dataclass(frozen=True, slots=True)
class Builds:
    """Cold builds without and with SHACL, rebuilds where nothing changed, and Python doing nothing."""

    cold: tuple[Run, ...]
    validated: tuple[Run, ...]
    unchanged: Samples
    python: Samples

    @property
    def beyond_python(self) -> float:
        """What an unchanged rebuild takes beyond Python's own start, medians, in seconds."""
        return self.unchanged.median - self.python.median


def builds(home: Path, repeats: int) -> Builds:
    """Build into ``home`` (made anew by each cold build's ``--force``); the last build's dataset is left there."""
    cold = tuple(_build(home, "--force", "--no-shacl") for _ in range(repeats))
    validated = tuple(_build(home, "--force") for _ in range(max(1, repeats // 3)))
    unchanged = timed([lambda: _quiet([POLICYGRAPH, "build"], home)] * 2 * repeats)
    python = timed([lambda: _quiet([sys.executable, "-c", "pass"], home)] * 2 * repeats)
    return Builds(cold, validated, unchanged, python)


def _environment(home: Path) -> dict[str, str]:
    return {**os.environ, "POLICYGRAPH_HOME": str(home)}


def _quiet(command: list[str], home: Path) -> None:
    subprocess.run(command, env=_environment(home), check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def _build(home: Path, *options: str) -> Run:
    """One build; a phase begins when its name is printed."""
    command = [POLICYGRAPH, "build", "--lang", "en", *options]
    used, began = os.times(), time.perf_counter()
    names, times = [STARTING], [began]
    with subprocess.Popen(
        command, env=_environment(home), stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True
    ) as child:
        assert child.stderr is not None
        for line in child.stderr:
            names.append(line.strip())
            times.append(time.perf_counter())
    ended = time.perf_counter()
    if child.returncode:
        raise RuntimeError(f"{' '.join(command)} failed: {names[-1]}")
    now = os.times()
    cpu = now.children_user + now.children_system - used.children_user - used.children_system
    lengths = (later - sooner for sooner, later in zip(times, [*times[1:], ended], strict=True))
    return Run(tuple(zip(names, lengths, strict=True)), ended - began, cpu)
