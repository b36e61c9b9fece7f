"""Figures in order of time: one series an indicator, subject, area, counterpart, type and base unit, never more.

Each report is a vintage of its own; vintages stand side by side and are not joined. A series says where it breaks.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import groupby, pairwise
from typing import Final, Literal, get_args

from graph.dates import EdtfDate, parse
from graph.statistics.figures import About, Figure, together, year_before

Kind = Literal["vintage", "definition", "gap", "source", "forecast"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)


@dataclass(frozen=True, slots=True)
class Point:
    """The figure of one period in one vintage: the most telling printing, and the other ones."""

    figure: Figure
    others: tuple[Figure, ...] = ()

    @property
    def successive(self) -> bool:
        """Whether another period may follow on this one: it is dated, and no interval of years."""
        return "/" not in (self.figure.period or "/")

    @property
    def when(self) -> EdtfDate | None:
        return parse(self.figure.period) if self.figure.period else None


@dataclass(frozen=True, slots=True)
class Vintage:
    """What one report gives of a series, in order of time; ``runs`` are the stretches without a break."""

    report: str
    source_organization: str | None
    points: tuple[Point, ...]
    runs: tuple[tuple[Point, ...], ...]


@dataclass(frozen=True, slots=True)
class Break:
    """Where figures must not be joined: of two periods of a vintage, of two vintages, or of another indicator.

    ``figures``: the two that face each other, where it is two; ``indicator``: the other one of a definition's break.
    """

    kind: Kind
    first: str | None = None
    second: str | None = None
    figures: tuple[Figure, ...] = ()
    indicator: str | None = None


@dataclass(frozen=True, slots=True)
class Series:
    """A series with its vintages and breaks. ``unit`` is the smallest unit that a figure of it is printed in."""

    indicator: str
    about: About
    type: str
    unit: str
    factor: Decimal
    base_unit: str
    vintages: tuple[Vintage, ...]
    breaks: tuple[Break, ...]

    @property
    def id(self) -> str:
        about = self.about
        places = [part for part in (about.area or about.subject.partition("/")[2], about.counterpart) if part]
        if about.area and about.subject not in (f"area/{about.area}", f"area/{about.counterpart}"):
            places.insert(0, about.subject.replace("/", "-"))
        return "-".join([self.indicator, *places, self.type, self.base_unit])

    @property
    def figures(self) -> tuple[Figure, ...]:
        """Every figure of it, in order of vintage and time."""
        points = (point for vintage in self.vintages for point in vintage.points)
        return tuple(figure for point in points for figure in (point.figure, *point.others))


def all_series(figures: Iterable[Figure], families: Mapping[str, str]) -> tuple[Series, ...]:
    """Every series, in the order of indicator, place and type."""
    groups: dict[tuple[str, About, str, str], list[Figure]] = {}
    for figure in figures:
        groups.setdefault((figure.indicator, figure.about, figure.type, figure.base_unit), []).append(figure)
    siblings: dict[tuple[str, About, str], list[str]] = {}
    for indicator, about, type_, _ in groups:
        if indicator in families:
            siblings.setdefault((families[indicator], about, type_), []).append(indicator)
    ordered = sorted(
        groups.items(), key=lambda item: (item[0][0], tuple(part or "" for part in item[0][1]), item[0][2:])
    )
    return tuple(
        _series(place, found, siblings.get((families.get(place[0], ""), place[1], place[2]), ()))
        for place, found in ordered
    )


def _series(place: tuple[str, About, str, str], figures: list[Figure], siblings: Iterable[str]) -> Series:
    indicator, about, type_, base = place
    vintages = tuple(_vintages(figures))
    finest = min(figures, key=lambda figure: (figure.factor, figure.unit))
    breaks = [*_within(vintages), *_between(vintages)]
    breaks += [Break("definition", indicator=other) for other in siblings if other != indicator]
    return Series(indicator, about, type_, finest.unit, finest.factor, base, vintages, tuple(breaks))


def _vintages(figures: list[Figure]) -> Iterator[Vintage]:
    """One a report; a second one of a report where it names two sources."""
    ordered = sorted(figures, key=lambda figure: (figure.report, figure.source_organization or "~"))
    for report, group in groupby(ordered, lambda figure: figure.report):
        by_source: list[list[Figure]] = []
        for figure in group:
            alike = next((found for found in by_source if all(together(figure, other) for other in found)), None)
            if alike is None:
                by_source.append([figure])
            else:
                alike.append(figure)
        for found in by_source:
            points = tuple(_points(found))
            source = next((figure.source_organization for figure in found if figure.source_organization), None)
            yield Vintage(report, source, points, tuple(_runs(points)))


def _points(figures: Iterable[Figure]) -> Iterator[Point]:
    for _, group in groupby(sorted(figures, key=_time), lambda figure: figure.period):
        best, *others = sorted(group, key=_telling)
        yield Point(best, tuple(others))


def _time(figure: Figure) -> tuple[str, str]:
    """By the first day of its period, then the period; undated ones last."""
    when = parse(figure.period) if figure.period else None
    return (when.earliest.isoformat() if when and when.earliest else "~"), figure.period or "~"


def _telling(figure: Figure) -> tuple[bool, bool, bool, Decimal, str]:
    """Printed before missing, tables before text, plain printings before qualified ones, then the narrowest."""
    width = figure.interval.width if figure.interval else Decimal(0)
    return figure.interval is None, figure.table is None, figure.qualifier != "exact", width, figure.id


def _runs(points: Iterable[Point]) -> Iterator[tuple[Point, ...]]:
    """Stretches of periods that follow one another without a gap, each observed or each forecast.

    A figure of an interval of years follows nothing and is a stretch of its own.
    """
    run: list[Point] = []
    printed = [point for point in points if point.figure.value is not None]
    yield from ((point,) for point in printed if not point.successive)
    for point in printed:
        if not point.successive:
            continue
        if run and _broken(run[-1], point):
            yield tuple(run)
            run = []
        run.append(point)
    if run:
        yield tuple(run)


def _broken(one: Point, other: Point) -> Kind | None:
    """Why two successive points of a vintage are not joined; None where they are."""
    if one.figure.status != other.figure.status:
        return "forecast"
    return None if year_before(other.figure.period) == one.figure.period else "gap"


def _within(vintages: Iterable[Vintage]) -> Iterator[Break]:
    for vintage in vintages:
        printed = [point for point in vintage.points if point.figure.value is not None and point.successive]
        for one, other in pairwise(printed):
            if kind := _broken(one, other):
                yield Break(kind, one.figure.period, other.figure.period, (one.figure, other.figure))


def _between(vintages: tuple[Vintage, ...]) -> Iterator[Break]:
    """Each vintage against the next: where both give a period, else where the one ends and the other begins."""
    for earlier, later in pairwise(vintages):
        kind: Kind = "vintage" if earlier.report != later.report else "source"
        common = [
            (one.figure, other.figure)
            for one in earlier.points
            for other in later.points
            if one.figure.period == other.figure.period and one.figure.interval and other.figure.interval
        ]
        for one, other in common:
            yield Break(kind, one.period, other.period, (one, other))
        if not common:
            yield Break(kind, earlier.points[-1].figure.period, later.points[0].figure.period)
