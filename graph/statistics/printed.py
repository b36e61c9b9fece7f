"""What a printed number can stand for: to which place it is printed, and the values that would be printed so.

A printed 3.5 is any value of [3.45, 3.55). Words widen it: 约 (about) to one unit of the last digit that is not zero,
either way; 超过, 多, 余 (more than) to everything above; 近 (nearly) down to nine tenths of it.
"""

import re
from collections.abc import Iterable
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

from graph.model import Observation
from graph.statistics.interval import INFINITY, Interval, exactly

_NUMBER: Final = re.compile(r"\d+(?:\.(\d+))?")
NEARLY: Final = Decimal("0.9")


def places(value: Decimal, text: str) -> int:
    """How many digits after the point are printed: ``79.60万亿元`` → 2, though its value is 79.6."""
    for found in _NUMBER.finditer(text):
        if Decimal(found[0]) == abs(value):
            return len(found[1] or "")
    return places_of(value)


def places_of(value: Decimal) -> int:
    """The digits after the point that a number needs."""
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def column_places(values: Iterable[Decimal]) -> int:
    """The place to which a column of a table is printed: that of its longest number.

    Tables leave out zeros at the end (``6024`` among ``5338.1``): all cells of a column are printed to one place.
    """
    return max((places_of(value) for value in values), default=0)


def meant(
    value: Decimal, digits: int, qualifier: str = "exact", *, counted: bool = False, signed: bool = True
) -> Interval:
    """The values that are printed as ``value`` with ``digits`` after the point.

    ``counted``: a count of whole things or a rank, which is what it is. ``signed``: it could be negative.
    Rounding is of halves away from zero, so 3.5 is [3.45, 3.55) and -2.7 is (-2.75, -2.65].
    """
    match qualifier:
        case "about":
            slack = Decimal(1).scaleb(_last_digit(value))
            return Interval(value - slack, value + slack)
        case "more_than":
            return Interval(value, INFINITY, True, False)
        case "nearly":
            return Interval(min(value * NEARLY, value), max(value * NEARLY, value))
        case _:
            pass
    if counted:
        return exactly(value)
    half = Decimal(1).scaleb(-digits) / 2
    if value == 0:
        return Interval(-half, half, False, False) if signed else Interval(Decimal(0), half, True, False)
    return Interval(value - half, value + half, value > 0, value < 0)


def is_counted(record: Observation, factor: Decimal) -> bool:
    """Whether a figure counts things one by one: 90 participants, but not 240 万 players."""
    return record.type in ("count", "rank") and factor == 1


def _last_digit(value: Decimal) -> int:
    """The place of the last digit that is not zero: 2190.4 → -1, 4700 → 2."""
    exponent = value.normalize().as_tuple().exponent
    return exponent if isinstance(exponent, int) else 0


def rounded(value: Decimal, digits: int) -> Decimal:
    """A value as it would be printed with ``digits`` after the point, halves away from zero."""
    return value.quantize(Decimal(1).scaleb(-digits), rounding=ROUND_HALF_UP)
