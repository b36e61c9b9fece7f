"""The gallery's files: each question's two texts and header fit together, and what does not fit is told."""

from pathlib import Path

import pyoxigraph as ox
import pytest

from graph.errors import BadParameter, BadQuery
from graph.gallery.asking import FOREVER, ask
from graph.gallery.paths import Json, column, rows
from graph.gallery.reading import ids, load, parse
from graph.property_graph.aggregates import asked_aggregates
from graph.store.queries import load as kept
from graph.store.queries import names
from tests.conftest import ROOT
from tests.graph.conftest import Real

SPARQL = """\
# question: What applies to a place on a day?
# zh: 某日哪些措施适用于某地？
# param place zone|area: a place | 地点
# param valid_on date: the day | 日期
# param known_on? date: known by then | 截至该日已知
# example: place=lingang valid_on=2024-08
# empty: place=lingang valid_on=2013 known_on=2020
# rest: /api/zones/{place}/measures?limit=1000{&valid_on,known_on}
# row measure: items[].measure.id
# order: measure
#
# A remark stays.
SELECT ?measure {
  ?measure <http://e/at> $place ; <http://e/from> ?from .
  FILTER(?from <= $valid_on_last && ?from < $known_on_first)
}
"""
CYPHER = """\
// What applies to a place on a day?
MATCH (measure)-[way:APPLIES_TO]->({id: $place})
WHERE way.from <= date($valid_on_last) AND way.from < date($known_on_first)
RETURN measure.id AS measure
"""


@pytest.mark.parametrize("name", ids())
def test_a_question_is_whole(name: str) -> None:
    question = load(name)
    assert question.id in names()
    asked = ox.Store().query(question.sparql)
    assert isinstance(asked, ox.QuerySolutions)
    assert [variable.value for variable in asked.variables] == [item.name for item in question.columns]


@pytest.mark.parametrize("name", ids())
def test_no_question_asks_something_of_an_aggregate_in_the_same_step(name: str) -> None:
    assert asked_aggregates(load(name).cypher) == ()


def test_there_are_enough_questions_and_each_is_its_own() -> None:
    questions = [load(name) for name in ids()]
    assert len(questions) >= 30
    assert len({question.label.en for question in questions}) == len(questions)
    assert len({question.label.zh for question in questions}) == len(questions)


def test_a_certainty_is_written_in_one_form() -> None:
    begun = "COALESCE(?from_earliest <= $valid_on_last, true) && COALESCE(?to_latest > $valid_on_first, true)"
    for name in ids():
        text = " ".join(kept(name).text.split())
        if "pg:AppliesTo" in text:
            assert begun in text, name


def test_the_page_names_every_question() -> None:
    page = Path(ROOT / "docs" / "queries.md").read_text("utf-8")
    for question in map(load, ids()):
        assert f"| `{question.id}` | {question.label.en} | {question.label.zh} |" in page


