"""Dates as bounds, and the one expression of certainty."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.dates import (
    EdtfDate,
    Span,
    both,
    from_bounds,
    holds,
    more_precise,
    overlap,
    parse,
    parse_query,
    span,
    through,
)
from graph.errors import BadDate

DAYS = st.dates(date(2015, 1, 1), date(2026, 12, 31))


@st.composite
def spans(draw: st.DrawFn) -> Span:
    """Bounds in order, each end open at times."""
    days = sorted(draw(st.lists(DAYS, min_size=4, max_size=4)))
    opened = draw(st.tuples(*[st.booleans()] * 4))
    from_earliest, from_latest, to_earliest, to_latest = days
    return Span(
        None if opened[0] else from_earliest,
        None if opened[0] and opened[1] else from_latest,
        None if opened[2] and opened[3] else to_earliest,
        None if opened[2] else to_latest,
    )


@pytest.mark.parametrize(
    ("text", "earliest", "latest", "precision"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31), "year"),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29), "month"),
        ("2024-05-31", date(2024, 5, 31), date(2024, 5, 31), "day"),
        ("2024/2026", date(2024, 1, 1), date(2026, 12, 31), "interval"),
        ("../2022-10", None, date(2022, 10, 31), "interval"),
        ("2012/..", date(2012, 1, 1), None, "interval"),
    ],
)
def test_a_date_is_its_bounds(text: str, earliest: date | None, latest: date | None, precision: str) -> None:
    assert parse(text) == EdtfDate(text, earliest, latest, precision)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "text", ["2024-02-30", "24", "2024-13", "2024-5", "2024-05-01T00:00", "", "2026/2024", "二〇二四"]
)
def test_what_is_no_date_is_refused(text: str) -> None:
    with pytest.raises(BadDate):
        parse(text)


def test_a_question_takes_no_interval() -> None:
    with pytest.raises(BadDate, match="expected YYYY"):
        parse_query("2023/2024")


def test_an_interval_ends_on_the_day_after_its_last() -> None:
    assert through(parse("2026")).earliest == date(2027, 1, 1)


def test_an_open_end_has_no_day_after() -> None:
    with pytest.raises(BadDate):
        through(parse("2012/.."))


def test_a_month_is_certain_only_after_its_last_day() -> None:
    may = span(parse("2024-05"))
    assert holds(may, date(2024, 4, 30), date(2024, 4, 30)) is None
    assert holds(may, date(2024, 5, 15), date(2024, 5, 15)) == "possible"
    assert holds(may, date(2024, 5, 31), date(2024, 5, 31)) == "certain"


def test_what_ended_does_not_hold_on_its_first_day_after() -> None:
    over = span(parse("2024-01-01"), parse("2024-06-01"))
    assert holds(over, date(2024, 5, 31), date(2024, 5, 31)) == "certain"
    assert holds(over, date(2024, 6, 1), date(2024, 6, 1)) is None


@given(spans(), DAYS, st.integers(0, 40))
def test_certain_in_a_period_is_certain_on_each_of_its_days(during: Span, first: date, length: int) -> None:
    last = first + timedelta(length)
    if holds(during, first, last) == "certain":
        assert all(holds(during, d, d) == "certain" for d in (first + timedelta(n) for n in range(length + 1)))


@given(spans(), DAYS, st.integers(0, 40))
def test_impossible_in_a_period_is_impossible_on_each_of_its_days(during: Span, first: date, length: int) -> None:
    last = first + timedelta(length)
    if holds(during, first, last) is None:
        assert all(holds(during, d, d) is None for d in (first + timedelta(n) for n in range(length + 1)))


@given(spans(), DAYS, st.tuples(st.floats(0, 1), st.floats(0, 1)))
def test_certain_and_impossible_hold_for_every_reading_of_the_bounds(
    during: Span, day: date, reading: tuple[float, float]
) -> None:
    begin = _between(during.from_earliest or date(2010, 1, 1), during.from_latest or during.from_earliest, reading[0])
    cease = _between(during.to_earliest or during.to_latest, during.to_latest or date(2030, 1, 1), reading[1])
    inside = (begin is None or begin <= day) and (cease is None or day < cease)
    answer = holds(during, day, day)
    assert answer != "certain" or inside
    assert answer is not None or not inside


def _between(first: date | None, last: date | None, share: float) -> date | None:
    if first is None or last is None:
        return None
    return first + timedelta(int((last - first).days * share)) if last >= first else first


@given(spans(), spans(), DAYS)
def test_both_hold_exactly_where_each_does(one: Span, other: Span, day: date) -> None:
    answers = {holds(one, day, day), holds(other, day, day)}
    expected = None if None in answers else "possible" if "possible" in answers else "certain"
    assert holds(both(one, other), day, day) == expected


@given(DAYS, DAYS)
def test_bounds_read_back_from_the_text_made_of_them(one: date, other: date) -> None:
    first, last = sorted((one, other))
    made = from_bounds(first, last)
    assert made is not None
    again = parse(made.edtf)
    assert (again.earliest, again.latest) == (first, last)


def test_bounds_of_a_month_are_written_as_the_month() -> None:
    made = from_bounds(date(2024, 2, 1), date(2024, 2, 29))
    assert made is not None
    assert made.edtf == "2024-02"
    assert from_bounds(None, None) is None


def test_the_more_precise_of_two_dates_stands_and_contradiction_is_seen() -> None:
    assert more_precise(parse("2022"), parse("2022-08")) == parse("2022-08")
    assert more_precise(parse("2022-08"), parse("2022")) == parse("2022-08")
    assert more_precise(parse("2022-08"), parse("2022-09")) is None


def test_dates_overlap_when_they_share_a_day() -> None:
    assert overlap(parse("2023"), parse("2023-12"))
    assert not overlap(parse("2023"), parse("2024-01"))
    assert overlap(parse("../2023"), parse("2020"))
