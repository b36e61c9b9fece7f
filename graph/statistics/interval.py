"""Interval arithmetic on decimals: every bound is rounded outwards, so the exact result always lies within.

Bounds are of any finite decimals or infinite, each within the interval or not. Source: IEEE 1788-2015, the arithmetic
of its set-based flavour, for intervals that are not empty.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal, DivisionByZero, InvalidOperation, Overflow
from functools import reduce
from typing import Final

DIGITS: Final = 40
INFINITY: Final = Decimal("Infinity")
_TRAPS: Final = [DivisionByZero, InvalidOperation, Overflow]
_DOWN: Final = Context(prec=DIGITS, rounding=ROUND_FLOOR, traps=_TRAPS)
_UP: Final = Context(prec=DIGITS, rounding=ROUND_CEILING, traps=_TRAPS)
_ROOT: Final = Context(prec=DIGITS + 10, traps=_TRAPS)

Corner = tuple[Decimal, bool]
"""A bound and whether the interval holds it."""


@dataclass(frozen=True, slots=True)
class Interval:
    """The values from ``low`` to ``high``; ``has_low`` and ``has_high`` tell whether the bounds are among them.

    ValueError where no value lies between the bounds.
    """

    low: Decimal
    high: Decimal
    has_low: bool = True
    has_high: bool = True

    def __post_init__(self) -> None:
        if self.low > self.high or (self.low == self.high and not (self.has_low and self.has_high)):
            raise ValueError(f"no value lies in {self}")

    def __str__(self) -> str:
        return f"{'[' if self.has_low else '('}{self.low:f}, {self.high:f}{']' if self.has_high else ')'}"

    def __contains__(self, value: Decimal) -> bool:
        above = value > self.low or (self.has_low and value == self.low)
        return above and (value < self.high or (self.has_high and value == self.high))

    def __add__(self, other: "Interval") -> "Interval":
        return Interval(
            _DOWN.add(self.low, other.low), _UP.add(self.high, other.high),
            self.has_low and other.has_low, self.has_high and other.has_high,
        )  # fmt: skip

    def __neg__(self) -> "Interval":
        return Interval(-self.high, -self.low, self.has_high, self.has_low)

    def __sub__(self, other: "Interval") -> "Interval":
        return self + -other

    def __mul__(self, other: "Interval") -> "Interval":
        return _hull(self, other, _product)

    def __truediv__(self, other: "Interval") -> "Interval":
        """ZeroDivisionError where the divisor may be zero, or come as near to it as one likes."""
        if other.low <= 0 <= other.high:
            raise ZeroDivisionError(f"{other} holds or borders on zero")
        return _hull(self, other, _quotient)

    @property
    def bounded(self) -> bool:
        """Whether both bounds are finite."""
        return self.low.is_finite() and self.high.is_finite()

    @property
    def width(self) -> Decimal:
        """The distance of the bounds, rounded up."""
        return _UP.subtract(self.high, self.low)

    def meets(self, other: "Interval") -> bool:
        """Whether some value lies in both."""
        first, second = (self, other) if self.low <= other.low else (other, self)
        if second.low == first.low:
            return _common_start(first, second)
        return second.low < first.high or (second.low == first.high and second.has_low and first.has_high)

    def root(self, degree: int) -> "Interval":
        """The real root; ValueError for an interval with negative values."""
        if self.low < 0 or degree < 1:
            raise ValueError(f"no real root of degree {degree} over {self}")
        return Interval(_root_below(self.low, degree), _root_above(self.high, degree), self.has_low, self.has_high)


def exactly(value: Decimal | int) -> Interval:
    """The interval of one value."""
    return Interval(Decimal(value), Decimal(value))


def total(parts: Iterable[Interval]) -> Interval:
    """The sum of intervals; zero for none."""
    return reduce(lambda one, other: one + other, parts, exactly(0))


def _common_start(one: Interval, other: Interval) -> bool:
    """Whether two intervals with one lower bound share a value: that bound, or what follows it in both."""
    if one.low < one.high and other.low < other.high:
        return True
    return one.has_low and other.has_low


def _hull(one: Interval, other: Interval, operation: Callable[[Corner, Corner, Context], Corner]) -> Interval:
    """The least interval around what an operation makes of the corners."""
    ones, others = (((each.low, each.has_low), (each.high, each.has_high)) for each in (one, other))
    lows = [operation(a, b, _DOWN) for a in ones for b in others]
    highs = [operation(a, b, _UP) for a in ones for b in others]
    low, high = min(value for value, _ in lows), max(value for value, _ in highs)
    return Interval(
        low,
        high,
        any(held for value, held in lows if value == low),
        any(held for value, held in highs if value == high),
    )


def _product(one: Corner, other: Corner, context: Context) -> Corner:
    """Zero times anything, infinity too, is zero; it is held if the zero is."""
    if one[0] == 0 or other[0] == 0:
        return Decimal(0), (one[0] == 0 and one[1]) or (other[0] == 0 and other[1])
    return context.multiply(one[0], other[0]), one[1] and other[1]


def _quotient(one: Corner, other: Corner, context: Context) -> Corner:
    """Anything over infinity comes near to zero."""
    if not other[0].is_finite():
        return Decimal(0), False
    if one[0] == 0:
        return Decimal(0), one[1]
    return context.divide(one[0], other[0]), one[1] and other[1]


def _root_below(value: Decimal, degree: int) -> Decimal:
    """A bound below the root, off by some units of the last of its digits at most."""
    if value == 0 or degree == 1 or not value.is_finite():
        return value
    near = _ROOT.power(value, _ROOT.divide(Decimal(1), degree))
    return _DOWN.next_minus(_DOWN.plus(near))


def _root_above(value: Decimal, degree: int) -> Decimal:
    if value == 0 or degree == 1 or not value.is_finite():
        return value
    near = _ROOT.power(value, _ROOT.divide(Decimal(1), degree))
    return _UP.next_plus(_UP.plus(near))
