"""The guard against a listening socket: nothing that it lets through calls out, and legal words pass."""

import time
from collections.abc import Iterator

import pyoxigraph
import pytest
from hypothesis import HealthCheck, given, settings
from pyoxigraph import RdfFormat

from api.sparql.guard import Bounds, check
from graph.errors import BadQuery, PolicyGraphError, QueryRefused, QueryTooLong
from tests.api.sparql_attacks import attacks, harmless, mutations, prologue
from tests.servers.listener import Listener


@pytest.fixture(scope="module")
def listener() -> Iterator[Listener]:
    opened = Listener()
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def store() -> pyoxigraph.Store:
    """Data that the tricky patterns match, so that a SERVICE after them is evaluated."""
    iris = ["<http://h:>", "<http://>", "<http://e/a.b>", "<http://e/SERVICE>", "<http://e/>"]
    values = [*iris, "1", "0.5", "true", "'x'", "'x'@en", "'a'"]
    data = " ".join(f"<http://a> <http://p> {value} ." for value in values)
    store = pyoxigraph.Store()
    store.load(data, RdfFormat.TURTLE, lenient=True)
    return store


def called(store: pyoxigraph.Store, listener: Listener, query: str) -> bool:
    """Whether the engine calls out when it is given the query as it stands."""
    before = listener.calls
    try:
        answer = store.query(query)
        if not isinstance(answer, pyoxigraph.QueryBoolean):
            for _ in zip(range(10), answer, strict=False):
                pass
    except (SyntaxError, OSError, RuntimeError, ValueError):
        pass
    return listener.calls > before


def passes(query: str) -> bool:
    try:
        check(query)
    except PolicyGraphError:
        return False
    return True


OFTEN = settings(max_examples=1500, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@OFTEN
@given(body=attacks())
def test_no_attack_gets_through(store: pyoxigraph.Store, listener: Listener, body: str) -> None:
    query = prologue(listener.port) + body.replace("PORT", str(listener.port))
    assert not (passes(query) and called(store, listener, query))


@OFTEN
@given(body=mutations())
def test_no_mutation_of_an_attack_gets_through(store: pyoxigraph.Store, listener: Listener, body: str) -> None:
    query = prologue(listener.port) + body.replace("PORT", str(listener.port))
    assert not (passes(query) and called(store, listener, query))


def test_without_the_guard_the_attacks_do_call_out(store: pyoxigraph.Store, listener: Listener) -> None:
    hits: list[bool] = []

    @settings(
        max_examples=200, deadline=None, database=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow]
    )
    @given(body=attacks())
    def attack(body: str) -> None:
        hits.append(called(store, listener, prologue(listener.port) + body.replace("PORT", str(listener.port))))

    attack()
    assert sum(hits) > len(hits) // 10


KNOWN = [
    "SERVICE:x {?x ?y ?w}",
    "?s <http://p> 1SERVICE :x {?x ?y ?w}",
    "?s <http://p> trueSERVICE:x {?x ?y ?w}",
    "?s <http://p> e:a.b.SERVICE :x {?x ?y ?w}",
    "?s <http://p> h:SERVICE :x {?x ?y ?w}",
    "?s <http://p> n:SERVICE:x {?x ?y ?w}",
    "BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE#>\n:x {?x ?y ?w}",
    "{} UNION {} SERVICESILENT:x{?x ?y ?w} SERVICE :x {?x ?y ?w}",
    "?s <http://p> 'x'SERVICE<http://127.0.0.1:PORT/x>{?x ?y ?w}",
    "# GRAPH\n SERVICE:x {?x ?y ?w}",
    "FILTER('\\'' != '')SERVICE :x {?x ?y ?w}",
    "SERVICE #'''\n:x {?x ?y ?w} #'''\n",
    "sErVicE\r\n:x {?x ?y ?w}",
]


