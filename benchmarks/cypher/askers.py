"""Ways to ask: each gives a function that asks one question and returns its rows, for the use of one thread."""

from collections.abc import Callable, Iterable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Final, LiteralString, TypeAlias, cast

import orjson
import pyoxigraph as ox
from neo4j import READ_ACCESS, Driver

from benchmarks.client import Connection, post
from benchmarks.cypher.questions import Both
from benchmarks.question import RESULTS
from graph.iris import Iris

Rows: TypeAlias = "frozenset[tuple[str | None, ...]]"
Ask: TypeAlias = Callable[[Both], Rows]
Asker: TypeAlias = Callable[[], AbstractContextManager[Ask]]
"""Opens what one thread needs."""

_JSON: Final = {"Content-Type": "application/json", "Accept": "application/json"}


def in_process(store: ox.Store) -> Asker:
    """pyoxigraph itself, its solutions read in Python."""

    @contextmanager
    def opened() -> Iterator[Ask]:
        def ask(both: Both) -> Rows:
            found = store.query(both.sparql)
            assert isinstance(found, ox.QuerySolutions)
            return _rows([None if value is None else value.value for value in solution] for solution in found)

        yield ask

    return opened


def sparql(port: int, path: str) -> Asker:
    """A SPARQL endpoint over HTTP."""
    headers = {"Content-Type": "application/sparql-query", "Accept": RESULTS}

    def read(body: bytes) -> Rows:
        answer = orjson.loads(body)
        names = answer["head"]["vars"]
        bindings = answer["results"]["bindings"]
        return _rows([row[name]["value"] if name in row else None for name in names] for row in bindings)

    return _over_http(port, lambda both: post(path, both.sparql.encode(), headers), read)


def cypher(port: int) -> Asker:
    """The service's ``/cypher``."""

    def request(both: Both) -> bytes:
        return post("/cypher", orjson.dumps({"query": both.cypher, "parameters": dict(both.parameters)}), _JSON)

    return _over_http(port, request, lambda body: _rows(orjson.loads(body)["rows"]))


def bolt(driver: Driver, database: str) -> Asker:
    """An engine over Bolt, as any program with the official driver asks it."""

    @contextmanager
    def opened() -> Iterator[Ask]:
        with driver.session(database=database, default_access_mode=READ_ACCESS) as session:

            def ask(both: Both) -> Rows:
                return _rows(session.run(_literal(both.cypher), dict(both.parameters)).values())

            yield ask

    return opened


def _over_http(port: int, request: Callable[[Both], bytes], read: Callable[[bytes], Rows]) -> Asker:
    @contextmanager
    def opened() -> Iterator[Ask]:
        connection = Connection(port)
        try:
            yield lambda both: read(connection.ask(request(both)))
        finally:
            connection.close()

    return opened


def _rows(found: Iterable[Iterable[object]]) -> Rows:
    """Rows that can be compared: an entity by its id, in whichever way it is written."""
    iris = Iris()
    return frozenset(
        tuple(None if value is None else iris.slug(str(value)) if "/id/" in str(value) else str(value) for value in row)
        for row in found
    )


def _literal(text: str) -> LiteralString:
    """The driver's types take only text that stands in code; this stands in a file beside it."""
    return cast(Callable[[str], LiteralString], str)(text)
