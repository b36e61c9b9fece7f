"""Binding of values: where they may stand, and that no value becomes code."""

import pyoxigraph
import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadQuery
from graph.store import Literal, NamedNode, Value
from graph.store.binding import bind
from graph.store.tokens import place, tokens

TEXT = st.text(st.characters(codec="utf-8"), max_size=40)
SHAPES = ["SELECT ?x { BIND($v AS ?x) }", "SELECT(CONCAT('$v',$v)AS?x){}", "SELECT ?x { VALUES ?x {$v} }#$v"]


@given(text=TEXT, shape=st.sampled_from(SHAPES))
def test_any_string_comes_back_as_it_went_in(text: str, shape: str) -> None:
    [row] = pyoxigraph.Store().query(bind(shape, {"v": Literal(text)}))  # type: ignore[misc]
    assert row["x"].value.removeprefix("$v" if "'$v'" in shape else "") == text


@given(text=TEXT, shape=st.sampled_from(SHAPES))
def test_a_value_is_one_term_and_changes_no_other_token(text: str, shape: str) -> None:
    before = [token.text for token in tokens(shape) if token.kind != "comment"]
    after = [token.text for token in tokens(bind(shape, {"v": Literal(text)})) if token.kind != "comment"]
    value = str(Literal(text))
    assert after == [value if token == "$v" else token for token in before]


@given(text=TEXT)
def test_an_iri_that_could_end_early_is_never_made(text: str) -> None:
    try:
        node = NamedNode(f"http://e/{text}")
    except ValueError:
        return
    [token] = tokens(str(node))
    assert token.kind == "iri"


def test_variables_in_strings_comments_and_iris_are_left_alone() -> None:
    query = "SELECT * { ?s <http://e/?v> '$v' . # $v\n ?s ?vv ?v }"
    assert bind(query, {"v": NamedNode("http://e/x")}) == query.replace("?vv ?v", "?vv  <http://e/x> ")


def test_without_bindings_the_query_is_the_same() -> None:
    assert bind("SELECT $v {}", None) == "SELECT $v {}"


def test_a_variable_where_only_a_variable_can_stand_is_named_with_its_place() -> None:
    with pytest.raises(BadQuery, match=r"line 2, column 8: \$v") as error:
        bind("# x\nSELECT $v { ?s ?p $v }", {"v": Literal("x")})
    assert (error.value.line, error.value.column) == (2, 8)


@pytest.mark.parametrize("value", [pyoxigraph.BlankNode("b"), "plain", 1, None])
def test_what_is_no_iri_or_literal_is_no_value(value: Value) -> None:
    with pytest.raises(BadQuery, match="must be an IRI or a literal"):
        bind("ASK { VALUES ?o { $v } }", {"v": value})


def test_projection_ends_where_the_pattern_begins() -> None:
    bound = bind("SELECT (EXISTS { ?a ?b $v } AS ?x) ?y WHERE { { SELECT ?y { ?y ?p $v } } }", {"v": Literal("x")})
    assert bound.count('"x"') == 2


@pytest.mark.parametrize(("offset", "expected"), [(0, (1, 1)), (1, (1, 2)), (4, (2, 1)), (5, (3, 1)), (6, (4, 1))])
def test_places_count_every_kind_of_line_end(offset: int, expected: tuple[int, int]) -> None:
    assert place("ab\r\n\n\rx", offset) == expected