def test_a_header_gives_all_that_there_is_to_tell() -> None:
    question = parse("q", SPARQL, CYPHER)
    assert (question.label.en, question.label.zh) == ("What applies to a place on a day?", "某日哪些措施适用于某地？")
    assert [(item.name, item.kinds, item.optional) for item in question.parameters] == [
        ("place", ("zone", "area"), False), ("valid_on", ("date",), False), ("known_on", ("date",), True),
    ]  # fmt: skip
    assert [(dict(item.values), item.empty) for item in question.examples] == [
        ({"place": "lingang", "valid_on": "2024-08"}, False),
        ({"place": "lingang", "valid_on": "2013", "known_on": "2020"}, True),
    ]
    assert question.sparql.startswith("# A remark stays.\nSELECT")
    assert question.cypher.startswith("MATCH")


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("# zh: 某日哪些措施适用于某地？\n", "", "0 lines '# zh"),
        ("# order: measure", "# order: measure\n# order: measure", "2 lines '# order"),
        ("# order:", "# ordre:", "line 10: 'ordre' is none of"),
        ("zone|area:", "city:", "line 3: expected"),
        ("a place | 地点", "a place", "line 3: expected"),
        ("place zone|area", "place? zone|area", "only a date may be left out"),
        ("valid_on=2024-08", "valid_on", "line 6: expected"),
        ("place=lingang valid_on=2024-08", "place=lingang", "the example place=lingang does not give"),
        ("valid_on=2024-08", "valid_on=2024-08 day=1", "does not give what the question asks for"),
        ("{&valid_on,known_on}", "{&valid_on}", "the REST call does not take known_on"),
        ("{&valid_on,known_on}", "{&valid_on,known_on,on}", "on of the REST call is no parameter"),
        ("# row measure: items[].measure.id\n", "", "no line '# row"),
        ("items[].measure.id", "items[.measure.id", "no step"),
        ("# order: measure", "# order: -zone", "-zone of the order is no column"),
    ],
)
def test_a_header_that_does_not_fit_is_an_error(old: str, new: str, words: str) -> None:
    assert old in SPARQL
    with pytest.raises(BadQuery, match=words):
        parse("q", SPARQL.replace(old, new), CYPHER)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("// What", "// When", "does not begin with the question"),
        ("$place", "'lingang'", "does not use place"),
        ("$place", "$zone", r"\$zone of the Cypher is no parameter"),
        ("$valid_on_last", "$valid_on", r"\$valid_on of the Cypher is no parameter"),
    ],
)
def test_a_cypher_form_that_does_not_fit_is_an_error(old: str, new: str, words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        parse("q", SPARQL, CYPHER.replace(old, new))


def test_values_are_bound_in_all_three_forms(real: Real) -> None:
    asked = ask(parse("q", SPARQL, CYPHER), {"place": "lingang", "valid_on": "2024-02"}, real.catalogue)
    assert "<https://w3id.org/policygraph/id/zone/lingang>" in asked.sparql
    assert '"2024-02-29"^^<http://www.w3.org/2001/XMLSchema#date>' in asked.sparql
    assert asked.parameters == {"place": "lingang", "valid_on_last": "2024-02-29", "known_on_first": FOREVER}
    assert asked.rest == "/api/zones/lingang/measures?limit=1000&valid_on=2024-02"


def test_a_place_is_a_zone_or_an_area(real: Real) -> None:
    asked = ask(parse("q", SPARQL, CYPHER), {"place": "beijing", "valid_on": "2024"}, real.catalogue)
    assert "<https://w3id.org/policygraph/id/area/beijing>" in asked.sparql


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"valid_on": "2024"}, "place"),
        ({"place": "lingnag", "valid_on": "2024"}, "place"),
        ({"place": "lingang", "valid_on": "2024-02-30"}, "valid_on"),
        ({"place": "lingang", "valid_on": "2024", "known_on": ""}, "known_on"),
        ({"place": "lingang", "valid_on": "2024", "zone": "lingang"}, "zone"),
    ],
)
def test_a_value_that_does_not_fit_is_an_error_that_names_it(real: Real, values: dict[str, str], name: str) -> None:
    with pytest.raises(BadParameter) as raised:
        ask(parse("q", SPARQL, CYPHER), values, real.catalogue)
    assert raised.value.name == name


def test_text_of_any_kind_stays_text(real: Real) -> None:
    hostile = 'x" . } # {&q} $q'
    asked = ask(load("instruments-titled"), {"q": hostile}, real.catalogue)
    assert list(real.store.select(asked.sparql)) == []
    assert asked.parameters == {"q": hostile}
    assert asked.rest.endswith("&q=x%22%20.%20%7D%20%23%20%7B%26q%7D%20%24q")


ANSWER: Json = {
    "total": 2,
    "items": [
        {"id": "a", "kind": "event", "of": {"id": "x"}, "parts": [{"n": 1}, {"n": None}], "tags": ["t", "u"]},
        {"id": "b", "kind": "zone", "of": None, "parts": [], "tags": []},
    ],
}


@pytest.mark.parametrize(
    ("paths", "expected"),
    [
        (["items[].id", "items[].of.id"], [("a", "x"), ("b", None)]),
        (["items[].id", "items[].parts[].n"], [("a", 1), ("a", None)]),
        (["items[].parts.length", "total"], [(2, 2), (0, 2)]),
        (["items[kind=event].id"], [("a",)]),
        (["items[of.id=x|y].id"], [("a",)]),
        (["items[kind=event].tags[]"], [("t",), ("u",)]),
        (["total", "nothing.there"], [(2, None)]),
    ],
)
def test_rows_are_read_from_an_answer(paths: list[str], expected: list[tuple[Json, ...]]) -> None:
    assert rows(ANSWER, [column(f"c{place}", path) for place, path in enumerate(paths)]) == expected


@pytest.mark.parametrize(
    ("paths", "words"),
    [
        (["items[].tags[]", "items[].parts[].n"], "different lists"),
        (["items[kind=event].id", "items[].id"], "different lists"),
        (["nothing[].id"], "no list 'nothing'"),
        (["items[].id[]"], "no list 'id'"),
    ],
)
def test_rows_that_are_not_there_are_an_error(paths: list[str], words: str) -> None:
    with pytest.raises(BadQuery, match=words):
        rows(ANSWER, [column(f"c{place}", path) for place, path in enumerate(paths)])
