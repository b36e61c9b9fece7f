"""One check of the audit: what a text states, what recomputation gives, whether rounding explains the difference."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final, Literal, get_args

from graph.statistics.figures import Figure
from graph.statistics.interval import Interval
from graph.statistics.reckoning import Computed, Missing, Result

Type = Literal["sum", "share", "growth", "rank", "text-table"]
Verdict = Literal["ok", "rounding", "differs", "cannot-check"]
TYPES: Final[tuple[Type, ...]] = get_args(Type)
VERDICTS: Final[tuple[Verdict, ...]] = get_args(Verdict)
NOT_PRINTED: Final = Missing("not_printed", "the report prints no figure there")


@dataclass(frozen=True, slots=True)
class Check:
    """A stated figure recomputed. Values and intervals are in the unit in which ``figure`` is printed.

    ``stated`` is what the text prints, or the place of a row in its order; ``tolerance`` the largest difference that
    rounding explains (None without bound); ``missing`` tells why a figure cannot be checked.
    """

    id: str
    type: Type
    rule: str
    figure: Figure
    stated: Decimal | None
    stated_interval: Interval | None
    computed: Decimal | None
    interval: Interval | None
    verdict: Verdict
    expression: str | None
    used: tuple[str, ...]
    missing: Missing | None = None

    @property
    def difference(self) -> Decimal | None:
        """Stated less computed."""
        return None if self.stated is None or self.computed is None else self.stated - self.computed

    @property
    def tolerance(self) -> Decimal | None:
        """How far the values meant may lie from what is stated, and from what is computed of the printed numbers."""
        slack = _slack(self.stated, self.stated_interval), _slack(self.computed, self.interval)
        return None if slack[0] is None or slack[1] is None else slack[0] + slack[1]


def check(type_: Type, figure: Figure, result: Result, *, name: str | None = None, rule: str | None = None) -> Check:
    """The check of a printed figure against a result in its base unit. ``rule`` where a result is missing."""
    if figure.interval is None:
        result = NOT_PRINTED
    rule = rule or (result.rule if isinstance(result, Computed) else type_)
    stated = _scaled(figure.interval, figure.factor)
    if isinstance(result, Missing):
        return Check(
            name or f"{figure.id}-{rule}", type_, rule, figure, figure.printed, stated, None, None, "cannot-check",
            None, (), result,
        )  # fmt: skip
    interval = _scaled(result.interval, figure.factor)
    return compared(
        name or f"{figure.id}-{rule}", type_, rule, figure, figure.printed, stated, result.value / figure.factor,
        interval, result.expression, result.used,
    )  # fmt: skip


def compared(
    id: str,
    type_: Type,
    rule: str,
    figure: Figure,
    stated: Decimal | None,
    stated_interval: Interval | None,
    computed: Decimal,
    interval: Interval | None,
    expression: str,
    used: Iterable[Figure],
) -> Check:
    """A check with its verdict: ``ok`` if what is computed would be printed as stated, ``rounding`` if it could be."""
    assert stated_interval is not None
    assert interval is not None
    verdict: Verdict = "differs"
    if computed in stated_interval:
        verdict = "ok"
    elif interval.meets(stated_interval):
        verdict = "rounding"
    names = tuple(dict.fromkeys(one.id for one in used if one.id != figure.id))
    return Check(id, type_, rule, figure, stated, stated_interval, computed, interval, verdict, expression, names)


def _slack(value: Decimal | None, interval: Interval | None) -> Decimal | None:
    """The distance from a value to the further bound of its interval; None where there is none."""
    if value is None or interval is None or not interval.bounded:
        return None
    return max(value - interval.low, interval.high - value)


def _scaled(interval: Interval | None, factor: Decimal) -> Interval | None:
    """An interval of base units in the printed unit; factors are powers of ten, so nothing is rounded."""
    if interval is None:
        return None
    return Interval(interval.low / factor, interval.high / factor, interval.has_low, interval.has_high)
