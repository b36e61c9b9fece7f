"""A client that costs little: HTTP/1.1 over plain sockets that are kept open, so that what is timed is the server.

httpx takes about 0.4 ms of its own for a request, as much as some answers here; this takes a tenth of that.
"""

import socket
import threading
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

HOST: Final = "127.0.0.1"
_END: Final = b"\r\n\r\n"
_READ: Final = 1 << 18
PATIENCE: Final = 60.0


class Unexpected(RuntimeError):
    """An answer that is not 200, or no answer."""


def get(path: str, headers: Mapping[str, str] | None = None) -> bytes:
    """A GET request as it is sent."""
    return _head("GET", path, headers or {})


def post(path: str, body: bytes, headers: Mapping[str, str]) -> bytes:
    """A POST request as it is sent."""
    return _head("POST", path, {**headers, "Content-Length": str(len(body))}) + body


def _head(method: str, path: str, headers: Mapping[str, str]) -> bytes:
    lines = [f"{method} {path} HTTP/1.1", f"Host: {HOST}", *(f"{name}: {value}" for name, value in headers.items())]
    return "\r\n".join([*lines, "", ""]).encode()


class Connection:
    """One open connection to a port of this machine."""

    def __init__(self, port: int) -> None:
        self._socket = socket.create_connection((HOST, port), timeout=PATIENCE)
        self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)

    def ask(self, request: bytes) -> bytes:
        """Send a request and read the whole answer: its body, without the framing. Raises Unexpected."""
        self._socket.sendall(request)
        head, _, rest = self._read_to(b"", _END).partition(_END)
        status, *lines = head.decode("latin-1").split("\r\n")
        fields = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in lines)}
        body = self._chunks(rest) if "chunked" in fields.get("transfer-encoding", "") else self._sized(rest, fields)
        if status.split()[1] != "200":
            raise Unexpected(f"{status}: {body[:500].decode(errors='replace')}")
        return body

    def close(self) -> None:
        """Hang up."""
        self._socket.close()

    def _receive(self) -> bytes:
        received = self._socket.recv(_READ)
        if not received:
            raise Unexpected("the server hung up")
        return received

    def _read_to(self, read: bytes, mark: bytes) -> bytes:
        while mark not in read:
            read += self._receive()
        return read

    def _sized(self, read: bytes, fields: Mapping[str, str]) -> bytes:
        parts, missing = [read], int(fields.get("content-length", "0")) - len(read)
        while missing > 0:
            parts.append(self._receive())
            missing -= len(parts[-1])
        return b"".join(parts)

    def _chunks(self, read: bytes) -> bytes:
        parts: list[bytes] = []
        while True:
            size, _, read = self._read_to(read, b"\r\n").partition(b"\r\n")
            length = int(size.partition(b";")[0], 16)
            while len(read) < length + 2:
                read += self._receive()
            if length == 0:
                return b"".join(parts)
            parts.append(read[:length])
            read = read[length + 2 :]


@dataclass(frozen=True, slots=True)
class Rate:
    """Answers a second; ``client`` is the client's processor time as a share of one core."""

    per_second: float
    answered: int
    client: float


def rate(port: int, requests: Iterator[bytes], connections: int, seconds: float) -> Rate:
    """Ask from several connections at once for so many seconds, each taking the next of ``requests``."""
    took, mutex, stop = [0] * connections, threading.Lock(), time.perf_counter() + seconds
    failed: list[Exception] = []

    def ask(number: int) -> None:
        try:
            connection = Connection(port)
            while time.perf_counter() < stop:
                with mutex:
                    request = next(requests)
                connection.ask(request)
                took[number] += 1
            connection.close()
        except (Unexpected, OSError, StopIteration) as error:
            failed.append(error)

    threads = [threading.Thread(target=ask, args=(number,)) for number in range(connections)]
    began, used = time.perf_counter(), time.process_time()
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    elapsed = time.perf_counter() - began
    if failed:
        raise failed[0]
    return Rate(sum(took) / elapsed, sum(took), (time.process_time() - used) / elapsed)
