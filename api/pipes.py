"""The other side of ``api.processes``: what a process that answers queries reads, and what it writes."""

import json
import os
import queue
import signal
import sys
import threading
from collections.abc import Iterator
from typing import Final

_GRACE: Final = 5


def requests(seconds: float) -> Iterator[bytes]:
    """The lines of the queries asked, one after another, each of which may take some seconds.

    It says of each that it has taken it, so that an end before a query is told from an end by the query. When the input
    ends, also in the middle of a query, the process ends: so none outlives the service that started it. Should that die
    with a query running that holds the interpreter, an alarm ends this process.
    """
    lines: queue.SimpleQueue[bytes] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(lines,), daemon=True).start()
    while True:
        line = lines.get()
        signal.alarm(int(seconds) + _GRACE)
        send("taken")
        yield line
        signal.alarm(0)


def send(status: str, message: str = "", body: bytes = b"", **more: int | None) -> None:
    """Write an answer, or what came in place of one."""
    header = {"status": status, "message": message, "length": len(body), **more}
    sys.stdout.buffer.write(json.dumps(header).encode() + b"\n")
    sys.stdout.buffer.write(body)
    sys.stdout.buffer.flush()


def _read(lines: "queue.SimpleQueue[bytes]") -> None:
    for line in sys.stdin.buffer:
        lines.put(line)
    os._exit(0)
