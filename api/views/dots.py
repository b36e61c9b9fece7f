"""Points of series as a chart draws them: where they stand, on which line, and where their labels go."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal

from api.objects import Json
from api.present import Presenter
from api.views import series as views
from graph.dates import parse
from graph.statistics.labels import Place, placed
from graph.statistics.printed import places_of, rounded
from graph.statistics.series import Point, Series

Language = Literal["zh", "en"]
LABELLED: Final = 60
ROOM: Final = Decimal("0.18")
BESIDE: Final = 11
"""How far to the right of a column a label beside it begins, in pixels."""


@dataclass(frozen=True, slots=True)
class Dot:
    """A point as it is drawn: ``x`` in years, ``end`` of an interval, ``y`` in the unit; ``run`` tells its stretch."""

    x: float
    end: float | None
    y: Decimal
    line: str
    run: str
    label: str
    point: Point

    @property
    def middle(self) -> float:
        """Where its label stands."""
        return self.x if self.end is None else (self.x + self.end) / 2


@dataclass(frozen=True, slots=True)
class Axis:
    """The values from the bottom of a panel to its top, or of ranks from the top to the bottom, and its pixels."""

    low: Decimal
    high: Decimal
    pixels: int
    falling: bool

    @property
    def _step(self) -> Decimal:
        return (self.high - self.low) / self.pixels * (-1 if self.falling else 1)

    def pixel(self, value: Decimal) -> float:
        """How far from the top a value stands."""
        return float(((self.low if self.falling else self.high) - value) / self._step)

    def value(self, pixel: float) -> float:
        """The value that stands so far from the top."""
        return float((self.low if self.falling else self.high) - Decimal(str(pixel)) * self._step)


def dots(show: Presenter, one: Series, language: Language, *, factor: Decimal, several: bool) -> Iterator[Dot]:
    """The dated points of a series in a unit of this factor; ``several``: lines are named for the series too."""
    name = str(getattr(views.title(show, one), language))
    for vintage in one.vintages:
        report = str(getattr(show.catalogue.label("report", vintage.report), language))
        source = vintage.source_organization
        credit = f" ({getattr(show.catalogue.label('organization', source), language)})" if source else ""
        line = f"{name} · {report}{credit}" if several else f"{report}{credit}"
        for number, run in enumerate(vintage.runs):
            for point in run:
                ends, value = _years(point), point.figure.value
                if ends and value is not None:
                    label = _label(show, point, language, factor)
                    yield Dot(*ends, value / factor, line, f"{one.id} {vintage.report} {number}", label, point)


def axis(values: Sequence[Decimal], pixels: int, *, ranked: bool) -> Axis:
    """An axis with room for labels over and under the values; ranks begin with the first, at the top."""
    low, high = min(values), max(values)
    room = (high - low) * ROOM or abs(high) / 10 or Decimal(1)
    if ranked:
        return Axis(Decimal("0.5"), high + max(room, Decimal("0.5")), pixels, True)
    return Axis(Decimal(0) if 0 <= low <= room else low - room, high + room, pixels, False)


def _label(show: Presenter, point: Point, language: Language, factor: Decimal) -> str:
    """The number as printed; with its unit where that is not the panel's."""
    figure = point.figure
    printed = figure.printed or Decimal(0)
    text = f"{rounded(printed, places_of(printed)):f}"
    if figure.factor == factor:
        return text
    unit = getattr(show.catalogue.label("concept", figure.unit), language)
    return f"{text}{unit}" if language == "zh" else f"{text} {unit}"


def rows(found: Sequence[Dot], along: Axis, lines: Sequence[str], year: float) -> list[Json]:
    """The data of a panel, a row a dot; of very many only the last of a line is labelled. ``year``: its pixels."""
    last = {dot.line: dot for dot in found}
    labelled = [dot for dot in found if len(found) <= LABELLED or last[dot.line] is dot]
    columns: dict[float, list[float]] = {}
    for dot in labelled:
        columns.setdefault(dot.middle, []).append(along.pixel(dot.y))
    spans = [dot for dot in found if dot.end is not None]
    bars = {
        x: [along.pixel(one.y) for one in spans if one.x <= x <= (one.end or one.x) and x != one.middle]
        for x in columns
    }
    places = {x: iter(column) for x, column in placed(columns, along.pixels, bars).items()}
    labels = {id(dot): next(places[dot.middle]) for dot in labelled}
    large = lines[0] if len(lines) > 1 else None
    return [_row(dot, along, labels.get(id(dot)), BESIDE / year, first=dot.line == large) for dot in found]


def _row(dot: Dot, along: Axis, place: Place | None, aside: float, *, first: bool) -> Json:
    """One dot. The first line's are larger: they show behind those of a later vintage of nearly the same value."""
    figure = dot.point.figure
    beside = place is not None and place.beside
    return {
        "x": dot.x, "end": dot.end, "y": float(dot.y), "line": dot.line, "run": dot.run, "size": 150 if first else 60,
        "label": dot.label if place else "",
        "label_x": dot.middle + aside if beside else dot.middle,
        "label_y": along.value(place.y) if place else float(dot.y),
        "beside": beside,
        "period": figure.period, "printed": dot.label, "status": figure.status, "observation": figure.id,
    }  # fmt: skip


def _years(point: Point) -> tuple[float, float | None] | None:
    """Where a period stands on an axis of years: a year on its number, a month beside it, an interval from end to end.

    None for a figure without a date.
    """
    first, _, last = (point.figure.period or "").partition("/")
    ends = [_year(part) for part in (first, last) if part and part != ".."]
    if not ends:
        return None
    return ends[0], ends[1] if len(ends) > 1 else None


def _year(edtf: str) -> float:
    day = parse(edtf).earliest
    assert day is not None
    return day.year if len(edtf) == 4 else day.year + (day.timetuple().tm_yday - 183) / 366
