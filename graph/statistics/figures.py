"""The observations made ready for arithmetic: in base units, each with the interval of what its printing can mean."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, NamedTuple

from graph.catalogue import Catalogue, Concept
from graph.dates import parse
from graph.iris import Iris
from graph.model import Observation
from graph.statements import Statement
from graph.statistics.interval import Interval
from graph.statistics.printed import column_places, is_counted, meant, places
from graph.store import Store
from graph.store.queries import load as query

_PRINTING: Final = re.compile(r"(.+)-(\d+)")
_YEAR: Final = re.compile(r"(\d{4})((?:-\d{2}){0,2})")


class About(NamedTuple):
    """What a figure is about: its subject (``kind/id``), the area, and the other side of a flow."""

    subject: str
    area: str | None = None
    counterpart: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One printing of one figure. ``value`` and ``interval`` are in ``base_unit``; None where none is printed.

    ``printed`` is the value in ``unit``, printed with ``digits`` after the point; ``passage`` and ``place`` where it
    stands: the how-manieth of its passage, or of its table's cells.
    """

    id: str
    indicator: str
    about: About
    period: str | None
    type: str
    status: str
    qualifier: str
    printed: Decimal | None
    digits: int
    unit: str
    factor: Decimal
    base_unit: str
    interval: Interval | None
    report: str
    table: str | None = None
    row: str | None = None
    column: str | None = None
    passage: str | None = None
    place: int = 0
    source_organization: str | None = None

    @property
    def area(self) -> str | None:
        return self.about.area

    @property
    def value(self) -> Decimal | None:
        """The printed value in the base unit, computed exactly."""
        return None if self.printed is None else self.printed * self.factor

    @property
    def year(self) -> int | None:
        """The year of a figure of one whole year; None for any other period."""
        return int(self.period) if self.period and len(self.period) == 4 else None

    @property
    def years(self) -> tuple[int, int] | None:
        """First and last year of a figure of an interval of years, both known."""
        first, _, last = (self.period or "").partition("/")
        return (int(first), int(last)) if len(first) == len(last) == 4 else None


Key = tuple[str, About, str, str | None]
"""Indicator, what it is about, type, period."""


class Figures:
    """All figures, found by what they are of."""

    def __init__(self, every: Iterable[Figure]) -> None:
        self.all: Final = tuple(every)
        self._by_key: dict[Key, list[Figure]] = {}
        for figure in self.all:
            if figure.interval is not None:
                self._by_key.setdefault(key(figure), []).append(figure)

    def __iter__(self) -> Iterator[Figure]:
        return iter(self.all)

    def printings(self, indicator: str, about: About, type_: str, period: str | None) -> Sequence[Figure]:
        """Every printing of a figure, in all reports; those printed as missing left out."""
        return self._by_key.get((indicator, about, type_, period), ())

    def find(
        self, like: Figure, indicator: str, about: About, period: str | None, type_: str = "level"
    ) -> Figure | None:
        """The printing that may be reckoned with ``like``: of its report and no other source; None if there is none.

        Of several the one from the same table, else the most precise, of a table rather than of the text.
        """
        found = [figure for figure in self.printings(indicator, about, type_, period) if together(like, figure)]

        def rank(figure: Figure) -> tuple[bool, Decimal, bool, str]:
            elsewhere = like.table is not None and figure.table != like.table
            return elsewhere, _coarseness(figure), figure.table is None, figure.id

        return min(found, key=rank, default=None)


def key(figure: Figure) -> Key:
    """What a figure is of, whatever its report and place."""
    return figure.indicator, figure.about, figure.type, figure.period


def together(one: Figure, other: Figure) -> bool:
    """Whether two figures may enter one sum: they stand in one report, and no two sources are named for them."""
    sources = {one.source_organization, other.source_organization} - {None}
    return one.report == other.report and len(sources) < 2


