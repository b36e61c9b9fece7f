"""The W3C's query tests at our /sparql, beside the oxigraph server: what is expected, and the same as the oracle."""

import csv
import io
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

import httpx
import pyoxigraph
import pytest
from pyoxigraph import QueryResultsFormat, RdfFormat

from api.sparql.guard import check
from api.sparql.workers import Limits
from tests.absent import absent
from tests.api.sparql_service import built, client, pool
from tests.conformance.w3c import MISSING, ROOT, Answer, Case, cases, dataset, expected, file, solved, triples
from tests.servers.oxigraph import oxigraph

EVALUATION: Final = [case for case in cases() if case.kind == "QueryEvaluationTest"]
"""Query evaluation; below, the tests of CSV, and of what is and is no SPARQL."""
TABLES: Final = [case for case in cases() if case.kind == "CSVResultFormatTest"]
READABLE: Final = [case for case in cases() if case.kind.startswith("PositiveSyntax")]
UNREADABLE: Final = [case for case in cases() if case.kind.startswith("NegativeSyntax")]
_BY_VALUE: Final = "numbers are kept by value, not as written"
_GRAPH: Final = "the variable of GRAPH is bound inside of it too"
_ZERO: Final = "a path of length zero finds only what the graph holds"
ENGINE: Final[Mapping[str, str]] = {
    "sparql10/distinct/distinct-1": _BY_VALUE,
    "sparql10/distinct/distinct-9": _BY_VALUE,
    "sparql10/expr-builtin/dawg-str-1": _BY_VALUE,
    "sparql10/expr-builtin/dawg-str-2": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-eq": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-not-eq": _BY_VALUE,
    "sparql10/expr-builtin/sameTerm-simple": _BY_VALUE,
    "sparql10/expr-equals/eq-graph-1": _BY_VALUE,
    "sparql10/expr-equals/eq-graph-2": _BY_VALUE,
    "sparql10/open-world/open-eq-01": _BY_VALUE,
    "sparql10/graph/graph-optional": _GRAPH,
    "sparql10/graph/graph-variable-scope": _GRAPH,
    "sparql11/bindings/graph": _GRAPH,
    "sparql11/negation/graph-minus": _GRAPH,
    "sparql11/aggregates/agg-empty-group-count-graph": "a count in GRAPH leaves out graphs without a match",
    "sparql10/open-world/date-2": "values of unlike types are unequal, not an error",
    "sparql10/optional-filter/dawg-optional-filter-005-simplified": "the suite's other reading of nested filters",
    "sparql11/aggregates/agg-groupconcat-04": "GROUP_CONCAT keeps the language of its strings",
    "sparql11/aggregates/agg-groupconcat-06": "GROUP_CONCAT keeps the language of its strings",
    "sparql11/functions/bnode01": "BNODE of a string is the same node in every row",
    "sparql11/property-path/zero_or_more_set_end": _ZERO,
    "sparql11/property-path/zero_or_more_set_start": _ZERO,
    "sparql11/property-path/zero_or_one_set_end": _ZERO,
    "sparql11/property-path/zero_or_one_set_start": _ZERO,
}
"""Tests whose expected result Oxigraph 0.5 does not give, with what differs; our answer is the oracle's there too."""
UNREAD: Final = frozenset({"sparql10/expr-builtin/case-insensitive-booleans"})
"""Queries that Oxigraph 0.5 does not read though they are SPARQL."""
READ: Final = frozenset({"sparql10/syntax-sparql3/syn-bad-26"})
"""Texts that Oxigraph 0.5 reads though they are no SPARQL: it takes ``?x<?a&&?b>?y`` for comparisons."""


@dataclass(frozen=True, slots=True)
class Services:
    """Our service and the oracle, over the same data."""

    ours: httpx.Client
    oracle: httpx.Client


@pytest.fixture(scope="module")
def services(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Services]:
    if not ROOT.is_dir():
        absent(MISSING)
    folder = tmp_path_factory.mktemp("w3c")
    data = dataset()
    directory = built(folder, data.decode())
    with (
        oxigraph(folder / "oracle", data) as url,
        pool(directory, limits=Limits(seconds=10)) as workers,
        client(workers) as ours,
        httpx.Client(base_url=url.removesuffix("/query"), trust_env=False) as oracle,
    ):
        yield Services(ours, oracle)


def test_the_suites_are_there() -> None:
    if not cases():
        absent(MISSING)
    assert (len(EVALUATION), len(TABLES), len(READABLE), len(UNREADABLE)) == (516, 3, 212, 90)


def fields(case: Case) -> dict[str, str | list[str]]:
    """The request's parameters: the query, and the graphs that the test is about."""
    form: dict[str, str | list[str]] = {"query": case.text}
    if re.search(r"\bFROM\b", case.text):
        return form
    if case.data or case.graphs:
        form |= {"default-graph-uri": list(case.data), "named-graph-uri": list(case.graphs)}
    else:
        form["default-graph-uri"] = "http://w3c.test/none"
    return form


def answered(http: httpx.Client, path: str, case: Case, ordered: bool) -> Answer:
    """What a service answers, in the form that is compared."""
    accept = "application/sparql-results+xml, application/n-triples"
    response = http.post(path, data=fields(case), headers={"Accept": accept})
    assert response.status_code == 200, response.text
    if response.headers["content-type"].startswith("application/n-triples"):
        return triples([*pyoxigraph.parse(response.content, RdfFormat.N_TRIPLES)])
    parsed = pyoxigraph.parse_query_results(response.content, QueryResultsFormat.XML)
    return solved(parsed, ordered=ordered, lax=case.lax)


@pytest.mark.parametrize("case", EVALUATION, ids=lambda case: case.name)
def test_a_query_has_the_expected_result(services: Services, case: Case) -> None:
    if case.name in UNREAD:
        assert services.ours.post("/sparql", data=fields(case)).status_code == 400
        return
    wanted, ordered = expected(case, check(case.text).form in ("SELECT", "ASK"))
    ours = answered(services.ours, "/sparql", case, ordered)
    assert ours == answered(services.oracle, "/query", case, ordered)
    assert (ours == wanted) == (case.name not in ENGINE)


def by_value(cell: str) -> str:
    """A cell as Oxigraph writes it, which keeps numbers by value: the suite has 1.0E6 for 1000000."""
    try:
        return f"{float(cell):g}"
    except ValueError:
        return cell


@pytest.mark.parametrize("case", TABLES, ids=lambda case: case.name)
def test_a_table_has_the_expected_cells(services: Services, case: Case) -> None:
    assert case.result is not None
    response = services.ours.post("/sparql", data=fields(case), headers={"Accept": "text/csv"})

    def cells(text: str) -> list[tuple[tuple[str, str], ...]]:
        return sorted(
            tuple(sorted((name, by_value(re.sub(r"^_:.*", "_:", value))) for name, value in row.items()))
            for row in csv.DictReader(io.StringIO(text))
        )

    assert cells(response.text) == cells(file(case.result).read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", READABLE, ids=lambda case: case.name)
def test_what_is_sparql_is_read(services: Services, case: Case) -> None:
    response = services.ours.post("/sparql", data=fields(case))
    # A function that the engine does not have is an error of evaluation: the query itself was read.
    assert response.status_code == 200 or "is not supported" in response.json()["detail"]


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: case.name)
def test_what_is_no_sparql_is_a_bad_request(services: Services, case: Case) -> None:
    response = services.ours.post("/sparql", data=fields(case))
    assert response.status_code == (200 if case.name in READ else 400), response.text
