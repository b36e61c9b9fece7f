"""The arithmetic of the reports recomputed: every sum, share, growth and rank, and every figure printed twice.

Which figures belong together is found by what they are of, never by their ids. Rules: ``docs/statistics.md``.
"""

from collections.abc import Iterator
from decimal import Decimal

from graph.statistics.check import Check, check
from graph.statistics.figures import Figure, key, together
from graph.statistics.ranks import ranks
from graph.statistics.reckoning import Computed, Missing, Reckoner, Result


def audit(reckoner: Reckoner) -> tuple[Check, ...]:
    """Every check there is, in the order of report, table and place; a figure that cannot be checked says why."""
    found = [*_each(reckoner), *_repeats(reckoner), *_currencies(reckoner), *ranks(reckoner)]
    return tuple(sorted(found, key=_order))


def _order(one: Check) -> tuple[str, bool, str, int, str]:
    figure = one.figure
    return figure.report, figure.table is None, figure.table or figure.passage or "", figure.place, one.id


def _each(reckoner: Reckoner) -> Iterator[Check]:
    for figure in reckoner.figures:
        match figure.type:
            case "growth":
                yield from _growth(reckoner, figure)
            case "share":
                yield check("share", figure, reckoner.share(figure))
            case "change" if figure.base_unit == "percentage-point":
                yield _change(reckoner, figure)
            case "level":
                yield from _sums(reckoner, figure)
            case _:
                pass


def _growth(reckoner: Reckoner, figure: Figure) -> Iterator[Check]:
    yield check("growth", figure, reckoner.growth(figure))
    parts = reckoner.growth_of_parts(figure)
    if isinstance(parts, Computed):
        yield check("growth", figure, parts)


def _change(reckoner: Reckoner, figure: Figure) -> Check:
    """A lead in growth, or what a share has risen or fallen by."""
    if figure.indicator in reckoner.formulas.differences:
        return check("growth", figure, reckoner.difference(figure), rule="growth-lead")
    return check("share", figure, _rise(reckoner, figure), rule="change-of-share")


def _rise(reckoner: Reckoner, figure: Figure) -> Result:
    first, last = figure.years or (None, None)
    then, now = (
        reckoner.figures.find(figure, figure.indicator, figure.about, str(year) if year else None, "share")
        for year in (first, last)
    )
    if then is None or then.interval is None or then.value is None:
        return Missing("no_base_figure", f"the report prints no {figure.indicator} of {first}")
    if now is None or now.interval is None or now.value is None:
        return Missing("no_level", f"the report prints no {figure.indicator} of {last}")
    return Computed(
        "change-of-share", now.value - then.value, now.interval - then.interval, (now, then), f"{now.id} − {then.id}"
    )


def _sums(reckoner: Reckoner, figure: Figure) -> Iterator[Check]:
    if figure.indicator in reckoner.formulas.sums:
        yield check("sum", figure, reckoner.addends(figure), rule="sum-of-parts")
    if figure.indicator in reckoner.formulas.differences:
        yield check("sum", figure, reckoner.difference(figure), rule="balance")
    for computed in reckoner.of_members(figure):
        yield check("sum", figure, computed)


def _repeats(reckoner: Reckoner) -> Iterator[Check]:
    """A figure printed twice in one report: each printing against the most telling one, of a table if there is one."""
    keys = dict.fromkeys(key(figure) for figure in reckoner.figures if figure.interval is not None)
    for one in keys:
        printings = reckoner.figures.printings(*one)
        for report in dict.fromkeys(figure.report for figure in printings):
            yield from _against_best([figure for figure in printings if figure.report == report])


def _against_best(printings: list[Figure]) -> Iterator[Check]:
    best = min(printings, key=_telling)
    for figure in printings:
        if figure is best or not together(figure, best) or best.interval is None or best.value is None:
            continue
        other = Computed("printed-twice", best.value, best.interval, (best,), best.id)
        yield check("text-table", figure, other, name=f"{figure.id}-against-{best.id}")


def _telling(figure: Figure) -> tuple[bool, bool, Decimal, str]:
    """Tables before text, plain printings before qualified ones, then the narrowest."""
    assert figure.interval is not None
    return figure.table is None, figure.qualifier != "exact", figure.interval.width, figure.id


def _currencies(reckoner: Reckoner) -> Iterator[Check]:
    """A level of one family in two currencies: no rate is printed, so only the rate that both imply can be told."""
    families = reckoner.families
    levels = [figure for figure in reckoner.figures if figure.type == "level" and figure.base_unit in ("cny", "usd")]
    for figure in levels:
        family = families.get(figure.indicator)
        others = [
            other for other in levels
            if family and families.get(other.indicator) == family and other.base_unit != figure.base_unit
            and (other.report, other.about, other.period) == (figure.report, figure.about, figure.period)
        ]  # fmt: skip
        if figure.base_unit != "cny" or not others:
            continue
        other = min(others, key=_telling)
        if figure.interval is None or other.interval is None or not other.value or figure.value is None:
            continue
        implied = figure.interval / other.interval
        detail = (
            f"the report prints no rate of exchange; {figure.id} / {other.id} implies between "
            f"{implied.low:.4f} and {implied.high:.4f} yuan a dollar"
        )
        yield check("text-table", figure, Missing("no_exchange_rate", detail), rule="two-currencies")