def year_before(period: str | None) -> str | None:
    """The like period a year earlier: ``2023`` → ``2022``, ``2023-12`` → ``2022-12``; None for an interval."""
    found = _YEAR.fullmatch(period or "")
    return f"{int(found[1]) - 1:04}{found[2]}" if found else None


def year_after(period: str | None) -> str | None:
    """The like period a year later; None for an interval."""
    found = _YEAR.fullmatch(period or "")
    return f"{int(found[1]) + 1:04}{found[2]}" if found else None


def _coarseness(figure: Figure) -> Decimal:
    """How much of its value a printing leaves open."""
    if figure.interval is None or not figure.interval.bounded or not figure.value:
        return Decimal("Infinity")
    return figure.interval.width / abs(figure.value)


def load(catalogue: Catalogue, store: Store) -> Figures:
    """The figures of a dataset."""
    printings = read_printings(store, catalogue.iris)
    said = [
        (statement, statement.record)
        for slug in catalogue.ids("observation")
        for statement in catalogue.entity("observation", slug)
        if isinstance(statement.record, Observation)
    ]
    columns = _columns(record for _, record in said)

    def digits(record: Observation) -> int:
        if record.value is None:
            return 0
        if record.table:
            return columns[record.source, record.table, record.column]
        return places(record.value, record.value_text)

    units = {slug: concept for (kind, slug), concept in catalogue.concepts.items() if kind == "concept"}
    return Figures(
        figure(record, units, digits, *_where(statement, record, printings.get(record.id, "")))
        for statement, record in said
    )


def figure(
    record: Observation,
    units: Mapping[str, Concept],
    digits: Callable[[Observation], int],
    passage: str | None = None,
    place: int = 0,
) -> Figure:
    """The figure of an observation; ``digits`` tells to which place it is printed."""
    unit = units.get(record.unit)
    factor = Decimal(unit.factor) if unit and unit.factor else Decimal(1)
    return Figure(
        id=record.id,
        indicator=record.indicator,
        about=About(record.subject, record.area, record.counterpart),
        period=parse(record.period).edtf if record.period else None,
        type=record.type,
        status=record.status,
        qualifier=record.qualifier,
        printed=record.value,
        digits=digits(record),
        unit=record.unit,
        factor=factor,
        base_unit=(unit.base_unit if unit else None) or record.unit,
        interval=_interval(record, factor, digits(record)),
        report=record.source,
        table=record.table,
        row=record.row,
        column=record.column,
        passage=passage,
        place=place,
        source_organization=record.source_organization,
    )


def _interval(record: Observation, factor: Decimal, digits: int) -> Interval | None:
    if record.value is None:
        return None
    counted = is_counted(record, factor)
    found = meant(record.value, digits, record.qualifier, counted=counted, signed=record.type in ("growth", "change"))
    return Interval(found.low * factor, found.high * factor, found.has_low, found.has_high)


def _columns(records: Iterable[Observation]) -> dict[tuple[str, str, str | None], int]:
    """To which place each column of each table is printed."""
    values: dict[tuple[str, str, str | None], list[Decimal]] = {}
    for record in records:
        if record.table and record.value is not None:
            values.setdefault((record.source, record.table, record.column), []).append(record.value)
    return {column: column_places(found) for column, found in values.items()}


def _where(statement: Statement, record: Observation, printing: str) -> tuple[str | None, int]:
    """The passage and the place in it: of a cell its offset in the text, else the figure's number in the passage."""
    if record.table:
        start = next((cited.location.start for cited in statement.cited if cited.location), 0)
        return record.table, start
    found = _PRINTING.fullmatch(printing)
    return (found[1], int(found[2])) if found else (None, 0)


def read_printings(store: Store, iris: Iris) -> dict[str, str]:
    """Where each figure is printed, by its id: ``p5-2`` for the second of passage p5."""
    rows = store.select(query("printings").text, {})
    return {iris.slug(row["observation"].value): row["printing"].value for row in rows}
