"""The schema that is read off a graph, and the page and picture that are made of it."""

from datetime import date
from pathlib import Path

import pytest

from graph.property_graph.model import End, Node, PropertyGraph, Relationship
from graph.property_graph.page import page
from graph.property_graph.picture import svg
from graph.property_graph.projection import property_graph
from graph.property_graph.schema import Property, schema
from tests.conftest import ROOT
from tests.graph.conftest import Real

DOCS = ROOT / "docs"


def small(second: object = 2) -> PropertyGraph:
    nodes = (
        Node("Zone", "a", {"id": "a", "since": date(2024, 1, 1), "names": ("x", "y"), "size": 1}),
        Node("Zone", "b", {"id": "b", "size": second}),  # type: ignore[dict-item]
    )
    link = Relationship("PART_OF", End("Zone", "a"), End("Zone", "b"), {"key": "k"}, "k")
    return PropertyGraph("v", nodes, (link,))


def test_a_schema_counts_and_types_what_is_there() -> None:
    found = schema(small())
    [zone] = found.labels
    assert zone.properties == (
        Property("id", "STRING", 2, "a"),
        Property("names", "LIST<STRING>", 1, ("x", "y")),
        Property("since", "DATE", 1, date(2024, 1, 1)),
        Property("size", "INTEGER", 2, 1),
    )
    [part_of] = found.types
    assert part_of.ends == (("Zone", "Zone", 1),)
    assert part_of.keyed


def test_a_property_of_two_types_is_an_error() -> None:
    with pytest.raises(TypeError, match=r"Zone\.size is INTEGER and STRING"):
        schema(small("large"))


def written(name: str) -> bytes:
    return Path(DOCS / name).read_bytes()


def test_the_page_says_what_the_graph_holds(real: Real) -> None:
    assert page(property_graph(real.catalogue), real.store).encode() == written("property-graph.md"), "run `make docs`"


def test_the_picture_shows_what_the_graph_holds(real: Real) -> None:
    drawn = svg(schema(property_graph(real.catalogue)))
    assert drawn == written("property-graph.svg"), "run `make docs`"
    assert "政策文件".encode() in drawn
