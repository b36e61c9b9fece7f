"""The W3C SPARQL test suites, read in place from ``../shared/conformance/rdf-tests`` beside the checkout.

Every file has the IRI ``http://w3c.test/…`` after its path. All data files are named graphs of one dataset, and each
test names the graphs that it is about in its request. Without the suites their tests are skipped; on CI they fail.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Final

import pyoxigraph
from pyoxigraph import BlankNode, Dataset, Literal, NamedNode, Quad, QuerySolutions, RdfFormat, Triple

ROOT: Final = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "rdf-tests" / "sparql"
MISSING: Final = f"the W3C suites are not in {ROOT}"
_SITE: Final = "http://w3c.test/"
_RS: Final = "http://www.w3.org/2001/sw/DataAccess/tests/result-set#"
_PREFIXES: Final = {
    "mf": "http://www.w3.org/2001/sw/DataAccess/tests/test-manifest#",
    "qt": "http://www.w3.org/2001/sw/DataAccess/tests/test-query#",
    "rs": _RS,
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
}
_FOLDERS_10: Final = (
    "algebra", "ask", "basic", "bnode-coreference", "boolean-effective-value", "bound", "cast", "construct", "dataset",
    "distinct", "expr-builtin", "expr-equals", "expr-ops", "graph", "i18n", "open-world", "optional", "optional-filter",
    "reduced", "regex", "solution-seq", "sort", "syntax-sparql1", "syntax-sparql2", "syntax-sparql3", "syntax-sparql4",
    "syntax-sparql5", "triple-match", "type-promotion",
)  # fmt: skip
_FOLDERS_11: Final = (
    "aggregates", "bind", "bindings", "cast", "construct", "csv-tsv-res", "exists", "functions", "grouping", "json-res",
    "negation", "project-expression", "property-path", "subquery", "syntax-query",
)  # fmt: skip
FOLDERS: Final = (*(f"sparql10/{name}" for name in _FOLDERS_10), *(f"sparql11/{name}" for name in _FOLDERS_11))

Answer = frozenset[Quad] | bool


@dataclass(frozen=True, slots=True)
class Case:
    """One test: its kind in the manifest's words, its query, the graphs of its dataset, its expected result."""

    name: str
    kind: str
    query: str
    data: tuple[str, ...] = ()
    graphs: tuple[str, ...] = ()
    result: str | None = None
    lax: bool = False

    @property
    def text(self) -> str:
        """The query, with the IRI of its file as its base."""
        return f"BASE <{self.query}>\n{file(self.query).read_text(encoding='utf-8')}"


def file(iri: str) -> Path:
    """The file that an IRI stands for."""
    return ROOT / iri.removeprefix(_SITE)


def _iri(path: Path) -> str:
    return f"{_SITE}{path.relative_to(ROOT).as_posix()}"


def _load(path: Path) -> pyoxigraph.Store:
    store = pyoxigraph.Store()
    kind = RdfFormat.from_extension({"n3": "ttl"}.get(path.suffix[1:], path.suffix[1:]))
    store.load(path.read_bytes(), kind, base_iri=_iri(path))
    return store


def _select(store: pyoxigraph.Store, query: str) -> Iterator[Mapping[str, str]]:
    solutions = store.query(query, prefixes=_PREFIXES)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: solution[name].value for name in names if solution[name] is not None}


_TESTS: Final = """
SELECT ?test ?kind ?action ?query ?result ?cardinality WHERE {
  ?test a ?kind ; mf:action ?action .
  OPTIONAL { ?action qt:query ?query }
  OPTIONAL { ?test mf:result ?result }
  OPTIONAL { ?test mf:resultCardinality ?cardinality }
} ORDER BY ?test"""


@lru_cache(maxsize=1)
def cases() -> Sequence[Case]:
    """Every test of the folders above; none where the suites are missing."""
    return tuple(case for folder in FOLDERS if ROOT.is_dir() for case in _cases(ROOT / folder / "manifest.ttl"))


def _cases(manifest: Path) -> Iterator[Case]:
    store = _load(manifest)
    for row in _select(store, _TESTS):
        action = row["action"]
        holder = f"?t mf:action ?a . FILTER(STR(?t) = '{row['test']}')"
        data = [each["g"] for each in _select(store, f"SELECT ?g {{ {holder} ?a qt:data ?g }}")]
        graphs = [each["g"] for each in _select(store, f"SELECT ?g {{ {holder} ?a qt:graphData ?g }}")]
        yield Case(
            f"{manifest.parent.relative_to(ROOT).as_posix()}/{row['test'].rpartition('#')[2]}",
            row["kind"].rpartition("#")[2],
            row.get("query", action),
            tuple(sorted(data)),
            tuple(sorted(graphs)),
            row.get("result"),
            "cardinality" in row,
        )


