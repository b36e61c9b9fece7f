"""The main question over the real data: Python and SPARQL agree, and the answer is a partition."""

from datetime import date
from functools import lru_cache

import pyoxigraph as ox
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.applicability import Asked
from graph.dates import EdtfDate, parse_query
from graph.store import Value
from graph.store.queries import load
from graph.zone_measures import Reached, ZoneMeasures, reached, zone_measures
from tests.graph.conftest import Real

FOREVER = "9999-12-31"
DAYS = [
    "2019",
    "2021-06",
    "2022-06-30",
    "2023",
    "2023-06",
    "2024-02-29",
    "2024-04-15",
    "2024-05",
    "2024-08-31",
    "2026-01",
]
KNOWN = [None, "2020-01-01", "2023-01-15", "2023-12-31", "2024-09", "2025-06-30"]
DATE = st.dates(date(2015, 1, 1), date(2027, 12, 31)).map(lambda day: day.isoformat())


class World:
    """The real data with the reaches of a place read once."""

    def __init__(self, real: Real) -> None:
        self.real = real
        self.places = sorted(real.catalogue.world.territory.places)
        self.ways = lru_cache(maxsize=None)(self._ways)

    def _ways(self, place: str) -> tuple[Reached, ...]:
        return reached(self.real.store, self.real.catalogue, place)

    def ask(self, place: str, valid_on: str, known_on: str | None = None) -> ZoneMeasures:
        asked = Asked(parse_query(valid_on), parse_query(known_on) if known_on else None)
        return zone_measures(self.real.catalogue, place, self.ways(place), asked)


@pytest.fixture(scope="session")
def world(real: Real) -> World:
    return World(real)


def _date(text: str) -> ox.Literal:
    return ox.Literal(text, datatype=ox.NamedNode("http://www.w3.org/2001/XMLSchema#date"))


def in_sparql(real: Real, place: str, valid_on: EdtfDate, known_on: EdtfDate | None) -> dict[str, str]:
    """Measure → certainty, the best over all ways, as ``zone-measures.rq`` finds it."""
    kind, _ = real.catalogue.place(place)
    bound: dict[str, Value] = {
        "place": ox.NamedNode(real.catalogue.iris.entity(kind, place)),
        "first": _date(str(valid_on.earliest)),
        "last": _date(str(valid_on.latest)),
        "known_first": _date(str(known_on.earliest) if known_on else FOREVER),
        "known_last": _date(str(known_on.latest) if known_on else FOREVER),
    }
    found: dict[str, list[tuple[str, str]]] = {}
    for row in real.store.select(load("zone-measures").text, bound):
        slug = real.catalogue.iris.slug
        found.setdefault(slug(row["measure"].value), []).append((slug(row["basis"].value), row["certainty"].value))
    order = ["designated", "class", "inherited", "partial"]
    return {measure: min(ways, key=lambda way: (order.index(way[0]), way[1]))[1] for measure, ways in found.items()}


@pytest.mark.parametrize("known_on", KNOWN)
@pytest.mark.parametrize("valid_on", DAYS)
def test_python_and_sparql_give_the_same_measures_with_the_same_certainty(
    world: World, valid_on: str, known_on: str | None
) -> None:
    for place in ("lingang", "shanghai-ftz", "hainan-ftp", "hong-kong", "gba", "beijing-data-pioneer-zone", "china"):
        python = {item.measure: item.certainty for item in world.ask(place, valid_on, known_on).items}
        known = parse_query(known_on) if known_on else None
        assert python == in_sparql(world.real, place, parse_query(valid_on), known)


def test_python_and_sparql_agree_for_every_place(world: World) -> None:
    for place in world.places:
        python = {item.measure: item.certainty for item in world.ask(place, "2024-08-31").items}
        assert python == in_sparql(world.real, place, parse_query("2024-08-31"), None)


def _sets(answer: ZoneMeasures) -> tuple[set[str], set[str]]:
    return {item.measure for item in answer.items}, {other.measure for other in answer.not_applying}


@settings(deadline=None)
@given(st.data(), DATE, st.one_of(st.none(), DATE))
def test_what_applies_and_what_does_not_are_disjoint_and_together_all(
    world: World, data: st.DataObject, valid_on: str, known_on: str | None
) -> None:
    answer = world.ask(data.draw(st.sampled_from(world.places)), valid_on, known_on)
    applying, others = _sets(answer)
    assert not applying & others
    assert len(applying | others) == answer.searched == len(answer.items) + len(answer.not_applying)


@settings(deadline=None)
@given(st.data(), st.integers(2018, 2026), st.integers(1, 12))
def test_certain_in_a_month_is_certain_on_each_of_its_days(
    world: World, data: st.DataObject, year: int, month: int
) -> None:
    place = data.draw(st.sampled_from(world.places))
    asked = parse_query(f"{year}-{month:02}")
    assert asked.latest is not None
    day = data.draw(st.integers(1, asked.latest.day))
    in_month = {item.measure for item in world.ask(place, asked.edtf).items if item.certainty == "certain"}
    on_day = {item.measure for item in world.ask(place, f"{asked.edtf}-{day:02}").items if item.certainty == "certain"}
    assert in_month <= on_day


@settings(deadline=None)
@given(st.data(), DATE, st.one_of(st.none(), DATE))
def test_drafts_and_plans_never_apply(world: World, data: st.DataObject, valid_on: str, known_on: str | None) -> None:
    place = data.draw(st.sampled_from(world.places))
    statuses = {item.way.status for item in world.ask(place, valid_on, known_on).items}
    assert statuses <= {"in_force", "pilot", "unknown"}


@settings(deadline=None)
@given(st.data(), DATE, DATE, DATE)
def test_a_later_known_on_never_knows_fewer_measures(
    world: World, data: st.DataObject, valid_on: str, one: str, other: str
) -> None:
    place = data.draw(st.sampled_from(world.places))
    earlier, later = sorted((one, other))
    before, after = world.ask(place, valid_on, earlier), world.ask(place, valid_on, later)
    assert set.union(*_sets(before)) <= set.union(*_sets(after))
