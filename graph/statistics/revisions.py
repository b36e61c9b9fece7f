"""Where the texts give one thing differently: revised, defined otherwise, rounded, or inconsistent.

Candidates are all figures of one family of indicators (or one indicator), subject, area, counterpart, type, base unit
and period; beside the printed ones those that follow from two printed ones of one report. The class of a pair comes
from what its figures are: two indicators or two sources are two definitions; one indicator in two reports is a
revision, unless the printed precision allows that both mean one value; in one report an inconsistency, likewise.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import combinations
from typing import Final, Literal, get_args

from graph.statistics.figures import About, Figure, Figures, year_before
from graph.statistics.interval import Interval
from graph.statistics.printed import rounded
from graph.statistics.reckoning import Computed, Reckoner, Result

Class = Literal["revision", "definition", "rounding", "inconsistency"]
CLASSES: Final[tuple[Class, ...]] = get_args(Class)
WEIGHTIEST: Final[tuple[Class, ...]] = ("inconsistency", "revision", "definition", "rounding")
PERCENT: Final = "percent"


@dataclass(frozen=True, slots=True)
class Given:
    """One way in which a value is given. ``figure`` is its printing, or a pattern with no id of what is derived.

    ``value`` is in ``figure.unit``, ``base`` and ``interval`` in its base unit; ``used`` are the figures from which a
    derived value follows.
    """

    figure: Figure
    value: Decimal
    base: Decimal
    interval: Interval
    used: tuple[Figure, ...] = ()
    expression: str | None = None

    @property
    def derived(self) -> bool:
        return bool(self.used)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two values that differ, and why; ``difference`` is the second less the first, in the base unit."""

    first: Given
    second: Given
    kind: Class

    @property
    def difference(self) -> Decimal:
        return self.second.base - self.first.base

    @property
    def relative(self) -> Decimal | None:
        """The difference over the first value; None where that is zero."""
        return self.difference / abs(self.first.base) if self.first.base else None


@dataclass(frozen=True, slots=True)
class Revision:
    """What is given differently: values, and the pairs that differ. ``family``: the indicator where it has none."""

    family: str
    about: About
    type: str
    base_unit: str
    period: str | None
    values: tuple[Given, ...]
    pairs: tuple[Pair, ...]

    @property
    def id(self) -> str:
        about = self.about
        places = [part for part in (about.area or about.subject.partition("/")[2], about.counterpart) if part]
        period = (self.period or "undated").replace("/", "_").replace("..", "open")
        return "-".join([self.family, *places, period, self.type, self.base_unit])

    @property
    def classes(self) -> tuple[Class, ...]:
        found = {pair.kind for pair in self.pairs}
        return tuple(name for name in CLASSES if name in found)

    @property
    def spread(self) -> Decimal:
        """The largest value less the smallest, in the base unit."""
        bases = [given.base for given in self.values]
        return max(bases) - min(bases)

    @property
    def relative(self) -> Decimal | None:
        """The spread over the smallest value by size; None where that is zero."""
        least = min(abs(given.base) for given in self.values)
        return self.spread / least if least else None


Place = tuple[str, About, str, str, str | None]
"""Family, what it is about, type, base unit, period."""


def revisions(reckoner: Reckoner) -> tuple[Revision, ...]:
    """Everything that the texts give differently, the weightiest class first, then by family, place and period."""
    groups: dict[Place, list[Given]] = {}
    for figure in reckoner.figures:
        if figure.interval is not None and figure.value is not None and figure.printed is not None:
            given = Given(figure, figure.printed, figure.value, figure.interval)
            groups.setdefault(_place(reckoner.families, figure), []).append(given)
    for derived in _derived(reckoner):
        place = _place(reckoner.families, derived.figure)
        if place in groups:
            groups[place].append(derived)
    found = (_revision(place, given) for place, given in sorted(groups.items(), key=lambda item: _sortable(item[0])))
    return tuple(sorted((revision for revision in found if revision), key=_weight))


def _weight(found: Revision) -> int:
    """What a reader must know before using a figure comes first."""
    return min(WEIGHTIEST.index(kind) for kind in found.classes)


def _place(families: Mapping[str, str], figure: Figure) -> Place:
    return families.get(figure.indicator, figure.indicator), figure.about, figure.type, figure.base_unit, figure.period


def _sortable(place: Place) -> tuple[str, ...]:
    family, about, type_, unit, period = place
    return family, about.area or "", about.subject, about.counterpart or "", type_, unit, period or ""


def _revision(place: Place, given: Iterable[Given]) -> Revision | None:
    values = _once(_as_printed(list(given)))
    pairs = [
        Pair(first, second, kind)
        for first, second in combinations(values, 2)
        if first.base != second.base and (kind := _kind(first, second))
    ]
    if not pairs:
        return None
    telling = {id(one) for pair in pairs for one in (pair.first, pair.second)}
    kept = tuple(value for value in values if id(value) in telling or not value.derived)
    return Revision(*place, kept, tuple(pairs))