def dataset() -> bytes:
    """All data of the tests as N-Quads, each file a graph; blank nodes are told apart by file."""
    quads: list[Quad] = []
    named = {name for case in cases() for name in (*case.data, *case.graphs)} | set(_named_in_queries())
    for iri in sorted(named):
        for quad in _load(file(iri)):
            quads.append(Quad(quad.subject, quad.predicate, quad.object, NamedNode(iri)))
    return pyoxigraph.serialize(quads, format=RdfFormat.N_QUADS) or b""


def _named_in_queries() -> Iterator[str]:
    folders = ("sparql10/dataset", "sparql11/construct")
    yield from (_iri(path) for folder in folders for path in (ROOT / folder).glob("data*.ttl"))


def rows(solutions: Sequence[Mapping[str, NamedNode | BlankNode | Literal]], *, ordered: bool, lax: bool) -> Answer:
    """Solutions as a canonical graph: equal where they are the same rows up to the names of blank nodes."""
    if lax:
        solutions = [dict(pairs) for pairs in {frozenset(row.items()) for row in solutions}]
    quads: list[Quad] = []
    for number, row in enumerate(solutions):
        node = BlankNode()
        place = Literal(number) if ordered else Literal("row")
        quads.append(Quad(node, NamedNode(f"{_SITE}row"), place))
        quads += [Quad(node, NamedNode(f"{_SITE}{name}"), value) for name, value in row.items()]
    return canonical(quads)


def triples(given: Sequence[Triple | Quad]) -> Answer:
    """Triples as a canonical graph."""
    return canonical([Quad(each.subject, each.predicate, each.object) for each in given])


def canonical(quads: Sequence[Quad]) -> Answer:
    """Quads with literals as Oxigraph writes them and blank nodes named by their place."""
    store = pyoxigraph.Store()
    store.extend(quads)
    collected = Dataset(store)
    collected.canonicalize(pyoxigraph.CanonicalizationAlgorithm.UNSTABLE)
    return frozenset(collected)


def expected(case: Case, select: bool) -> tuple[Answer, bool]:
    """The result that a test expects, and whether the order of its rows counts."""
    assert case.result is not None
    path = file(case.result)
    if path.suffix in (".srx", ".srj", ".tsv"):
        kind = pyoxigraph.QueryResultsFormat.from_extension(path.suffix[1:])
        return solved(pyoxigraph.parse_query_results(path.read_bytes(), kind), ordered=False, lax=case.lax), False
    store = _load(path)
    if not select:
        return triples([*store]), False
    for quad in store.quads_for_pattern(None, NamedNode(f"{_RS}boolean"), None):
        return str(getattr(quad.object, "value", "")) == "true", False
    return _result_set(store, case.lax)


def _result_set(store: pyoxigraph.Store, lax: bool) -> tuple[Answer, bool]:
    solutions = store.query(
        "SELECT ?s ?i { ?r rs:solution ?s OPTIONAL { ?s rs:index ?i } } ORDER BY ?i", prefixes=_PREFIXES
    )
    assert isinstance(solutions, QuerySolutions)
    found = [(solution["s"], solution["i"]) for solution in solutions]
    table = []
    for node, _ in found:
        bindings = [quad.object for quad in store.quads_for_pattern(node, NamedNode(f"{_RS}binding"), None)]
        table.append({_value(store, each, "variable").value: _value(store, each, "value") for each in bindings})
    ordered = bool(found) and all(index is not None for _, index in found)
    return rows(table, ordered=ordered, lax=lax), ordered


def _value(store: pyoxigraph.Store, node: object, name: str) -> NamedNode | BlankNode | Literal:
    assert isinstance(node, NamedNode | BlankNode)
    [quad] = store.quads_for_pattern(node, NamedNode(f"{_RS}{name}"), None)
    assert isinstance(quad.object, NamedNode | BlankNode | Literal)
    return quad.object


def solved(answer: QuerySolutions | pyoxigraph.QueryBoolean, *, ordered: bool, lax: bool) -> Answer:
    """Parsed results in the form that is compared."""
    if isinstance(answer, pyoxigraph.QueryBoolean):
        return bool(answer)
    names = [variable.value for variable in answer.variables]
    table = [{name: solution[name] for name in names if solution[name] is not None} for solution in answer]
    return rows(table, ordered=ordered, lax=lax)
