"""One value from the statements of several sources, and what contradicts it."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from graph.dates import Span, parse
from graph.merge import NEVER, Merged, Stated, existence, merged_date, merged_value
from graph.model import Zone


def stated(*texts: str) -> list[Stated[str]]:
    return [Stated(f"source-{number}", text) for number, text in enumerate(texts)]


def test_without_statements_there_is_no_value() -> None:
    assert merged_date([]) == Merged(None)
    assert merged_value([]) == Merged(None)


def test_the_most_precise_of_compatible_dates_is_taken_whichever_comes_first() -> None:
    for texts in (("2022", "2022-08"), ("2022-08", "2022"), ("2022-08", "2022", "2022-08-01")):
        merged = merged_date(stated(*texts))
        assert merged.value == parse(max(texts, key=len))
        assert merged.differing == ()


def test_incompatible_dates_are_all_given_with_their_sources_and_the_last_stands() -> None:
    merged = merged_date(stated("2022-07", "2022-08"))
    assert merged.value == parse("2022-08")
    assert merged.differing == (Stated("source-0", parse("2022-07")), Stated("source-1", parse("2022-08")))


def test_a_date_that_fits_the_last_is_not_among_those_that_differ() -> None:
    merged = merged_date(stated("2021", "2022", "2022-08"))
    assert merged.value == parse("2022-08")
    assert [item.source for item in merged.differing] == ["source-0", "source-1"]


@given(st.lists(st.sampled_from(["2022", "2022-08", "2022-08-15", "2023", "2023-01"]), min_size=1, max_size=5))
def test_a_merged_date_is_one_that_was_stated_and_differs_only_where_two_contradict(texts: list[str]) -> None:
    merged = merged_date(stated(*texts))
    assert merged.value is not None
    assert merged.value.edtf in texts
    assert bool(merged.differing) == (len({text[:4] for text in texts}) > 1)


def test_the_last_value_stands_and_all_are_given_where_two_differ() -> None:
    same = merged_value([Stated("a", 10), Stated("b", 10)])
    assert same == Merged(10)
    other = merged_value([Stated("a", 10), Stated("b", 17)])
    assert other == Merged(17, (Stated("a", 10), Stated("b", 17)))


def test_a_place_exists_from_its_dated_founding_always_without_one_and_never_while_planned() -> None:
    undated = Zone(id="z", source="a")
    founded = Zone(id="z", source="b", since="2023-11", status="in_force")
    planned = Zone(id="z", source="a", status="planned")
    assert existence([undated]) == Span()
    assert existence([undated, founded]) == Span(date(2023, 11, 1), date(2023, 11, 30))
    assert existence([planned]) == NEVER
    assert existence([planned, founded]) == Span(date(2023, 11, 1), date(2023, 11, 30))
