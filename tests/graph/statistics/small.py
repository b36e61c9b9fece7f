"""Small corpora of figures: as few words as possible for what a rule is about."""

from collections.abc import Mapping
from decimal import Decimal

from graph.statistics.figures import About, Figure, Figures
from graph.statistics.formulas import Formulas, Ratio
from graph.statistics.interval import Interval
from graph.statistics.members import Places
from graph.statistics.printed import meant, places
from graph.statistics.reckoning import Reckoner

FORMULAS = Formulas(
    sums={"trade": ("exports", "imports")},
    differences={"balance": ("exports", "imports"), "lead": ("exports", "imports")},
    ratios={"share": Ratio("exports", "exports", "world"), "part": Ratio("exports", "trade")},
    members={"both": ("here", "there")},
    hosts={"hosts": "park"},
)
FAMILIES = {"exports": "family", "exports-otherwise": "family"}
PLACES = Places(
    classes={
        "land": "country", "here": "country", "there": "country", "far": "country", "world": "world", "both": "group",
        "first-two": "group", "hosts": "group", "above": "group", "north": "region", "south": "region",
        "a": "province", "b": "province", "c": "province",
        "isle": "country", "east": "region", "e": "province", "f": "province", "g": "province",
    },
    within={
        "land": frozenset({"north", "south", "a", "b", "c"}), "north": frozenset({"a", "b"}), "south": frozenset({"c"}),
        "isle": frozenset({"east", "e", "f", "g"}), "east": frozenset({"e", "f", "g"}),
    },
    hosts={"park": frozenset({"a", "c"})},
)  # fmt: skip


def figure(
    indicator: str = "exports",
    value: str | None = "100.0",
    period: str | None = "2023",
    *,
    area: str | None = "land",
    counterpart: str | None = None,
    type: str = "level",
    report: str = "one",
    table: str | None = None,
    column: str | None = None,
    place: int = 0,
    passage: str | None = None,
    qualifier: str = "exact",
    status: str = "observed",
    unit: str = "usd-100m",
    factor: int = 1,
    base_unit: str | None = None,
    source: str | None = None,
    name: str | None = None,
) -> Figure:
    """One printing; its id tells what it is of unless a test names it."""
    percent = type in ("growth", "share")
    number = None if value is None else Decimal(value)
    digits = 0 if number is None or value is None else places(number, value)
    found = None
    if number is not None:
        found = meant(number, digits, qualifier, counted=type in ("count", "rank"), signed=type in ("growth", "change"))
        found = Interval(found.low * factor, found.high * factor, found.has_low, found.has_high)
    base = base_unit or ("percent" if percent else "usd")
    parts = [report, table or "text", indicator, area or "none", counterpart or "", str(period), type, str(value)]
    return Figure(
        id=name or "-".join(part for part in parts if part), indicator=indicator,
        about=About(f"area/{counterpart or area}", area, counterpart), period=period, type=type, status=status,
        qualifier=qualifier, printed=number, digits=digits, unit="percent" if percent else unit, factor=Decimal(factor),
        base_unit=base, interval=found, report=report, table=table, row=area, column=column, passage=passage or table,
        place=place, source_organization=source,
    )  # fmt: skip


def reckoner(*figures: Figure, families: Mapping[str, str] = FAMILIES) -> Reckoner:
    """A reckoner over these figures and the small world above."""
    return Reckoner(Figures(figures), FORMULAS, PLACES, families)
