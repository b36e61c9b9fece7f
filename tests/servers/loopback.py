"""Start a server on a free port of the loopback interface, wait until it answers, and stop it by its pid."""

import shutil
import socket
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

import httpx

from tests.absent import absent


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
def running(
    command: Sequence[str], ready: str | Callable[[], bool], folder: Path, env: Mapping[str, str] | None = None
) -> Iterator[int]:
    """Run a server in ``folder`` until the block ends; yields its pid once it is ready.

    ``ready`` is a URL that then answers below 500, or a function that tells.
    """
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


def _wait(process: subprocess.Popen[bytes], ready: str | Callable[[], bool], log: Path, seconds: float = 60.0) -> None:
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline and process.poll() is None:
        if _answers(ready) if isinstance(ready, str) else ready():
            return
        time.sleep(0.1)
    raise RuntimeError(f"{process.args!r} did not get ready: {log.read_text(errors='replace')[-2000:]}")


def _answers(url: str) -> bool:
    try:
        return httpx.get(url, timeout=2.0, trust_env=False).status_code < 500
    except httpx.HTTPError:
        return False
