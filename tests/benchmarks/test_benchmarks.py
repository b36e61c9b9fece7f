"""The benchmarks' own arithmetic and reading of HTTP; no time is asserted."""

import socket
import threading
from datetime import date
from itertools import islice
from pathlib import Path

import pytest

from benchmarks import loading
from benchmarks.client import Connection, Unexpected, get
from benchmarks.question import Question, Sparql, ever_other, ids, whole
from benchmarks.report import BEGIN, END, replace
from benchmarks.samples import Samples
from benchmarks.servers import united
from benchmarks.synthetic import synthetic
from graph.iris import Iris
from graph.property_graph.model import End


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


def test_tables_of_loads_have_a_place_of_their_own_on_the_page(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text(f"{BEGIN}\n\nold\n\n{END}\n\n{loading.BEGIN}\n\nold\n\n{END}\n")
    replace(page, "new", loading.BEGIN)
    assert page.read_text() == f"{BEGIN}\n\nold\n\n{END}\n\n{loading.BEGIN}\n\nnew\n\n{END}\n"
    assert loading.BEGIN in loading.PAGE.read_text("utf-8")


def test_a_load_is_told_by_its_rate_and_whether_it_met_its_goal() -> None:
    steps = [
        loading.Took("sync into an empty database", 50_000, 2.0, 0.5, 3.0),
        loading.Took("check", 50_000, 4.0, 3.5, 1.0),
    ]
    told = loading.written(steps)
    assert "sync into an empty database: met" in told
    assert "| check | 50,000 | 4.0 | 12,500 | 3.5 | 1.0 |" in told


def test_a_synthetic_graph_has_the_size_asked_for_and_is_the_same_again() -> None:
    graph = synthetic(1000)
    assert (len(graph.nodes), len(graph.relationships)) == (300, 700)
    there = {End(node.label, node.id) for node in graph.nodes}
    assert all({link.start, link.end} <= there for link in graph.relationships)
    assert len({(link.type, link.start, link.end, link.key) for link in graph.relationships}) == 700
    assert synthetic(1000).digest() == graph.digest()


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
