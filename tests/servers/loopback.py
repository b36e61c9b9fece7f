"""Start a server on a free port of the loopback interface, wait until it answers, and stop it by its pid."""

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.absent import absent

TOOLS = Path(__file__).resolve().parents[2] / ".tools"
"""Where downloads are kept from run to run; git ignores it."""


def tool(name: str) -> str:
    """The path of a program; the test is skipped where there is none, and fails on CI."""
    path = shutil.which(name)
    if path is None:
        absent(f"{name} is not installed")
    return str(path)


def free_port() -> int:
    """A port of 127.0.0.1 that nothing listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def running(command: Sequence[str], ready: str, folder: Path, env: Mapping[str, str] | None = None) -> Iterator[int]:
    """Run a server in ``folder`` until the block ends; yields its pid once ``ready`` (a URL) answers below 500."""
    folder.mkdir(parents=True, exist_ok=True)
    log = folder / "server.log"
    with log.open("wb") as output:
        process = subprocess.Popen(
            command, cwd=folder, env=env, stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.STDOUT
        )
    try:
        _wait(process, ready, log)
        yield process.pid
    finally:
        process.terminate()
        try:
            process.wait(10)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _wait(process: subprocess.Popen[bytes], ready: str, log: Path, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if process.poll() is not None:
            break
        try:
            if httpx.get(ready, timeout=2.0, trust_env=False).status_code < 500:
                return
        except httpx.HTTPError:
            time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not get ready: {log.read_text(errors='replace')[-2000:]}")
