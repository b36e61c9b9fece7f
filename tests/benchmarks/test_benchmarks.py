"""The benchmarks' own arithmetic and reading of HTTP; no time is asserted."""

import socket
import threading
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks.client import Connection, Unexpected, get
from benchmarks.question import Question, Sparql, ever_other, ids, whole
from benchmarks.report import BEGIN, END, replace
from benchmarks.samples import Samples
from benchmarks.servers import united
from graph.iris import Iris


def test_a_percentile_is_the_nearest_rank() -> None:
    samples = Samples(tuple(float(number) for number in range(100, 0, -1)))
    assert (samples.percentile(0.99), samples.percentile(1.0), samples.percentile(0.0)) == (99.0, 100.0, 1.0)
    assert samples.median == 50.5


def test_no_question_is_asked_twice() -> None:
    questions = list(islice(ever_other(("lingang", "shanghai"), date(2024, 2, 28)), 6))
    assert len(set(questions)) == 6
    assert questions[-1] == Question("shanghai", date(2024, 3, 1))


@pytest.mark.parametrize("query", [ids(), whole()], ids=["ids", "whole"])
def test_the_question_in_sparql_has_its_place_and_day(query: Sparql) -> None:
    text = query.bound(Question("lingang", date(2024, 8, 31)), Iris())
    assert "<https://w3id.org/policygraph/id/zone/lingang>" in text
    assert '"2024-08-31"^^<http://www.w3.org/2001/XMLSchema#date>' in text
    assert "$" not in text


def test_the_union_stands_in_the_default_graph_too() -> None:
    quads = b'<http://a> <http://b> "c <d> ." <http://g> .\n<http://a> <http://b> "c <d> ." <http://h> .\n'
    assert united(quads) == quads + b'<http://a> <http://b> "c <d> ." .\n'


def test_tables_replace_the_tables_before_and_nothing_else(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"before\n\n{BEGIN}\n\nold\n\n{END}\n\nafter\n")
    replace(page, "new")
    assert page.read_text() == f"before\n\n{BEGIN}\n\nnew\n\n{END}\n\nafter\n"


def answered(*parts: bytes) -> bytes:
    """What the client reads from a server that sends these parts."""
    with socket.create_server(("127.0.0.1", 0)) as server:

        def serve() -> None:
            connection, _ = server.accept()
            with connection:
                connection.recv(1024)
                for part in parts:
                    connection.sendall(part)

        thread = threading.Thread(target=serve)
        thread.start()
        client = Connection(server.getsockname()[1])
        try:
            return client.ask(get("/"))
        finally:
            client.close()
            thread.join()


def test_a_body_is_read_by_its_length() -> None:
    assert answered(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe", b"llo") == b"hello"


def test_a_chunked_body_is_read_to_its_end() -> None:
    chunks = b"5\r\nhello\r\n1;x=y\r\n \r\n5\r\nworld\r\n0\r\n\r\n"
    assert answered(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", chunks[:4], chunks[4:]) == b"hello world"


def test_any_status_but_200_is_no_answer() -> None:
    with pytest.raises(Unexpected, match="503"):
        answered(b"HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n")


def test_a_server_that_hangs_up_is_no_answer() -> None:
    with pytest.raises(Unexpected, match="hung up"):
        answered(b"HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhe")
