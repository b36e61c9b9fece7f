"""Lists as CSV: columns, values, and cells that no spreadsheet takes for a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api import table
from api.objects import Json


def read(items: list[Json]) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(table.rows(items), newline="")))


def test_objects_are_columns_with_dots_and_lists_are_joined() -> None:
    items: list[Json] = [
        {
            "id": "a",
            "date": {"edtf": "2024-05", "earliest": "2024-05-01"},
            "topics": ["x", "y"],
            "places": [{"id": "p", "kind": "zone", "iri": "i", "label": {"zh": "零", "en": "zero"}}],
            "sectors": [{"zh": "甲", "en": "A"}],
            "path": [{"from": "a", "relation": "part_of", "to": "b", "evidence": []}],
            "evidence": [{"report": "r", "passage": "r-p1", "anchor": "词", "quote": "很长"}],
            "applies": [{"place": {"id": "p"}, "class": None, "scope": "whole", "conditions": []}],
            "yes": True,
            "none": None,
            "number": 4.25,
        }
    ]
    assert read(items) == [
        {
            "id": "a", "date.edtf": "2024-05", "date.earliest": "2024-05-01", "topics": "x | y", "places": "p",
            "sectors": "甲 / A", "path": "a part_of b", "evidence": "r-p1 词", "applies": "place=p; scope=whole",
            "yes": "true", "none": "", "number": "4.25",
        }
    ]  # fmt: skip


def test_an_object_here_and_null_there_make_the_columns_of_the_object_only() -> None:
    items: list[Json] = [{"id": "a", "date": None}, {"id": "b", "date": {"edtf": "2024"}}]
    assert read(items) == [{"id": "a", "date.edtf": ""}, {"id": "b", "date.edtf": "2024"}]


@pytest.mark.parametrize("text", ["=1+1", "+1+1", "-1+1", "@a", "\tx", "\rx"])
def test_text_that_begins_like_a_formula_gets_an_apostrophe_also_first_in_a_list(text: str) -> None:
    row = read([{"one": text, "many": [text, "b"]}])[0]
    assert row == {"one": f"'{text}", "many": f"'{text} | b"}


def test_a_negative_number_stays_a_number() -> None:
    assert read([{"n": -3.5}]) == [{"n": "-3.5"}]


@given(st.lists(st.text(st.characters(exclude_categories=["Cs"])), min_size=1, max_size=5))
def test_any_text_comes_back_from_its_cell(texts: list[str]) -> None:
    rows = read([{"number": number, "text": text} for number, text in enumerate(texts)])
    assert [row["text"] for row in rows] == [f"'{text}" if text.startswith(table.DANGEROUS) else text for text in texts]
