"""The normalised text and its map to the raw one: every character is the same character, both ways."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.text import Normalised, Segment, rearranged

WORDS = st.text(alphabet="甲乙丙¹²《》“”。 \n\tab𠮷", min_size=1, max_size=40)

Case = tuple[str, list[tuple[int, int]], list[tuple[int, int]]]


@st.composite
def rearrangements(draw: st.DrawFn) -> Case:
    """A raw text, its pieces in any order with some left out, and spans dropped from them."""
    raw = draw(WORDS)
    places = st.integers(0, len(raw))
    cuts = sorted({0, len(raw), *draw(st.lists(places, max_size=5))})
    pieces = list(pairwise(cuts))
    order = draw(st.permutations(pieces))
    kept = order[: draw(st.integers(0, len(order)))]
    dropped = [(min(pair), max(pair)) for pair in draw(st.lists(st.tuples(places, places), max_size=3))]
    return raw, kept, dropped


@given(rearrangements())
def test_every_normalised_character_is_its_raw_character(case: Case) -> None:
    raw, order, dropped = case
    normalised = rearranged(raw, order, dropped)
    assert [raw[normalised.to_raw(place)] for place in range(len(normalised.text))] == list(normalised.text)


@given(rearrangements())
def test_normalised_to_raw_and_back_is_the_same_place(case: Case) -> None:
    raw, order, dropped = case
    normalised = rearranged(raw, order, dropped)
    assert [normalised.to_normalised(normalised.to_raw(place)) for place in range(len(normalised.text))] == list(
        range(len(normalised.text))
    )


@given(rearrangements())
def test_what_is_kept_is_what_was_ordered_and_not_dropped(case: Case) -> None:
    raw, order, dropped = case
    normalised = rearranged(raw, order, dropped)
    expected = [
        place for start, end in order for place in range(start, end) if not any(a <= place < b for a, b in dropped)
    ]
    assert [normalised.to_raw(place) for place in range(len(normalised.text))] == expected
    assert {place for place in range(len(raw)) if normalised.to_normalised(place) is not None} == set(expected)


@given(rearrangements(), st.data())
def test_raw_spans_spell_any_slice(case: Case, data: st.DataObject) -> None:
    raw, order, dropped = case
    normalised = rearranged(raw, order, dropped)
    start = data.draw(st.integers(0, len(normalised.text)))
    end = data.draw(st.integers(start, len(normalised.text)))
    assert "".join(raw[a:b] for a, b in normalised.raw_spans(start, end)) == normalised.text[start:end]


@given(rearrangements())
def test_the_segments_alone_make_the_same_text(case: Case) -> None:
    raw, order, dropped = case
    normalised = rearranged(raw, order, dropped)
    assert Normalised(raw, normalised.segments).text == normalised.text


def test_adjoining_pieces_make_one_segment() -> None:
    assert rearranged("甲乙丙丁", [(0, 2), (2, 4)]).segments == (Segment(0, 0, 4),)


def test_offsets_outside_either_text_are_errors() -> None:
    normalised = rearranged("甲乙", [(0, 1)])
    for outside in (-1, 1):
        with pytest.raises(IndexError):
            normalised.to_raw(outside)
    for outside in (-1, 2):
        with pytest.raises(IndexError):
            normalised.to_normalised(outside)
    assert normalised.to_normalised(1) is None


def test_the_span_of_what_is_left_out_is_an_error() -> None:
    with pytest.raises(ValueError, match="nothing of raw text"):
        rearranged("甲¹", [(0, 2)], [(1, 2)]).span(1, 2)


def test_the_span_of_a_piece_leaves_out_what_is_dropped_at_its_ends() -> None:
    normalised = rearranged("¹ 注文。", [(0, 5)], [(0, 2)])
    assert normalised.span(0, 5) == (0, 3)
