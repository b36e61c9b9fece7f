"""Ranks recomputed: those that a text states, and those that the order of a table's rows or of a sentence says."""

from collections.abc import Iterable, Iterator
from decimal import Decimal
from itertools import groupby
from typing import Final

from graph.statistics.check import Check, check, compared
from graph.statistics.figures import Figure
from graph.statistics.interval import Interval, exactly
from graph.statistics.members import LEAF, SINGLE
from graph.statistics.reckoning import Computed, Missing, Reckoner

FEWEST: Final = 3


def ranks(reckoner: Reckoner) -> Iterator[Check]:
    """Every check of a rank."""
    for figure in reckoner.figures:
        if figure.type == "rank":
            yield check("rank", figure, _stated(reckoner, figure), rule="rank")
    yield from _rows(reckoner)
    yield from _sentences(reckoner)


def place_among(figure: Figure, others: Iterable[Figure]) -> tuple[Decimal, Interval]:
    """The rank of a figure among others by falling value: of the values as printed, and the ranks that they allow."""
    assert figure.interval is not None
    known = [other for other in others if other.about != figure.about and other.interval is not None]
    above = sum(1 for other in known if other.interval and other.interval.low >= figure.interval.high)
    perhaps = sum(1 for other in known if other.interval and other.interval.high > figure.interval.low)
    printed = sum(1 for other in known if (other.value or 0) > (figure.value or 0))
    return Decimal(printed + 1), Interval(Decimal(above + 1), Decimal(perhaps + 1))


def _stated(reckoner: Reckoner, figure: Figure) -> Computed | Missing:
    own = reckoner.figures.find(figure, figure.indicator, figure.about, figure.period)
    others = reckoner.members.ranked(figure, figure.indicator)
    if own is None:
        return Missing("no_level", f"the report prints no {figure.indicator} that is ranked")
    if len(others) < FEWEST:
        return Missing("no_others", f"the report prints no {figure.indicator} of others to rank it among")
    value, interval = place_among(own, others)
    return Computed("rank", value, interval, (own, *others), f"place of {own.id} among {len(others)} by value")


def _rows(reckoner: Reckoner) -> Iterator[Check]:
    """The order of a table's rows: by its latest levels, the first column of these."""
    classes = reckoner.places.classes
    cells = [figure for figure in reckoner.figures if figure.table and figure.type == "level" and figure.interval]
    cells.sort(key=lambda figure: (figure.report, figure.table or "", figure.place))
    for _, group in groupby(cells, lambda figure: (figure.report, figure.table)):
        single = [figure for figure in group if classes.get(figure.area or "") in SINGLE]
        if len({figure.area for figure in single}) < FEWEST:
            continue
        latest = max(figure.period or "" for figure in single)
        column = next(figure.column for figure in single if figure.period == latest)
        rows = [figure for figure in single if figure.column == column]
        yield from _in_order(rows, rows, "order-of-rows")


def _sentences(reckoner: Reckoner) -> Iterator[Check]:
    """Provinces that a passage names in order, with their figures, beside that of their region."""
    levels = [figure for figure in reckoner.figures if figure.passage and not figure.table and figure.type == "level"]
    levels.sort(key=lambda one: (one.report, one.passage or "", one.indicator, one.period or "", one.place))
    for _, group in groupby(levels, lambda one: (one.report, one.passage, one.indicator, one.period)):
        found = list(group)
        named = [one for one in found if reckoner.places.classes.get(one.area or "") == LEAF and one.interval]
        region = next((one.area for one in found if reckoner.places.classes.get(one.area or "") == "region"), None)
        if len(named) < FEWEST or region is None:
            continue
        leaves = reckoner.places.of_class(region, LEAF)
        if all(one.area in leaves for one in named):
            others = reckoner.members.ranked(named[0], named[0].indicator, region)
            yield from _in_order(named, others, "order-in-text")


def _in_order(named: Iterable[Figure], others: Iterable[Figure], rule: str) -> Iterator[Check]:
    known = tuple(others)
    for number, figure in enumerate(named, 1):
        value, interval = place_among(figure, known)
        stated = exactly(number)
        yield compared(
            f"{figure.id}-{rule}", "rank", rule, figure, Decimal(number), stated, value, interval,
            f"place of {figure.id} among {len(known)} by value", known,
        )  # fmt: skip
