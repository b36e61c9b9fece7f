"""The guard on Cypher: what writes or reaches out is refused, whatever hides it; what only looks like it passes."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.cypher.guard import check
from api.cypher.names import FUNCTIONS, PROCEDURES, REFUSED
from api.cypher.size import Bounds
from api.cypher.tokens import tokens
from graph.errors import BadQuery, PolicyGraphError, QueryRefused, QueryTooLong
from tests.api.cypher_attacks import ATTACKS, COMMENTS, EVERY
from tests.api.cypher_reads import READS


def passes(query: str) -> bool:
    try:
        check(query)
    except PolicyGraphError:
        return False
    return True


@pytest.mark.parametrize("query", EVERY)
def test_an_attack_is_refused(query: str) -> None:
    with pytest.raises((QueryRefused, BadQuery)) as refusal:
        check(query)
    assert refusal.value.line is not None
    assert refusal.value.column is not None
    assert f"line {refusal.value.line}, column {refusal.value.column}: " in str(refusal.value)


def test_there_are_more_than_fifty_attacks_of_every_kind() -> None:
    assert len(set(EVERY)) > 150
    assert all(len(texts) > 10 for texts in ATTACKS.values())


@pytest.mark.parametrize("query", COMMENTS)
def test_what_a_comment_hides_never_reaches_an_engine(query: str) -> None:
    text = check(query).text
    assert "SET" not in text
    assert "\\" not in text
    assert len(text) == len(query)


@pytest.mark.parametrize("query", READS)
def test_a_read_passes(query: str) -> None:
    reading = check(query)
    assert [(token.text, token.start) for token in tokens(reading.text)] == [
        (token.text, token.start) for token in tokens(query) if token.text != ";"
    ]


def test_there_are_more_than_sixty_reads() -> None:
    assert len(set(READS)) > 60


def test_the_text_keeps_its_lines_and_loses_what_is_no_code() -> None:
    query = "MATCH (n) // c\u2028'\r\n/* a\n */ RETURN\u3000n ; ; // d\n"
    text = check(query).text
    assert [line.rstrip() for line in text.split("\n")] == ["MATCH (n)", "", "    RETURN n", ""]
    assert len(text) == len(query)


@pytest.mark.parametrize(("query", "explain"), [("EXPLAIN RETURN 1", True), (" explain MATCH (n) RETURN n", True)])
def test_a_plan_may_be_asked_for(query: str, explain: bool) -> None:
    assert check(query).explain is explain
    assert check(query.lower().replace("explain ", "")).explain is not explain


@pytest.mark.parametrize(
    ("query", "line", "column", "words"),
    [
        ("MATCH (n)\n  SET n.x = 1", 2, 3, "SET is not allowed: it writes"),
        ("MATCH (n) RETURN n\r\n\r\n;CREATE (m)", 3, 1, "one query at a time"),
        ("LOAD CSV FROM 'x' AS l RETURN l", 1, 1, "LOAD is not allowed: it takes data from elsewhere"),
        ("SHOW USERS", 1, 1, "SHOW is not allowed: it is about the server"),
        ("CALL apoc.load.json('x')", 1, 6, "apoc.load.json is no procedure that may be called here"),
        ("RETURN 1, apoc.text.join([], '')", 1, 11, "apoc.text.join is no function that may be used here"),
        ("RETURN 'a", 1, 8, "a string begins here and does not end"),
        ("MATCH (n) RETURN n.`a", 1, 20, "a name in backticks begins here and does not end"),
        ("RETURN 1 /* x", 1, 10, "a comment begins here and does not end"),
        ("RETURN 1a", 1, 8, "a number ends before 'a'"),
        ("RETURN '\\u00zz'", 1, 9, "expected four hexadecimal digits"),
        ("RETURN '\\u+027 '", 1, 9, "expected four hexadecimal digits"),
        ("RETURN '\\u0027'", 1, 9, "write a quote or a backslash as itself"),
        ("RETURN `\\u0061` AS x", 1, 9, "write the character itself"),
        ("RETURN n\u200bm", 1, 9, "the character U+200B is not read here"),
        ("RETURN ²", 1, 8, "'²'"),
        ("RETURN $ x", 1, 8, "the name of the parameter must follow"),
        ("RETURN a$b", 1, 9, "put a space before"),
        ("", 1, 1, "the query is empty"),
        ("// nothing", 1, 1, "the query is empty"),
        ("EXPLAIN", 1, 1, "the query is empty"),
        ("HELLO", 1, 1, "expected CALL, MATCH, OPTIONAL, RETURN, UNWIND, WITH"),
        ("EXPLAIN EXPLAIN RETURN 1", 1, 9, "expected CALL, MATCH"),
        ("START n = node(0) RETURN n", 1, 1, "expected CALL, MATCH"),
        ("CALL (x) RETURN 1", 1, 1, "expected a subquery or a procedure after CALL"),
    ],
)
def test_a_refusal_says_where_and_why(query: str, line: int, column: int, words: str) -> None:
    with pytest.raises((QueryRefused, BadQuery)) as refusal:
        check(query)
    assert str(refusal.value).startswith(f"line {line}, column {column}: ")
    assert words in str(refusal.value)
    assert (refusal.value.line, refusal.value.column) == (line, column)


@pytest.mark.parametrize(
    ("query", "reason"),
    [
        ("RETURN " + "(" * 41 + "1" + ")" * 41, "40 brackets or CASE"),
        ("RETURN " + "[" * 41 + "1" + "]" * 41, "40 brackets or CASE"),
        ("RETURN " + "{a:" * 41 + "1" + "}" * 41, "40 brackets or CASE"),
        ("RETURN " + "CASE WHEN true THEN " * 41 + "1" + " END" * 41, "40 brackets or CASE"),
        ("MATCH (n) WHERE " + "EXISTS { MATCH (n) WHERE " * 11 + "true" + "}" * 11 + " RETURN n", "10 subqueries"),
        ("CALL { " * 11 + "RETURN 1 AS x" + " } RETURN x" * 11, "10 subqueries"),
        ("RETURN " + " OR ".join(["true"] * 1002), "1,000 clauses and operators"),
        ("RETURN " + "+".join(["1"] * 1002), "1,000 clauses and operators"),
        ("MATCH (n:" + "|".join(["A"] * 1002) + ") RETURN n", "1,000 clauses and operators"),
        ("WITH 1 AS x " * 1001 + "RETURN x", "1,000 clauses and operators"),
        ("MATCH " + "-->".join(["()"] * 400) + " RETURN 1", "1,000 clauses and operators"),
        ("WITH {} AS a RETURN a" + ".a" * 31, "30 points in a row"),
        ("WITH [] AS a RETURN a" + "[0]" * 32, "30 indexes in a row"),
        ("RETURN " + "NOT " * 31 + "true", "30 NOT in a row"),
        ("RETURN " + "NOT (" * 31 + "true" + ")" * 31, "30 NOT in a row"),
    ],
)
def test_what_would_overflow_an_engine_is_refused(query: str, reason: str) -> None:
    with pytest.raises(QueryRefused, match=f"line 1, column .*more than {reason}"):
        check(query)


@pytest.mark.parametrize(
    "query",
    [
        "RETURN " + "{a:" * 40 + "1" + "}" * 40,
        "RETURN " + "(" * 40 + "1" + ")" * 40,
        "RETURN " + ", ".join(f"n.a{i} AS a{i}" for i in range(300)).replace("n.", "{}."),
        "RETURN [" + ", ".join(["[1, 2]"] * 300) + "]",
        "CALL { " * 10 + "RETURN 1 AS x" + " } RETURN x" * 10,
        "RETURN " + " + ".join(["1"] * 900),
        "MATCH (n {case: 1, end: 2}) RETURN n.case, n.end, n.case, n.end",
    ],
)
def test_what_no_engine_minds_passes(query: str) -> None:
    assert passes(query)


def test_a_query_that_is_too_long_is_not_read() -> None:
    with pytest.raises(QueryTooLong, match="65,536"):
        check("RETURN 1" + " " * 65_536)
    with pytest.raises(QueryTooLong):
        check("RETURN 1", Bounds(characters=5))


GAPS = st.sampled_from(
    [" ", "\n", "\t", "\r\n", "\u00a0", "\u3000", "\u2028", "/**/", "/* ' */", '/* " */', "/* ` */", "// x\n", "// '\n",
     "/* SET */", "/*/ */", "// \\u000a\n", "/* \\u002a/ */"]
)  # fmt: skip
STRINGS = st.sampled_from(
    ["''", '""', "'it\\'s'", '"\\""', "'\\\\'", "'// x'", "'/* x'", '"`"', "'`'", "'\\u4e34'", "'\\n'", "'SET n.x = 1'",
     "'\\\\u0027'", '"\'"', "'\\''"]
)  # fmt: skip
NAMES = st.sampled_from(["n", "`n`", "`a``b`", "`set`", "`'`", "`/*`", "`//`", "临港", "m1", "_x"])
WRITES = st.sampled_from(
    ["SET n.x = 1", "CREATE (:X)", "MERGE (:X)", "DETACH DELETE n", "DELETE n", "REMOVE n.x", "INSERT (:X)",
     "FOREACH (i IN [1] | CREATE (:X))", "LOAD CSV FROM $url AS line", "CALL apoc.do.it()", "USE system",
     "CALL { CREATE (:X) } IN TRANSACTIONS"]
)  # fmt: skip
TAILS = st.sampled_from(["", "RETURN n", "RETURN 1 AS x", "WITH n RETURN n"])


@st.composite
def hidden(draw: st.DrawFn) -> str:
    """A query with a clause that writes or reaches out after strings, names, comments and white space of any kind."""
    gap = "".join(draw(st.lists(GAPS, min_size=1, max_size=3)))
    name, string = draw(NAMES), draw(STRINGS)
    before = draw(st.sampled_from([
        f"MATCH (n){gap}", f"MATCH (n {{a: {string}}}){gap}", f"MATCH (n:{name}){gap}",
        f"MATCH (n) WHERE n.{name} = {string}{gap}", f"MATCH (n) WITH n, {string} AS {name}{gap}",
        f"MATCH (n) WITH n ORDER BY n.{name} DESC{gap}", f"UNWIND [{string}] AS {name} MATCH (n){gap}",
        f"MATCH (n)-[:R*1..2]->({name}){gap}", f"CALL {{ RETURN {string} AS {name} }} MATCH (n){gap}",
        f"MATCH (n) WHERE {string} IN [{string}]{gap}", f"MATCH (n) WHERE n.x IS NOT NULL{gap}",
    ]))  # fmt: skip
    write = "".join(draw(st.sampled_from([c.lower(), c.upper()])) if c.isalpha() else c for c in draw(WRITES))
    return before + write.replace(" ", draw(GAPS), 1) + gap + draw(TAILS)


@given(query=hidden())
def test_whatever_stands_before_it_a_write_is_refused(query: str) -> None:
    with pytest.raises((QueryRefused, BadQuery)):
        check(query)


@given(text=st.text(max_size=60), word=st.sampled_from(sorted(REFUSED)))
def test_a_word_in_a_string_a_parameter_or_backticks_is_no_clause(text: str, word: str) -> None:
    quoted = text.replace("\\", "\\\\").replace("'", "\\'")
    name = (word + text).replace("`", "``").replace("\\u", "")
    assert passes(f"MATCH (n) WHERE n.x = '{word} {quoted} {word}' RETURN n")
    assert passes(f"MATCH (n) WHERE n.`{name}` = ${word} RETURN $`{word} x`")


@given(word=st.sampled_from(sorted(REFUSED)), case=st.sampled_from([str.lower, str.upper, str.title]))
def test_a_refused_word_may_be_a_name(word: str, case: "type[str]") -> None:
    name = case(word)
    for query in (
        f"MATCH (n {{{name}: 1}}) RETURN n.{name}",
        f"MATCH ({name}:{name})-[:{name}]->(m) WHERE {name}.x = 1 RETURN {name}",
        f"MATCH (n) RETURN n.x AS {name}, {{{name}: n.y}} AS m",
        f"WITH 1 AS n, 2 AS {name} RETURN [{name}, n], ({name}), {name} = n",
        f"MATCH (n) RETURN n {{.{name}, {name}: 1}}",
        f"UNWIND [1] AS x RETURN count(x) AS {name}",
    ):
        assert passes(query)


@given(word=st.sampled_from(sorted(FUNCTIONS)), gap=GAPS)
def test_a_known_function_passes_however_it_is_spelt(word: str, gap: str) -> None:
    assert passes(f"RETURN {word.upper()}{gap}(1)")
    assert passes("RETURN " + f"{gap}.{gap}".join(f"`{part}`" for part in word.split(".")) + "(1)")
    assert not passes(f"RETURN x{word}(1)")
    assert not passes(f"RETURN apoc.{word}(1)")
    assert not passes(f"RETURN `{word}.x`(1)")


@given(word=st.sampled_from(sorted(PROCEDURES)), gap=GAPS)
def test_a_known_procedure_passes_and_one_that_is_like_it_does_not(word: str, gap: str) -> None:
    assert passes(f"CALL{gap} {word}()")
    assert passes(f"OPTIONAL CALL {word.upper()} YIELD *")
    assert not passes(f"CALL {word}.x()")
    assert not passes(f"CALL x.{word}()")
    assert not passes(f"CALL {word}x()")


PIECES = [
    "a-",
    "a.",
    "'",
    '"',
    "`",
    "``",
    "\\'",
    "//",
    "/*",
    "*/",
    "CALL (",
    "SET ",
    "NOT ",
    "[",
    "]",
    "($",
    "1.",
    "0x",
]


@pytest.mark.parametrize("piece", [*PIECES, "a.b.c(", "AS set ", "\\u0041", "临", "{set:", "(a)-->", "/**/", "x\u3000"])
def test_no_text_takes_the_guard_long(piece: str) -> None:
    start = time.process_time()
    for before in ("RETURN ", "RETURN '", "RETURN `"):
        passes(before + (piece * 65_000)[:65_000])
    assert time.process_time() - start < 3.0