@pytest.mark.parametrize("body", KNOWN)
def test_known_ways_out_are_real_and_refused(store: pyoxigraph.Store, listener: Listener, body: str) -> None:
    query = f"{prologue(listener.port)} SELECT * {{ {body} }}".replace("PORT", str(listener.port))
    assert called(store, listener, query)
    with pytest.raises(QueryRefused, match=r"line .* column .*SERVICE"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { VALUES ?u\u00b7 { <http://x/> } SERVICE?u\u00b7{ ?s ?p ?o } }",
        "SELECT * { S\\u0045RVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { BIND('\\u0027 AS ?x) SERVICE ?u { } #' AS ?y) }",
        "SELECT * { \\U00000053ERVICE <http://x/> { ?s ?p ?o } }",
        "SELECT * { # \\u000A SERVICE <http://x/> { ?s ?p ?o }\n }",
    ],
)
def test_what_other_engines_may_read_as_a_call_is_refused(query: str) -> None:
    with pytest.raises((QueryRefused, BadQuery)):
        check(query)


@settings(OFTEN, max_examples=500)
@given(query=harmless())
def test_legal_queries_with_the_words_elsewhere_pass(query: str) -> None:
    pyoxigraph.Store().query(query)
    assert check(query).form == "SELECT"


@pytest.mark.parametrize(
    "query",
    [
        "SELECT ?service ?x { ?x ?p ?service }",
        "PREFIX e: <http://e/> SELECT * { ?s e:service ?x { ?x ?p ?o } UNION { ?o ?p ?x } }",
        "PREFIX service: <http://e/> SELECT * { GRAPH service:x { ?s ?p ?o } }",
        "PREFIX service: <http://e/> SELECT * FROM service:x { ?s ?p ?o }",
        "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#>\nASK { ?x a sd:Service . { ?x ?y ?z } }",
        "SELECT * { ?s ?p 'SERVICE <http://x/> { }' }",
        "SELECT * { ?s ?p ?o } # SERVICE :x { }",
        'SELECT * { FILTER(?a < 3) ?s ?p "it\'s SERVICE ?x {" }',
        "SELECT * { ?s ?p '\\u4e34\\u6e2f' }",
    ],
)
def test_legal_queries_worth_naming_pass(query: str) -> None:
    pyoxigraph.Store().query(query)
    assert passes(query)


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://x/>",
        "INSERT DATA { }",
        "PREFIX e: <http://e/> DELETE WHERE { ?s ?p ?o }",
        "drop all",
        "CLEAR ALL",
        "SELECT * { } ; LOAD <http://x/>",
        "WITH <http://g> DELETE { } WHERE { }",
    ],
)
def test_updates_are_refused(query: str) -> None:
    with pytest.raises(QueryRefused, match="only reads"):
        check(query)


@pytest.mark.parametrize(
    "query", ["", "  # nothing\n", "HELLO", "PREFIX e: <http://e/>", "{ ?s ?p ?o }", "DEFINE x SELECT"]
)
def test_what_begins_like_no_query_is_a_bad_query(query: str) -> None:
    with pytest.raises(BadQuery, match="SELECT, ASK, CONSTRUCT or DESCRIBE"):
        check(query)


@pytest.mark.parametrize("query", ["SELECT * { ?s ?p 'x }", "SELECT % {}", "SELECT * { e:a\\ ?p ?o }"])
def test_what_begins_no_terminal_is_a_bad_query_with_its_place(query: str) -> None:
    with pytest.raises(BadQuery, match=r"line 1, column .* begins nothing"):
        check(query)


@pytest.mark.parametrize("form", ["SELECT *", "ASK", "CONSTRUCT { ?s ?p ?o } WHERE", "DESCRIBE ?s"])
def test_the_form_and_the_prefixes_are_read(form: str) -> None:
    reading = check(f"BASE <http://b/> # c\nPREFIX e: <http://e/> prefix : <x> {form} {{ ?s ?p ?o }}")
    assert reading.form == form.split()[0]
    assert reading.prefixes == {"e": "http://e/", "": "x"}


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("SELECT (" + "(" * 200 + "1" + ")" * 200 + " AS ?x) {}", "brackets"),
        ("SELECT * { FILTER(1<" + "(" * 200 + ">1) }", "brackets"),
        ("ASK {" + "FILTER EXISTS {" * 200 + "}" * 201, "brackets"),
        ("SELECT * { FILTER(" + "||".join(["?o=1"] * 2000) + ") }", "clauses and operators"),
        ("SELECT * {" + "UNION".join(["{?s ?p ?o}"] * 2000) + "}", "clauses and operators"),
        ("SELECT (" + "!" * 3000 + "true AS ?x) {}", "clauses and operators"),
        ("SELECT * {" + " BIND(1 AS ?x)" * 2000 + "}", "clauses and operators"),
        ("SELECT * { ?s " + "/".join(["<http://p>"] * 2000) + " ?o }", "clauses and operators"),
        ("SELECT * { ?s <http://p/" + "x" * 3000 + "> ?o }", "IRI"),
    ],
)
def test_what_would_overflow_the_engine_is_refused(query: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=reason):
        check(query)


def test_a_query_that_is_too_long_is_not_read() -> None:
    with pytest.raises(QueryTooLong, match="65,536"):
        check("SELECT * { } #" + " " * 65_536)
    with pytest.raises(QueryTooLong):
        check("ASK {}", Bounds(characters=5))


def test_a_refusal_has_line_and_column() -> None:
    with pytest.raises(QueryRefused, match="line 3, column 4") as error:
        check("SELECT *\nWHERE {\n   SERVICE <http://x/> { ?s ?p ?o } }")
    assert (error.value.line, error.value.column) == (3, 4)


PIECES = ["a-", "a.", "<", "'", '"', "'''", "\\'", "\\#", "#", "SERVICE ", "'SERVICE<'", "SERVICE#\n", "<SERVICE:"]


@pytest.mark.parametrize("piece", [*PIECES, "?a<", "\u00b7", "e:", "@a-", "\\u0027", "?SERVICE#"])
def test_no_text_takes_the_guard_long(piece: str) -> None:
    start = time.process_time()
    passes("SELECT * { '" + (piece * 65_000)[:65_000])
    passes("SELECT * { " + (piece * 65_000)[:65_000])
    assert time.process_time() - start < 1.0
