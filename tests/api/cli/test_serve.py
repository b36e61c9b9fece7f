"""``policygraph serve``, as a process of its own."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from urllib.request import urlopen

import pytest

from tests.api.cli.conftest import Cli

PROGRAM = (sys.executable, "-c", "from api.cli import main; main()", "serve")


@contextmanager
def serving(environment: Mapping[str, str], *arguments: str) -> Iterator["subprocess.Popen[str]"]:
    """A server that is killed at the latest when the block ends."""
    with subprocess.Popen(
        [*PROGRAM, *arguments], env={**os.environ, **environment}, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=_interruptible,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.kill()


def _interruptible() -> None:
    """Where the tests run in the background, SIGINT is ignored by them and so by what they start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_it_tells_its_address_and_answers_there(environment: Mapping[str, str]) -> None:
    with serving({**environment, "PYTHONUNBUFFERED": "1"}, "--port", "0") as running:
        assert running.stdout is not None
        address = running.stdout.readline().split()[-1]
        version = running.stdout.readline().split()[-1]
        with urlopen(f"{address}/api/zones/lingang/measures?valid_on=2024-08-31&limit=1", timeout=30) as response:
            assert json.load(response)["total"] > 50
        assert len(version) == 16
        running.send_signal(signal.SIGINT)
        assert running.wait(30) == 130


def test_host_and_port_may_come_from_the_environment(environment: Mapping[str, str]) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
    with serving({**environment, "HOST": "127.0.0.1", "PORT": port, "PYTHONUNBUFFERED": "1"}) as running:
        assert running.stdout is not None
        assert running.stdout.readline() == f"serving at http://127.0.0.1:{port}\n"


def test_a_port_in_use_is_told_in_one_line(cli: Cli) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        ran = cli("serve", "--port", str(port))
    assert (ran.code, ran.out) == (3, "")
    assert ran.err == f"port {port} of 127.0.0.1 is in use: choose another with --port\n"


@pytest.mark.parametrize("host", ["no-such-host.invalid", "192.0.2.1"])
def test_an_address_that_is_not_this_machines_is_told_in_one_line(cli: Cli, host: str) -> None:
    ran = cli("serve", "--host", host, "--port", "0")
    assert (ran.out, ran.err) == ("", f"{host} is no address of this machine\n")
    assert ran.code in (2, 3)
