"""Small worlds for the rules: places, classes and measures with as few words as possible."""

from graph.dates import Span, parse, span
from graph.model import Applicability, Dates, Instrument, Measure, Status, Validity
from graph.territory import ALWAYS, Edge, Territory
from graph.validity import Source, State, states

REPORT = Source("report", span(parse("2024-09")), parse("2024-08-31"))
EARLIER = Source("earlier", span(parse("2023-01")), parse("2022-10"))
SOURCES = {source.id: source for source in (REPORT, EARLIER)}


def within(low: str, high: str, during: Span = ALWAYS) -> Edge:
    """That ``low`` lies wholly within ``high``."""
    return Edge(low, high, ("zone", low), during)


def member(low: str, high: str, during: Span = ALWAYS) -> Edge:
    """That ``low`` belongs to the class ``high``."""
    return Edge(low, high, ("designation", f"{high}-{low}"), during)


def country() -> Territory:
    """A mainland with a city, its zone and a quarter of it, and a bay area that reaches beyond."""
    parts = [
        within("mainland", "country"), within("island", "country"), within("city", "mainland"), within("zone", "city"),
        within("quarter", "zone"), within("south", "mainland"), within("port", "south"), within("port", "bay"),
        within("island", "bay"),
    ]  # fmt: skip
    places = {edge.low for edge in parts} | {edge.high for edge in parts}
    return Territory(places, parts, [member("zone", "pilot"), member("bay", "hub")], {})


def measure(
    source: str = "report", status: Status = "in_force", *targets: Applicability, since: str | None = None
) -> Measure:
    """One statement of the measure ``m``, without an instrument unless a test gives one."""
    return Measure(id="m", source=source, status=status, applies_to=targets, valid=Validity(since=since))


def instrument(source: str = "report", **dates: str) -> Instrument:
    """One statement of an instrument's dates."""
    return Instrument(id="i", source=source, dates=Dates(**dates))


def known(*said: Measure, by: tuple[Instrument, ...] = ()) -> tuple[State, ...]:
    """The states of the measure that these statements make."""
    return states(said, by, SOURCES)
