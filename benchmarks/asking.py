"""The question asked of one server in one way: latency one by one, rate from several connections, what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from typing import Final

from benchmarks.client import Connection, Rate, rate
from benchmarks.machine import usage
from benchmarks.samples import Samples, timed

CONNECTIONS: Final = 4


@dataclass(frozen=True, slots=True)
class Measured:
    """``latency`` of questions one after the other; ``size``: bytes of an answer on average; ``cpu``: the server's
    processor seconds an answer while it was asked from several connections, None where the system does not tell."""

    who: str
    how: str
    latency: Samples
    size: int
    rate: Rate | None = None
    cpu: float | None = None


@dataclass(frozen=True, slots=True)
class Effort:
    """How long to ask: so many questions one by one, seconds of warming up and of asking for the rate."""

    questions: int
    warming: float
    seconds: float


FULL: Final = Effort(400, 5.0, 5.0)
QUICK: Final = Effort(60, 1.0, 1.0)


def measured(who: str, how: str, port: int, pid: int, requests: Iterator[bytes], effort: Effort) -> Measured:
    """Warm the server up, then time it. ``requests`` without end."""
    rate(port, requests, CONNECTIONS, effort.warming)
    latency, size = latencies(port, list(islice(requests, effort.questions)))
    before = usage(pid)
    found = rate(port, requests, CONNECTIONS, effort.seconds)
    after = usage(pid)
    cpu = (after.cpu - before.cpu) / found.answered if before and after else None
    return Measured(who, how, latency, size, found, cpu)


def latencies(port: int, requests: list[bytes]) -> tuple[Samples, int]:
    """Each request once, one after the other over one connection; and the average size of an answer in bytes."""
    connection, size = Connection(port), 0

    def ask(request: bytes) -> None:
        nonlocal size
        size += len(connection.ask(request))

    try:
        return timed([partial(ask, request) for request in requests]), size // len(requests)
    finally:
        connection.close()


def once(port: int, request: bytes) -> bytes:
    """One answer."""
    connection = Connection(port)
    try:
        return connection.ask(request)
    finally:
        connection.close()
