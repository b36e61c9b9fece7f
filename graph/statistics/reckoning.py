"""Figures computed from figures: sums, differences, shares, growth. Exact where it can be, else bounded on both sides.

Every rule takes the figure that it recomputes (or a pattern of one that is not printed), and looks for its operands in
the same report and of the same source only: two definitions and two vintages are never mixed.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import reduce
from typing import Final

from graph.statistics.figures import About, Figure, Figures, year_after, year_before
from graph.statistics.formulas import Formulas
from graph.statistics.interval import Interval, exactly, total
from graph.statistics.members import Group, Members, Places

HUNDRED: Final = Decimal(100)
ONE: Final = exactly(1)


@dataclass(frozen=True, slots=True)
class Computed:
    """A value that follows from printed ones, in the base unit: of the numbers as printed, and of all they can mean.

    ``rule``: how; ``expression``: the same in words of ids; ``used``: the figures that entered.
    """

    rule: str
    value: Decimal
    interval: Interval
    used: tuple[Figure, ...]
    expression: str


@dataclass(frozen=True, slots=True)
class Missing:
    """Why a value cannot be computed: a code and the reason in words."""

    code: str
    detail: str


Result = Computed | Missing


class Reckoner:
    """Recomputes figures from the others."""

    def __init__(
        self, figures: Figures, formulas: Formulas, places: Places, families: Mapping[str, str] | None = None
    ) -> None:
        """``families``: indicator → its family."""
        self.families: Mapping[str, str] = families or {}
        self.figures = figures
        self.formulas = formulas
        self.places = places
        self.members = Members(figures, formulas, places)

    def addends(self, like: Figure) -> Result:
        """A total from its parts: exports and imports."""
        names = self.formulas.sums.get(like.indicator)
        if not names:
            return Missing("no_formula", f"{like.indicator} is no sum of other indicators")
        found = [self._level(like, name, like.about) for name in names]
        if lacking := next((part for part in found if isinstance(part, Missing)), None):
            return lacking
        parts = [part for part in found if isinstance(part, Computed)]
        return _sum("sum-of-parts", parts)

    def remainder(self, like: Figure) -> Result:
        """A part that is not printed: what the total leaves beside the other parts."""
        total_of = next((made for made, parts in self.formulas.sums.items() if like.indicator in parts), None)
        if total_of is None:
            return Missing("no_formula", f"{like.indicator} is no part of a sum")
        whole = self._level(like, total_of, like.about)
        others = [part for part in self.formulas.sums[total_of] if part != like.indicator]
        found = [whole, *(self._level(like, name, like.about) for name in others)]
        known = [part for part in found if isinstance(part, Computed)]
        if len(known) < len(found):
            return next(part for part in found if isinstance(part, Missing))
        rest = _sum("sum-of-parts", known[1:])
        return Computed(
            "remainder", known[0].value - rest.value, known[0].interval - rest.interval, known[0].used + rest.used,
            f"{_bracketed(known[0])} − {_bracketed(rest)}",
        )  # fmt: skip

    def difference(self, like: Figure) -> Result:
        """A balance: exports less imports; in percentage points, growth less growth."""
        names = self.formulas.differences.get(like.indicator)
        if not names:
            return Missing("no_formula", f"{like.indicator} is no difference of other indicators")
        take = self._growth_rate if like.base_unit == "percentage-point" else self._level
        first, second = (take(like, name, like.about) for name in names)
        if isinstance(first, Missing) or isinstance(second, Missing):
            return first if isinstance(first, Missing) else second
        return Computed(
            "difference", first.value - second.value, first.interval - second.interval, first.used + second.used,
            f"({first.expression}) − ({second.expression})" if first.used[1:] else
            f"{first.expression} − {second.expression}",
        )  # fmt: skip

    def share(self, like: Figure) -> Result:
        """A share from its part and its whole, in percent."""
        ratio = self.formulas.ratios.get(like.indicator)
        if ratio is None:
            return Missing("no_formula", f"part and whole of {like.indicator} are no figures of the reports")
        part = self._level(like, ratio.part, like.about)
        place = ratio.place or like.area
        whole = self._level(like, ratio.whole, About(f"area/{place}", place) if place else like.about)
        if isinstance(part, Missing) or isinstance(whole, Missing):
            return part if isinstance(part, Missing) else whole
        try:
            interval = part.interval / whole.interval * exactly(HUNDRED)
        except ZeroDivisionError:
            return Missing("no_divisor", f"{whole.expression} may be zero")
        value = part.value / whole.value * HUNDRED
        return Computed(
            "share", value, interval, part.used + whole.used, f"{_bracketed(part)} / {_bracketed(whole)} × 100"
        )

    def growth(self, like: Figure) -> Result:
        """Growth from two levels: of the year before, or of the first and last year of a period, as an average."""
        if like.years:
            return self._average_growth(like, *like.years)
        before = year_before(like.period)
        if before is None:
            return Missing("no_period", "growth without a year has no year before")
        now = self.figures.find(like, like.indicator, like.about, like.period)
        then = self.figures.find(like, like.indicator, like.about, before)
        return self._or_elsewhere(_growth("growth", like, now, then, 1, before), now, before)

    def _or_elsewhere(self, found: Result, now: Figure | None, before: str) -> Result:
        """A result; one that lacks the year before tells which level another report prints: vintages never mix."""
        if not isinstance(found, Missing) or found.code != "no_base_figure" or now is None:
            return found
        other = next(iter(self.figures.printings(now.indicator, now.about, "level", before)), None)
        if other is None or not other.value or now.value is None or other.report == now.report:
            return found
        percent = (now.value / other.value - 1) * HUNDRED
        detail = f"{found.detail}; {other.id} of another report would give {percent:.2f} %, but vintages are not mixed"
        return Missing("other_vintage", detail)

    def level_before(self, like: Figure) -> Result:
        """A level that is not printed: what the next year's level and its growth say that it was."""
        after = year_after(like.period)
        if after is None:
            return Missing("no_period", "a level without a year has no next year")
        now = self.figures.find(like, like.indicator, like.about, after)
        rate = self.figures.find(like, like.indicator, like.about, after, "growth")
        if now is None or now.interval is None or now.value is None:
            return Missing("no_level", f"the report prints no level of {after} from the same source")
        if rate is None or rate.interval is None or rate.value is None or rate.base_unit != "percent":
            return Missing("no_growth", f"the report prints no growth of {after} in percent from the same source")
        try:
            interval = now.interval / _factor(rate.interval)
        except ZeroDivisionError:
            return Missing("no_divisor", f"{rate.id} may be a fall to nothing")
        value = now.value / (1 + rate.value / HUNDRED)
        return Computed("level-before", value, interval, (now, rate), f"{now.id} / (1 + {rate.id})")

    def growth_of_parts(self, like: Figure) -> Result:
        """Growth of a total from levels and growth of its parts: what they were a year before follows from both."""
        now = self.figures.find(like, like.indicator, like.about, like.period)
        if now is None or now.interval is None or now.value is None or not year_before(like.period):
            return Missing("no_level", f"no level of {like.period} is printed")
        for parts in self._parts(now):
            rates = [self.figures.find(part, part.indicator, part.about, part.period, "growth") for part in parts]
            known = [(part, rate) for part, rate in zip(parts, rates, strict=True) if rate and rate.interval]
            if not parts or len(known) < len(parts):
                continue
            earlier = total(
                part.interval / _factor(rate.interval) for part, rate in known if part.interval and rate.interval
            )
            value = sum((part.value or 0) / (1 + (rate.value or 0) / HUNDRED) for part, rate in known)
            used = (now, *(figure for pair in known for figure in pair))
            return Computed(
                "growth-of-parts", (now.value / value - 1) * HUNDRED,
                (now.interval / earlier - ONE) * exactly(HUNDRED), used,
                f"{now.id} / Σ level / (1 + growth) of {len(known)} parts − 1",
            )  # fmt: skip
        return Missing("no_parts", "levels and growth of its parts are not all printed")

    def of_members(self, like: Figure) -> Iterable[Computed]:
        """The level of a group or a larger place from its members', in every way there is."""
        for group in self.members.groups(like):
            yield of_group(group)

    def _parts(self, now: Figure) -> Iterable[Sequence[Figure]]:
        """What a level is made up of: other indicators, or members."""
        names = self.formulas.sums.get(now.indicator, ())
        found = [self.figures.find(now, name, now.about, now.period) for name in names]
        if found and all(found):
            yield [figure for figure in found if figure]
        for group in self.members.groups(now):
            yield group.figures

    def _level(self, like: Figure, indicator: str, about: About) -> Result:
        """A level of the period of ``like``, as printed or, of a group, as the sum of its members'."""
        found = self.figures.find(like, indicator, about, like.period)
        if found and found.interval is not None and found.value is not None:
            return Computed("printed", found.value, found.interval, (found,), found.id)
        if about == like.about:
            for group in self.members.groups(like, indicator):
                return of_group(group)
        where = about.counterpart or about.area or about.subject
        return Missing("no_operand", f"the report prints no {indicator} of {where} in {like.period}")

    def _growth_rate(self, like: Figure, indicator: str, about: About) -> Result:
        """The growth of an indicator over the period of ``like``, from its levels."""
        found = self.figures.find(like, indicator, about, like.period, "growth")
        pattern = found or like
        if not like.years:
            return Missing("no_period", "a lead in growth needs a first and a last year")
        return self._average_growth(pattern, *like.years, indicator=indicator, percent=True)

    def _average_growth(
        self, like: Figure, first: int, last: int, *, indicator: str | None = None, percent: bool = False
    ) -> Result:
        name = indicator or like.indicator
        then, now = (self.figures.find(like, name, like.about, str(year)) for year in (first, last))
        if not percent and like.base_unit != "percent":
            return _growth("growth-over-period", like, now, then, 1, str(first))
        return _growth("average-growth", like, now, then, last - first, str(first), percent=True)


