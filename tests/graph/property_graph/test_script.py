"""The Cypher script: one statement a line, every value in a literal, and what a part of the graph takes along."""

import re

import pytest

from graph.dates import parse
from graph.network import Asked, network, select
from graph.property_graph.model import End, Node, PropertyGraph, Relationship
from graph.property_graph.parts import part
from graph.property_graph.projection import property_graph
from graph.property_graph.script import script
from tests.graph.conftest import Real

STRING = re.compile(r"'((?:[^'\\]|\\.)*)'", re.DOTALL)
ESCAPE = re.compile(r"\\(?:u([0-9a-f]{4})|(.))", re.DOTALL)
PLAIN = {"n": "\n", "r": "\r", "t": "\t", "b": "\b", "f": "\f"}
HOSTILE = "a\x00b\x08\ufffe\\ \"quoted\" 'single' `tick`\nnext \u2028}) DETACH DELETE n // 𠮷🙂"
VALUE = r"(\?|[-\d.e+]+|true|false|date\(\?\)|\[(\?(, \?)*)?\])"
MAP = rf"\{{\w+: {VALUE}(, \w+: {VALUE})*\}}"


def unescaped(text: str) -> str:
    """A Cypher string literal's text (openCypher grammar, EscapedChar)."""
    return ESCAPE.sub(lambda found: chr(int(found[1], 16)) if found[1] else PLAIN.get(found[2], found[2]), text)


def hostile() -> PropertyGraph:
    nodes = (
        Node("Zone", "a", {"id": "a", "label_zh": HOSTILE, "names": (HOSTILE, "b"), "size": -4.5, "open": True}),
        Node("Zone", HOSTILE, {"id": HOSTILE}),
    )
    return PropertyGraph(
        "v", nodes, (Relationship("PART_OF", End("Zone", "a"), End("Zone", HOSTILE), {"key": "k"}, "k"),)
    )


@pytest.fixture(scope="module")
def whole(real: Real) -> PropertyGraph:
    return property_graph(real.catalogue)


@pytest.mark.parametrize("which", ["whole", "hostile"])
def test_every_value_is_in_a_literal(whole: PropertyGraph, which: str) -> None:
    graph = whole if which == "whole" else hostile()
    lines = script(graph).decode().split("\n")[:-1]
    labels = {node.label for node in graph.nodes}
    assert len(lines) == len(labels) + len(graph.nodes) + len(graph.relationships)
    forms = (
        r"CREATE CONSTRAINT policygraph_\w+_id IF NOT EXISTS FOR \(n:\w+\) REQUIRE n\.id IS UNIQUE;",
        rf"MERGE \(n:\w+ \{{id: \?\}}\) SET n = {MAP}, n:PolicyGraph;",
        r"MATCH \(a:\w+ \{id: \?\}\), \(b:\w+ \{id: \?\}\) MERGE \(a\)-\[r:[A-Z_]+( \{key: \?\})?\]->\(b\) "
        rf"SET r = ({MAP}|\{{\}});",
    )
    assert [line for line in lines if not any(re.fullmatch(form, STRING.sub("?", line)) for form in forms)] == []


def test_every_text_comes_back_from_its_literal() -> None:
    lines = script(hostile()).decode().split("\n")
    assert [unescaped(found) for found in STRING.findall(lines[1])] == ["a", "a", HOSTILE, HOSTILE, "b"]
    assert [unescaped(found) for found in STRING.findall(lines[3])] == ["a", HOSTILE, "k", "k"]


def test_a_part_has_the_records_and_passages_of_its_entities_and_no_loose_end(real: Real, whole: PropertyGraph) -> None:
    shown = select(network(real.catalogue), Asked(("zone/lingang",), kinds=("zone", "measure", "zone-class")))
    found = part(whole, shown)
    ends = {End(node.label, node.id) for node in found.nodes}
    assert all({item.start, item.end} <= ends for item in found.relationships)
    labels = {node.label for node in found.nodes}
    assert {"Zone", "Measure", "Applicability", "Passage"} <= labels
    assert "Instrument" not in labels
    assert {"HAS_APPLICABILITY", "NAMES", "APPLIES_TO", "CITES"} <= {item.type for item in found.relationships}


def test_the_whole_network_is_the_whole_graph_but_for_vocabularies_and_what_is_reached(
    real: Real, whole: PropertyGraph
) -> None:
    found = part(whole, network(real.catalogue, reach=True))
    assert {node.label for node in whole.nodes} - {node.label for node in found.nodes} == {"Concept"}
    assert _pairs(found) == _pairs(whole)


def _pairs(graph: PropertyGraph) -> set[tuple[End, End]]:
    """What applies where, as known last."""
    applying = (item for item in graph.relationships if item.type == "APPLIES_TO")
    return {(item.start, item.end) for item in applying if "superseded_earliest" not in item.properties}


def test_what_was_known_on_a_day_says_nothing_of_later_sources(real: Real) -> None:
    before = property_graph(real.catalogue, parse("2023-12-31"))
    ends = {End(node.label, node.id) for node in before.nodes}
    assert End("Report", "mofcom-2021") in ends
    assert End("Report", "mofcom-2024") not in ends
    assert not [node for node in before.nodes if "mofcom-2024" in str(node.properties.get("sources"))]
    assert all({item.start, item.end} <= ends for item in before.relationships)
    applying = [item.start.id for item in before.relationships if item.type == "APPLIES_TO"]
    assert applying
    assert "vats-foreign-equity-cap-removal" not in applying
