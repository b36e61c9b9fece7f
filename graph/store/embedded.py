"""What the stores in this process share: pyoxigraph behind the ``Store`` protocol.

The union of the named graphs is written into the default graph when a store is loaded. Oxigraph can form it in each
query instead (``use_default_graph_as_union``), but then a triple of two graphs is two solutions and counts twice, which
is what two reports that state the same thing would meet; and look-ups take twice as long.
"""

import re
from collections.abc import Iterator
from typing import Final

import pyoxigraph
from pyoxigraph import DefaultGraph, NamedNode, Quad, QueryBoolean, QuerySolutions, QueryTriples, Triple

from graph.errors import BadQuery, StoreError
from graph.store import Bindings, Row, Term
from graph.store.binding import bind

_POSITION: Final = re.compile(r"error at (\d+):(\d+): expected (.*)", re.S)
_LONGEST: Final = 200


def reading(error: SyntaxError) -> BadQuery:
    """A parse error of Oxigraph as one line with its position; its list of what might follow is cut short."""
    match = _POSITION.match(str(error))
    if match is None:
        return BadQuery(str(error))
    line, column, expected = match.groups()
    words = re.sub(r"\[[^\]]*\](?:,\s*)?", "", expected).strip().rstrip(",")
    if len(words) > _LONGEST:
        words = f"{words[:_LONGEST].rsplit(',', 1)[0]} …"
    return BadQuery(f"line {line}, column {column}: expected {words or 'something else'}", int(line), int(column))


class EmbeddedStore:
    """A pyoxigraph store, read only, whose default graph is the union of its named graphs."""

    def __init__(self, store: pyoxigraph.Store, version: str) -> None:
        self._store: pyoxigraph.Store | None = store
        self._version = version

    @property
    def version(self) -> str:
        return self._version

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        solutions = self._query(query, bindings)
        if not isinstance(solutions, QuerySolutions):
            raise BadQuery("expected a SELECT query")
        return rows(solutions)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        answer = self._query(query, bindings)
        if not isinstance(answer, QueryBoolean):
            raise BadQuery("expected an ASK query")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        triples = self._query(query, bindings)
        if not isinstance(triples, QueryTriples):
            raise BadQuery("expected a CONSTRUCT or DESCRIBE query")
        return _triples(triples)

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        store = self._open()
        for name in (graph,) if graph else store.named_graphs():
            yield from store.quads_for_pattern(None, None, None, name)

    def close(self) -> None:
        self._store = None

    def _open(self) -> pyoxigraph.Store:
        if self._store is None:
            raise StoreError("the store is closed")
        return self._store

    def _query(self, query: str, bindings: Bindings | None) -> QuerySolutions | QueryBoolean | QueryTriples:
        text = bind(query, bindings)
        try:
            return self._open().query(text)
        except SyntaxError as error:
            raise reading(error) from None
        except (OSError, RuntimeError, ValueError) as error:
            raise StoreError(str(error)) from error


def rows(solutions: QuerySolutions) -> Iterator[Row]:
    """Solutions as rows by name; an error while they are computed is a StoreError."""
    names = [variable.value for variable in solutions.variables]
    try:
        for solution in solutions:
            values: Iterator[Term | None] = iter(solution)
            yield {name: value for name, value in zip(names, values, strict=True) if value is not None}
    except (OSError, RuntimeError) as error:
        raise StoreError(str(error)) from error


def _triples(triples: QueryTriples) -> Iterator[Triple]:
    try:
        yield from triples
    except (OSError, RuntimeError) as error:
        raise StoreError(str(error)) from error


def unite(store: pyoxigraph.Store) -> None:
    """Write every triple of the named graphs into the default graph too.

    Raises StoreError if a triple stands there already: it is in no named graph, and stores would differ on who sees it.
    """
    stray = next(store.quads_for_pattern(None, None, None, DefaultGraph()), None)
    if stray is not None:
        raise StoreError(f"a triple is in no named graph: {stray}")
    named = store.quads_for_pattern(None, None, None, None)
    store.bulk_extend(Quad(quad.subject, quad.predicate, quad.object) for quad in named)
