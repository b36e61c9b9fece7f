"""How the remote store reads an endpoint that fails: each failure is one clear error."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from graph.errors import BadQuery, PolicyGraphError, QueryTimeout, StoreError
from graph.store.remote import RemoteStore
from tests.servers.loopback import free_port

GRAPHS = b'{"head":{"vars":["graph","triples"]},"results":{"bindings":[]}}'
JSON = "application/sparql-results+json"


@contextmanager
def endpoint(
    status: int, content_type: str, body: bytes, wait: threading.Event | None = None, seconds: float = 10.0
) -> Iterator[RemoteStore]:
    """A store whose endpoint has no graphs, and after its first two answers, that say so, answers as told."""
    first = [GRAPHS, b'{"head":{},"boolean":true}']

    class Answer(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            self.rfile.read(int(self.headers["Content-Length"]))
            early = first.pop(0) if first else None
            if wait is not None and early is None:
                wait.wait(5)
            self.send_response(200 if early else status)
            self.send_header("Content-Type", JSON if early else content_type)
            self.end_headers()
            self.wfile.write(early or body)

        def log_message(self, format: str, *args: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Answer)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    store = RemoteStore(f"http://127.0.0.1:{server.server_port}/sparql", seconds=seconds)
    try:
        yield store
    finally:
        store.close()
        server.shutdown()
        thread.join()
        server.server_close()


@pytest.mark.parametrize(
    ("status", "content_type", "body", "error", "words"),
    [
        (400, "text/plain", b"Line 1: no", BadQuery, "Line 1: no"),
        (503, "text/plain", b"Query timed out", QueryTimeout, "503"),
        (500, "text/plain", b"boom", StoreError, "answered 500: boom"),
        (404, "text/html", b"", StoreError, "404"),
        (200, "text/html", b"<p>Welcome", BadQuery, "expected a SELECT"),
        (200, JSON, b"{", StoreError, "cannot be read"),
    ],
)
def test_an_answer_that_is_none_is_a_clear_error(
    status: int, content_type: str, body: bytes, error: type[PolicyGraphError], words: str
) -> None:
    with endpoint(status, content_type, body) as store, pytest.raises(error, match=words):
        list(store.select("SELECT * { ?s ?p ?o }"))


def test_an_endpoint_that_does_not_answer_in_time_is_a_timeout() -> None:
    wait = threading.Event()
    with endpoint(200, JSON, GRAPHS, wait, 1.0) as store:
        with pytest.raises(QueryTimeout, match=r"within 1 s"):
            store.ask("ASK {}")
        wait.set()


def test_an_endpoint_that_is_not_there_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="cannot be reached"):
        RemoteStore(f"http://127.0.0.1:{free_port()}/sparql")


def test_a_closed_store_is_a_store_error() -> None:
    with endpoint(200, JSON, GRAPHS) as store:
        store.close()
        with pytest.raises(StoreError):
            store.ask("ASK {}")


def test_triples_that_cannot_be_read_are_a_store_error() -> None:
    with (
        endpoint(200, "application/n-triples", b"<a b") as store,
        pytest.raises(StoreError, match="triples that cannot be read"),
    ):
        store.construct("CONSTRUCT WHERE { ?s ?p ?o }")
