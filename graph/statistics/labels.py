"""Where the labels of points stand in a chart, so that none of one column lies on another, or on a point."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

ABOVE: Final = 11.0
BELOW: Final = 12.0
APART: Final = 13.0
CLEAR: Final = 9.0
"""Distances in pixels: of a label over and under its point, of two labels from each other, and from other points."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a label stands: pixels from the top, and whether beside its column in place of in it."""

    y: float
    beside: bool = False


def placed(
    columns: Mapping[float, Sequence[float]], height: float, bars: Mapping[float, Sequence[float]] | None = None
) -> dict[float, list[Place]]:
    """For each column (x) the places of the labels of its points, in the order given; pixels from the top.

    A label stands over its point, else under it, else beside it, else as near as there is room, not below ``height``.
    ``bars``: the heights of what else crosses a column.
    """
    return {x: _column(points, height, (bars or {}).get(x, ())) for x, points in columns.items()}


def _column(points: Sequence[float], height: float, bars: Sequence[float]) -> list[Place]:
    found: dict[int, Place] = {}
    for number in sorted(range(len(points)), key=lambda number: points[number]):
        free = (place for place in _near(points[number], height) if _fits(place, [*points, *bars], found.values()))
        found[number] = next(free)
    return [found[number] for number in range(len(points))]


def _fits(place: Place, points: Sequence[float], others: Iterable[Place]) -> bool:
    """Whether a place is free of the labels that stand, and in a column of the points too."""
    alone = all(abs(place.y - other.y) >= APART for other in others if other.beside == place.beside)
    return alone and (place.beside or all(abs(place.y - point) >= CLEAR for point in points))


def _near(point: float, height: float) -> Iterator[Place]:
    """Places for a label, the nearer first, without end."""
    yield Place(point - ABOVE)
    if point + BELOW <= height:
        yield Place(point + BELOW)
    yield Place(point, beside=True)
    step = APART / 2
    while True:
        yield Place(point - ABOVE - step)
        if point + BELOW + step <= height:
            yield Place(point + BELOW + step)
        step += APART / 2
