"""A dataset behind any SPARQL 1.1 endpoint, over HTTP.

SPARQL leaves to each server what its default graph is. Where the endpoint's own default graph is empty, each query that
names no dataset is sent with every named graph as ``default-graph-uri`` and ``named-graph-uri`` (SPARQL 1.1 Protocol,
2.1.4), which a conforming endpoint merges. Where it is not empty, it is taken for their union, as in the stores written
here: so does an endpoint that is set up to show the union, or that the union was loaded into. The latter is right for
the oxigraph server, whose own unions give a triple of two graphs twice.
"""

import hashlib
import time
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

import pyoxigraph
from pyoxigraph import NamedNode, Quad, QueryBoolean, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from graph.errors import AnswerTooLarge, BadQuery, PolicyGraphError, QueryTimeout, StoreError
from graph.store import Bindings, Row
from graph.store.binding import bind
from graph.store.embedded import rows
from graph.store.tokens import has_dataset

if TYPE_CHECKING:
    import httpx

_GRAPHS: Final = "SELECT ?graph (COUNT(*) AS ?triples) WHERE { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph"
_TRIPLES: Final = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH $graph { ?s ?p ?o } }"
_RESULTS: Final = "application/sparql-results+json"
_RDF: Final = "application/n-triples"


@dataclass(frozen=True, slots=True)
class Sent:
    """An endpoint's answer: its media type and its bytes."""

    media: str
    body: bytes


class RemoteStore:
    """A store at an endpoint's URL. Keeps its connections open; ``close`` ends them."""

    def __init__(self, url: str, *, version: str | None = None, seconds: float = 30.0) -> None:
        """Ask the endpoint for its graphs.

        ``seconds`` bounds each request. Without ``version`` it is made from the graphs' names and sizes, which tells
        datasets apart but does not see a change that leaves the sizes as they are. Raises StoreError, QueryTimeout.
        """
        self._url = url
        self._seconds = seconds
        import httpx  # takes a fifth of a second, and most runs have the store on disk

        self._client = httpx.Client(timeout=httpx.Timeout(seconds, connect=min(5.0, seconds)))
        self._dataset: dict[str, list[str]] = {}
        try:
            counted = sorted((row["graph"].value, row["triples"].value) for row in self.select(_GRAPHS))
            united = self.ask("ASK { ?s ?p ?o }")
        except PolicyGraphError:
            self._client.close()
            raise
        every = [name for name, _ in counted]
        if not united:
            self._dataset = {"default-graph-uri": every, "named-graph-uri": every}
        self.graphs = tuple(NamedNode(name) for name in every)
        self._version = version or hashlib.sha256(repr(counted).encode()).hexdigest()

    @property
    def version(self) -> str:
        return self._version

    def select(self, query: str, bindings: Bindings | None = None) -> Iterator[Row]:
        answer = self._results(bind(query, bindings))
        if not isinstance(answer, QuerySolutions):
            raise BadQuery("expected a SELECT query")
        return rows(answer)

    def ask(self, query: str, bindings: Bindings | None = None) -> bool:
        answer = self._results(bind(query, bindings))
        if not isinstance(answer, QueryBoolean):
            raise BadQuery("expected an ASK query")
        return bool(answer)

    def construct(self, query: str, bindings: Bindings | None = None) -> Iterator[Triple]:
        answer = self.send(bind(query, bindings), _RDF)
        if answer.media != _RDF:
            raise BadQuery("expected a CONSTRUCT or DESCRIBE query")
        try:
            return iter([quad.triple for quad in pyoxigraph.parse(answer.body, RdfFormat.N_TRIPLES)])
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._url} sent triples that cannot be read: {error}") from error

    def quads(self, graph: NamedNode | None = None) -> Iterator[Quad]:
        for name in (graph,) if graph else self.graphs:
            for triple in self.construct(_TRIPLES, {"graph": name}):
                yield Quad(triple.subject, triple.predicate, triple.object, name)

    def close(self) -> None:
        self._client.close()

    def send(
        self, query: str, accept: str, dataset: Mapping[str, Sequence[str]] | None = None, most: int | None = None
    ) -> Sent:
        """Send a query as it stands, over ``dataset`` or else the union, and read the whole answer.

        Raises BadQuery (400, and 406: a query of another form), QueryTimeout (no answer in time, or 408, 503 and 504
        as endpoints tell it), AnswerTooLarge (more than ``most`` bytes), StoreError.
        """
        import httpx

        form: dict[str, str | list[str]] = {"query": query}
        given = dataset or ({} if has_dataset(query) else self._dataset)
        form.update({name: list(graphs) for name, graphs in given.items()})
        late = QueryTimeout(f"{self._url} did not answer within {self._seconds:g} s")
        deadline = time.monotonic() + self._seconds
        body = bytearray()
        try:
            with self._client.stream("POST", self._url, data=form, headers={"Accept": accept}) as response:
                for piece in response.iter_bytes():
                    body += piece
                    if most is not None and len(body) > most:
                        raise AnswerTooLarge(f"the answer has more than {most:,} bytes; ask for less with LIMIT")
                    if time.monotonic() > deadline:
                        raise late
        except httpx.TimeoutException:
            raise late from None
        except (httpx.HTTPError, RuntimeError) as error:
            raise StoreError(f"{self._url} cannot be reached: {error}") from error
        if response.status_code == HTTPStatus.OK:
            return Sent(_media(response), bytes(body))
        raise self._fault(response.status_code, bytes(body[:2000]), accept)

    def _fault(self, status: int, body: bytes, accept: str) -> PolicyGraphError:
        detail = " ".join(body.decode(errors="replace").split())[:300]
        if status == HTTPStatus.BAD_REQUEST:
            return BadQuery(f"the endpoint cannot read the query: {detail}")
        if status == HTTPStatus.NOT_ACCEPTABLE:
            return BadQuery(f"the query is of a form that has no answer in {accept}")
        if status in (408, 503, 504):
            return QueryTimeout(f"{self._url} gave up ({status}): {detail}")
        return StoreError(f"{self._url} answered {status}: {detail}")

    def _results(self, query: str) -> QuerySolutions | QueryBoolean:
        answer = self.send(query, _RESULTS)
        if answer.media != _RESULTS:
            raise BadQuery("expected a SELECT or ASK query")
        try:
            return pyoxigraph.parse_query_results(answer.body, QueryResultsFormat.JSON)
        except (SyntaxError, ValueError) as error:
            raise StoreError(f"{self._url} sent results that cannot be read: {error}") from error


def _media(response: "httpx.Response") -> str:
    content_type: str = response.headers.get("content-type", "")
    return content_type.partition(";")[0].strip().lower()