def _as_printed(given: list[Given]) -> list[Given]:
    """Derived values to the places of the printed ones; without those that a printing of the same figure bears out."""
    printed = [one for one in given if not one.derived]
    found = list(printed)
    for one in given:
        if not one.derived:
            continue
        same = [other for other in printed if _same(one, other)]
        digits = max(
            (other.figure.digits for other in same or printed if other.figure.unit == one.figure.unit),
            default=one.figure.digits if one.figure.type == "level" else 1,
        )
        value = rounded(one.value, digits)
        if not any(other.figure.unit == one.figure.unit and value == other.value for other in same):
            found.append(replace(one, value=value, base=value * one.figure.factor))
    return found


def _once(given: list[Given]) -> list[Given]:
    """Each value of one indicator, report and source once, printed before derived."""
    seen: dict[tuple[str, str, str | None, Decimal], Given] = {}
    for one in sorted(given, key=_order):
        figure = one.figure
        seen.setdefault((figure.report, figure.indicator, figure.source_organization, one.base), one)
    return sorted(seen.values(), key=_order)


def _order(one: Given) -> tuple[str, str, bool, bool, str, int, str]:
    figure = one.figure
    return (
        figure.report, figure.indicator, one.derived, figure.table is not None, figure.table or figure.passage or "",
        figure.place, figure.id,
    )  # fmt: skip


def _same(one: Given, other: Given) -> bool:
    """Whether two values are of one indicator and report."""
    return (one.figure.indicator, one.figure.report) == (other.figure.indicator, other.figure.report)


def _kind(first: Given, second: Given) -> Class | None:
    """Why two values of one group differ."""
    one, other = first.figure, second.figure
    named = {one.source_organization, other.source_organization} - {None}
    if one.indicator != other.indicator or len(named) > 1:
        return "definition"
    if first.interval.meets(second.interval):
        return "rounding"
    return "inconsistency" if one.report == other.report else "revision"


def _derived(reckoner: Reckoner) -> Iterator[Given]:
    """Every share, total, balance, growth and earlier level that follows from printed figures of one report."""
    levels = [figure for figure in reckoner.figures if figure.type == "level" and figure.interval is not None]
    patterns: dict[tuple[str, str, About, str | None, str], Figure] = {}
    for level in levels:
        for pattern in (*_made_of(reckoner, level), *_of_the_year_before(reckoner.figures, level)):
            patterns.setdefault(
                (pattern.report, pattern.indicator, pattern.about, pattern.period, pattern.type), pattern
            )
    for pattern in patterns.values():
        if isinstance(found := _reckoned(reckoner, pattern), Computed):
            source = next((used.source_organization for used in found.used if used.source_organization), None)
            figure = replace(pattern, source_organization=source)
            yield Given(
                figure, found.value / figure.factor, found.value, found.interval, found.used, found.expression
            )  # fmt: skip


def _reckoned(reckoner: Reckoner, pattern: Figure) -> Result:
    if pattern.type == "growth":
        return reckoner.growth(pattern)
    if pattern.type == "share":
        return reckoner.share(pattern)
    if pattern.indicator in reckoner.formulas.differences:
        found = reckoner.difference(pattern)
    elif pattern.indicator not in reckoner.formulas.sums:
        found = reckoner.remainder(pattern)
    else:
        found = reckoner.addends(pattern)
    if isinstance(found, Computed) or _is_printed(reckoner.figures, pattern):
        return found
    return reckoner.level_before(pattern)


def _is_printed(figures: Figures, pattern: Figure) -> bool:
    return figures.find(pattern, pattern.indicator, pattern.about, pattern.period) is not None


def _made_of(reckoner: Reckoner, level: Figure) -> Iterator[Figure]:
    """Patterns of what a level may be an operand of: shares, totals, balances, the part that a total leaves."""
    formulas = reckoner.formulas
    for made, ratio in formulas.ratios.items():
        if ratio.part == level.indicator:
            yield _pattern(level, made, "share")
    for made, parts in formulas.sums.items():
        if level.indicator == parts[0]:
            yield _pattern(level, made, "level")
        if level.indicator == made:
            printed = [part for part in parts if reckoner.figures.find(level, part, level.about, level.period)]
            yield from (
                _pattern(level, part, "level")
                for part in parts
                if len(printed) == len(parts) - 1 and part not in printed
            )
    for made, (minuend, _) in formulas.differences.items():
        if level.indicator == minuend:
            yield _pattern(level, made, "level")


def _of_the_year_before(figures: Figures, level: Figure) -> Iterator[Figure]:
    """The pattern of growth on the year before or, where that year's level is not printed, of that level."""
    before = year_before(level.period)
    if before is None:
        return
    if figures.find(level, level.indicator, level.about, before):
        yield _pattern(level, level.indicator, "growth")
    elif figures.find(level, level.indicator, level.about, level.period, "growth"):
        yield replace(_pattern(level, level.indicator, "level"), period=before)


def _pattern(level: Figure, indicator: str, type_: str) -> Figure:
    """A figure like a level, of another indicator or type, that is not printed; its operands come from its table."""
    percent = type_ in ("growth", "share")
    return replace(
        level,
        id="",
        indicator=indicator,
        type=type_,
        status="derived",
        qualifier="exact",
        printed=None,
        interval=None,
        unit=PERCENT if percent else level.unit,
        factor=Decimal(1) if percent else level.factor,
        base_unit=PERCENT if percent else level.base_unit,
        row=None,
        column=None,
    )