def of_group(group: Group) -> Computed:
    """The sum of a group's figures."""
    used = group.figures
    value = sum((figure.value or Decimal(0) for figure in used), Decimal(0))
    interval = total(figure.interval for figure in used if figure.interval)
    return Computed(f"sum-of-{group.way}", value, interval, used, " + ".join(figure.id for figure in used))


def _sum(rule: str, parts: Sequence[Computed]) -> Computed:
    return Computed(
        rule, sum((part.value for part in parts), Decimal(0)), total(part.interval for part in parts),
        reduce(lambda one, part: one + part.used, parts, ()), " + ".join(part.expression for part in parts),
    )  # fmt: skip


def _growth(
    rule: str, like: Figure, now: Figure | None, then: Figure | None, years: int, before: str, *, percent: bool = False
) -> Result:
    """(now / then)^(1 / years) − 1, in percent or, of growth in times, as it is."""
    if then is None or then.interval is None or not then.value:
        return Missing("no_base_figure", f"the report prints no level of {before} from the same source")
    if now is None or now.interval is None or now.value is None:
        return Missing("no_level", f"the report prints no level of {like.period} from the same source")
    try:
        quotient = now.interval / then.interval
    except ZeroDivisionError:
        return Missing("no_divisor", f"{then.id} may be zero")
    scale = HUNDRED if percent or like.base_unit == "percent" else Decimal(1)
    value = (now.value / then.value) ** (Decimal(1) / years) - 1
    interval = (quotient.root(years) - ONE) * exactly(scale)
    shown = f"{now.id} / {then.id}"
    return Computed(
        rule, value * scale, interval, (now, then), f"({shown})^(1/{years}) − 1" if years > 1 else f"{shown} − 1"
    )


def _factor(rate: Interval) -> Interval:
    """1 + growth of a rate in percent."""
    return rate / exactly(HUNDRED) + ONE


def _bracketed(part: Computed) -> str:
    return f"({part.expression})" if len(part.used) > 1 else part.expression
