"""The one way to the graph's data: a small protocol with three implementations that one contract suite holds equal.

``memory.MemoryStore`` (N-Quads, in process), ``disk.DiskStore`` (a built directory, read-only) and
``remote.RemoteStore`` (any SPARQL 1.1 endpoint). The terms are pyoxigraph's, in all three.

What every store promises:

- The default graph of a query without ``FROM`` is the union of the named graphs. No triple stands outside of them.
- Values are bound to variables, never formatted into the text: see ``graph.store.binding`` for what binding means.
- A query that cannot be read raises BadQuery when it is asked, not when its rows are read.
- Language tags come in lower case (``zh-hans``), as SPARQL compares them.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Protocol, TypeAlias

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, Triple

Term: TypeAlias = NamedNode | BlankNode | Literal
Value: TypeAlias = NamedNode | Literal
Row: TypeAlias = Mapping[str, Term]
"""One solution: the bound variables by name, without ``?``. An unbound variable is absent."""
Bindings: TypeAlias = Mapping[str, Value | Sequence[Value]]
"""Values by variable name, without ``?`` or ``$``."""

__all__ = ["Bindings", "BlankNode", "Literal", "NamedNode", "Quad", "Row", "Store", "Term", "Triple", "Value"]


class Store(Protocol):
    """A read-only RDF dataset that answers SPARQL 1.1. Safe to use from several threads.

    Errors: BadQuery (the query cannot be read, or a binding does not fit it), QueryTimeout, StoreError (the rest).
    """

    @property
    def version(self) -> str:
        """What tells this dataset from every other: the SHA-256 of its sorted N-Quads where it was built here."""
        ...

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        """The solutions of a SELECT query, in its order."""
        ...

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        """The answer of an ASK query."""
        ...

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        """The triples of a CONSTRUCT or DESCRIBE query, in no order."""
        ...

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        """Every quad, or those of one named graph, in no order."""
        ...

    def close(self) -> None:
        """Let go of files and connections. A second call does nothing."""
        ...
