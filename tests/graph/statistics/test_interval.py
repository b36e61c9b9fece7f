"""Interval arithmetic holds every exact result, and printing holds every value that would be printed so."""

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from graph.statistics.interval import INFINITY, Interval, exactly, total
from graph.statistics.printed import column_places, meant, places, rounded

DECIMALS = st.decimals(min_value=-(10**6), max_value=10**6, places=3)
POSITIVE = st.decimals(min_value="0.001", max_value=10**6, places=3)


@st.composite
def intervals(draw: st.DrawFn, values: st.SearchStrategy[Decimal] = DECIMALS) -> tuple[Interval, Decimal]:
    """An interval, its bounds held or not, and a value in it."""
    low, inside, high = sorted(draw(st.tuples(values, values, values)))
    has_low = draw(st.booleans()) or inside == low
    has_high = draw(st.booleans()) or inside == high
    return Interval(low, high, has_low, has_high), inside


def holds(interval: Interval, exact: Fraction) -> bool:
    above = Fraction(interval.low) < exact or (interval.has_low and Fraction(interval.low) == exact)
    return above and (exact < Fraction(interval.high) or (interval.has_high and exact == Fraction(interval.high)))


@given(intervals(), intervals())
def test_sum_difference_and_product_of_inner_values_lie_within(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    assert holds(a + b, Fraction(x) + Fraction(y))
    assert holds(a - b, Fraction(x) - Fraction(y))
    assert holds(a * b, Fraction(x) * Fraction(y))


@given(intervals(), intervals(POSITIVE), st.booleans())
def test_the_quotient_of_inner_values_lies_within(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal], negative: bool
) -> None:
    (a, x), (b, y) = one, other
    divisor, by = (-b, -y) if negative else (b, y)
    assert holds(a / divisor, Fraction(x) / Fraction(by))


@given(intervals(POSITIVE), st.integers(1, 12))
def test_the_root_of_an_inner_value_lies_within(one: tuple[Interval, Decimal], degree: int) -> None:
    interval, value = one
    root = interval.root(degree)
    assert Fraction(root.low) ** degree <= Fraction(value) <= Fraction(root.high) ** degree


@given(intervals(), intervals())
def test_intervals_that_share_a_value_meet_and_those_apart_do_not(
    one: tuple[Interval, Decimal], other: tuple[Interval, Decimal]
) -> None:
    (a, x), (b, y) = one, other
    if x in b or y in a:
        assert a.meets(b)
        assert b.meets(a)
    if a.high < b.low or b.high < a.low:
        assert not a.meets(b)
        assert not b.meets(a)


@pytest.mark.parametrize(
    ("one", "other", "meet"),
    [
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3)), True),
        (Interval(Decimal(1), Decimal(2), True, False), Interval(Decimal(2), Decimal(3)), False),
        (Interval(Decimal(1), Decimal(2)), Interval(Decimal(2), Decimal(3), False, True), False),
        (Interval(Decimal(1), Decimal(2), False), Interval(Decimal(1), Decimal(3), False), True),
        (exactly(1), Interval(Decimal(1), Decimal(3), False), False),
        (exactly(1), Interval(Decimal(1), INFINITY, True, False), True),
    ],
)
def test_bounds_that_touch_meet_only_where_both_hold_them(one: Interval, other: Interval, meet: bool) -> None:
    assert one.meets(other) is meet
    assert other.meets(one) is meet


def test_without_a_bound_sums_and_quotients_stay_without_one() -> None:
    more = Interval(Decimal(139), INFINITY, True, False)
    assert (more + exactly(1)).high == INFINITY
    assert not more.bounded
    inverse = exactly(1) / more
    assert (inverse.low, inverse.has_low) == (Decimal(0), False)
    assert Fraction(1, 139) <= Fraction(inverse.high) < Fraction(1, 138)
    assert (exactly(0) * more) == exactly(0)


def test_an_interval_without_a_value_is_refused() -> None:
    with pytest.raises(ValueError, match="no value"):
        Interval(Decimal(2), Decimal(1))
    with pytest.raises(ValueError, match="no value"):
        Interval(Decimal(1), Decimal(1), True, False)


@pytest.mark.parametrize(
    "divisor", [exactly(0), Interval(Decimal(-1), Decimal(1)), Interval(Decimal(0), Decimal(1), False)]
)
def test_division_by_what_may_be_or_come_near_to_zero_is_refused(divisor: Interval) -> None:
    with pytest.raises(ZeroDivisionError):
        _ = exactly(1) / divisor


def test_a_root_of_negative_values_is_refused() -> None:
    with pytest.raises(ValueError, match="no real root"):
        Interval(Decimal(-1), Decimal(1)).root(2)


def test_the_sum_of_none_is_zero() -> None:
    assert total([]) == exactly(0)


@given(DECIMALS, st.integers(0, 3))
def test_what_is_printed_stands_for_the_value_that_was_rounded(value: Decimal, digits: int) -> None:
    printed = rounded(value, digits)
    assert value in meant(printed, digits)


@given(st.lists(st.decimals(min_value=1, max_value=10**5, places=4), min_size=2, max_size=8), st.integers(0, 2))
def test_a_printed_sum_share_and_growth_of_printed_parts_always_meet_what_is_recomputed(
    parts: list[Decimal], digits: int
) -> None:
    printed = [meant(rounded(part, digits), digits, signed=False) for part in parts]
    assume(all(interval.low > 0 for interval in printed))
    whole, first, second = sum(parts), parts[0], parts[1]
    assert meant(rounded(Decimal(whole), digits), digits).meets(total(printed))
    share = Decimal(100) * first / Decimal(whole)
    growth = Decimal(100) * (second / first - 1)
    assert meant(rounded(share, 1), 1).meets(printed[0] / total(printed) * exactly(100))
    assert meant(rounded(growth, 1), 1).meets((printed[1] / printed[0] - exactly(1)) * exactly(100))


@pytest.mark.parametrize(
    ("value", "digits", "qualifier", "interval"),
    [
        ("3.5", 1, "exact", "[3.45, 3.55)"),
        ("-2.7", 1, "exact", "(-2.75, -2.65]"),
        ("0", 1, "exact", "(-0.05, 0.05)"),
        ("2190.4", 1, "about", "[2190.3, 2190.5]"),
        ("4700", 0, "about", "[4600, 4800]"),
        ("139", 0, "more_than", "[139, Infinity)"),
        ("10", 0, "nearly", "[9.0, 10]"),
        ("-10", 0, "nearly", "[-10, -9.0]"),
    ],
)
def test_words_widen_what_a_number_can_mean(value: str, digits: int, qualifier: str, interval: str) -> None:
    assert str(meant(Decimal(value), digits, qualifier)) == interval


def test_counts_are_what_they_are_and_levels_are_not_negative() -> None:
    assert meant(Decimal(12), 0, counted=True) == exactly(12)
    assert str(meant(Decimal(0), 1, signed=False)) == "[0, 0.05)"


@pytest.mark.parametrize(
    ("value", "text", "digits"), [("79.6", "79.60万亿元", 2), ("9", "9%", 0), ("0.9", "0.9%", 1), ("8", "八大", 0)]
)
def test_the_places_printed_are_those_of_the_text(value: str, text: str, digits: int) -> None:
    assert places(Decimal(value), text) == digits


def test_a_column_is_printed_to_the_place_of_its_longest_number() -> None:
    assert column_places([Decimal("6024"), Decimal("5338.1"), Decimal("20")]) == 1
    assert column_places([]) == 0
