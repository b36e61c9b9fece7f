"""The kept queries: their headers are read and hold, and each can be read by the engine."""

import pytest

from graph.errors import BadQuery
from graph.store import Literal
from graph.store.memory import MemoryStore
from graph.store.queries import load, names, parse

GOOD = (
    "# question: What applies?\n# A remark.\n# param zone: the zone asked\nSELECT ?m { ?m <http://e/appliesTo> $zone }"
)


def test_a_header_gives_question_and_parameters() -> None:
    query = parse("good", GOOD)
    assert query.question == "What applies?"
    assert query.parameters == {"zone": "the zone asked"}
    assert query.text == GOOD


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("SELECT * {}", "question"),
        (GOOD.replace("# param zone: the zone asked\n", ""), r"\$zone has no"),
        (GOOD.replace("$zone", "?zone"), "not in the text"),
        (GOOD.replace("?m {", "?zone {"), r"\?zone is a parameter"),
    ],
)
def test_a_header_that_does_not_fit_is_an_error(text: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        parse("bad", text)


@pytest.mark.parametrize("name", ["no-such-query", "../store/__init__", ""])
def test_a_name_that_is_none_says_what_there_is(name: str) -> None:
    with pytest.raises(BadQuery, match="there is no query"):
        load(name)


@pytest.mark.parametrize("name", names())
def test_every_kept_query_loads_and_can_be_read(name: str) -> None:
    query = load(name)
    store = MemoryStore(b"")
    form = {store.select: "SELECT", store.ask: "ASK", store.construct: "CONSTRUCT"}
    read = 0
    for ask in form:
        for value in (Literal("x"), [Literal("x")]):
            try:
                ask(query.text, dict.fromkeys(query.parameters, value))
            except BadQuery:
                continue
            read += 1
    assert read
