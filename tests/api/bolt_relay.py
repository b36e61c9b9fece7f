"""A relay in front of a Bolt server that can be told to pass nothing on, or to hang up: an engine at its worst."""

import socket
import threading
from contextlib import suppress
from typing import Final

_PIECE: Final = 65_536


class Relay:
    """Passes bytes on between whoever connects and the server at a port of loopback, until it is told otherwise."""

    def __init__(self, port: int) -> None:
        self._to = port
        self._flowing = threading.Event()
        self._flowing.set()
        self._sockets: list[socket.socket] = []
        self._closed = False
        self.connections = 0
        self._socket = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._socket.getsockname()[1])
        self._threads = [threading.Thread(target=self._listen, daemon=True)]
        self._threads[0].start()

    def freeze(self) -> None:
        """Pass nothing more on; connections stay open."""
        self._flowing.clear()

    def thaw(self) -> None:
        """Pass on again."""
        self._flowing.set()

    def cut(self) -> None:
        """Hang up on all who are connected; who connects later is served."""
        hanging, self._sockets = self._sockets, []
        for one in hanging:
            _hang_up(one)
        self.thaw()

    def close(self) -> None:
        self._closed = True
        _hang_up(self._socket)
        self.cut()
        for thread in self._threads:
            thread.join()

    def _listen(self) -> None:
        while not self._closed:
            try:
                caller, _ = self._socket.accept()
            except OSError:
                return
            self.connections += 1
            called = socket.create_connection(("127.0.0.1", self._to))
            self._sockets += (caller, called)
            for source, target in ((caller, called), (called, caller)):
                thread = threading.Thread(target=self._pass, args=(source, target), daemon=True)
                thread.start()
                self._threads.append(thread)

    def _pass(self, source: socket.socket, target: socket.socket) -> None:
        with suppress(OSError):
            while piece := source.recv(_PIECE):
                self._flowing.wait()
                target.sendall(piece)
        for one in (source, target):
            _hang_up(one)


def _hang_up(one: socket.socket) -> None:
    with suppress(OSError):
        one.shutdown(socket.SHUT_RDWR)
    one.close()
