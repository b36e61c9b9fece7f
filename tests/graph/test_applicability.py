"""The rules R1 to R6, each with a small graph, and what must hold of any graph."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.applicability import Reach, reach, reason_in_time, reason_of_place
from graph.dates import Span, parse, span
from graph.model import Applicability, Basis, Condition, Label
from graph.territory import Territory
from tests.graph.small import country, known, measure, member, within

PLACES = ("country", "mainland", "island", "city", "zone", "quarter", "south", "port", "bay")


def reaches(*targets: Applicability, territories: dict[str, str] | None = None) -> dict[str, Reach]:
    """Place → the reach of one measure with these targets."""
    found = reach(country(), PLACES, known(measure("report", "in_force", *targets)), territories or {})
    return {item.route.place: item for item in found}


def bases(*targets: Applicability, territories: dict[str, str] | None = None) -> dict[str, Basis]:
    return {place: item.basis for place, item in reaches(*targets, territories=territories).items()}


def test_r1_r3_r4_a_place_its_parts_and_what_contains_it() -> None:
    assert bases(Applicability(place="zone")) == {
        "zone": "designated", "quarter": "inherited", "city": "partial", "mainland": "partial", "country": "partial",
    }  # fmt: skip


def test_r2_a_class_reaches_members_and_what_lies_within_them() -> None:
    found = reaches(Applicability(zone_class="pilot"))
    assert found["zone"].basis == found["quarter"].basis == "class"
    assert [(step.origin, step.relation, step.to) for step in found["quarter"].route.steps] == [
        ("quarter", "part_of", "zone"), ("zone", "member_of", "pilot"),
    ]  # fmt: skip
    assert found["city"].basis == "partial"


def test_r4_an_overlapping_area_is_reached_in_part_only() -> None:
    found = reaches(Applicability(place="mainland"))
    assert found["bay"].basis == "partial"
    assert [step.to for step in found["bay"].route.steps] == ["port", "south", "mainland"]
    assert "island" not in found


def test_r5_an_unnamed_part_says_nothing_of_the_places_within() -> None:
    assert bases(Applicability(place="city", scope="part")) == {
        "city": "partial", "mainland": "partial", "country": "partial",
    }  # fmt: skip


def test_r5_a_part_of_an_overlapping_area_or_of_a_class_reaches_nothing() -> None:
    assert "bay" not in bases(Applicability(place="mainland", scope="part"))
    assert bases(Applicability(zone_class="pilot", scope="part")) == {}


def test_r6_a_class_stops_at_its_territory() -> None:
    assert bases(Applicability(zone_class="hub"))["island"] == "class"
    assert "island" not in bases(Applicability(zone_class="hub"), territories={"hub": "mainland"})


def test_a_place_not_in_the_way_is_not_reached() -> None:
    assert "south" not in bases(Applicability(place="zone"))


def test_a_condition_on_the_class_of_a_place_is_seen() -> None:
    condition = Condition(kind="actor", label=Label(zh="试点", en="pilots"), zone_class="pilot")
    found = reaches(Applicability(place="mainland", conditions=(condition,)))
    assert found["quarter"].unmet is None
    assert found["south"].unmet == "pilot"


def test_a_dated_membership_bounds_what_runs_over_it() -> None:
    later = span(parse("2024-06"))
    territory = Territory({"zone"}, [], [member("zone", "pilot", later)], {})
    (found,) = reach(territory, ["zone"], known(measure("report", "in_force", Applicability(zone_class="pilot"))), {})
    assert found.during.from_earliest == later.from_earliest
    assert found.route.designated == later


def test_the_founding_of_a_place_bounds_what_applies_to_it() -> None:
    founded = span(parse("2023-11"))
    territory = Territory({"zone", "city"}, [within("zone", "city")], [], {"zone": founded})
    found = {item.route.place: item for item in reach(
        territory, ["zone", "city"], known(measure("report", "in_force", Applicability(place="city"))), {}
    )}  # fmt: skip
    assert found["zone"].during.from_earliest == founded.from_earliest
    assert found["city"].during.from_earliest is None


def test_the_founding_of_a_place_on_the_way_bounds_what_runs_through_it() -> None:
    founded = span(parse("2019-07-27"))
    parts = [within("quarter", "zone"), within("zone", "city")]
    territory = Territory({"quarter", "zone", "city"}, parts, [], {"zone": founded})
    of_city = known(measure("report", "in_force", Applicability(place="city")))
    of_quarter = known(measure("report", "in_force", Applicability(place="quarter")))
    (inherited,) = reach(territory, ["quarter"], of_city, {})
    (partial,) = reach(territory, ["city"], of_quarter, {})
    (designated,) = reach(territory, ["quarter"], of_quarter, {})
    assert [item.route.designated for item in (inherited, partial, designated)] == [founded, founded, Span()]
    earliest = [item.during.from_earliest for item in (inherited, partial, designated)]
    assert earliest == [founded.from_earliest, founded.from_earliest, None]


LATER = span(parse("2025-01-01"))
OVER = span(parse("2020"), parse("2024-01-01"))
ASKED = parse("2024-08-31")


@pytest.mark.parametrize(
    ("status", "during", "designated", "unmet", "reason"),
    [
        ("draft", LATER, LATER, True, "zone_not_yet_designated"),
        ("draft", LATER, Span(), True, "condition_not_met"),
        ("draft", LATER, Span(), False, "draft"),
        ("planned", Span(), Span(), False, "planned"),
        ("in_force", LATER, Span(), False, "not_yet_in_force"),
        ("in_force", OVER, Span(), False, "ended"),
        ("ended", Span(), Span(), False, "ended"),
        ("pilot", span(parse("2024")), Span(), False, None),
    ],
)
def test_the_first_reason_that_holds_is_given(
    status: str, during: Span, designated: Span, unmet: bool, reason: str | None
) -> None:
    assert reason_in_time(status, during, designated, unmet, ASKED) == reason


@pytest.mark.parametrize(
    ("place", "target", "reason"),
    [
        ("island", Applicability(place="mainland"), "outside_territory"),
        ("port", Applicability(place="zone"), "other_place"),
        ("quarter", Applicability(place="city", scope="part"), "membership_unknown"),
        ("bay", Applicability(place="mainland", scope="part"), "membership_unknown"),
        ("quarter", Applicability(zone_class="pilot", scope="part"), "membership_unknown"),
        ("zone", Applicability(zone_class="listed-nowhere"), "class_not_enumerated"),
        ("zone", Applicability(zone_class="listed-in-part"), "membership_unknown"),
        ("zone", Applicability(zone_class="listed"), "other_place"),
        ("island", Applicability(zone_class="listed"), "outside_territory"),
    ],
)
def test_a_measure_that_does_not_reach_a_place_says_why(place: str, target: Applicability, reason: str) -> None:
    enumerated = {"listed": "full", "listed-in-part": "part", "listed-nowhere": "none"}
    territories = {"mainland": "mainland", "listed": "mainland"}
    assert reason_of_place(country(), place, target, enumerated, territories) == reason


@st.composite
def territories_with_a_target(draw: st.DrawFn) -> tuple[Territory, str]:
    """Any acyclic containment over ten places, and one of them."""
    names = [f"p{number}" for number in range(10)]
    pairs = st.tuples(st.integers(0, 9), st.integers(0, 9)).filter(lambda pair: pair[0] < pair[1])
    edges = draw(st.lists(pairs, max_size=20, unique=True))
    parts = [within(names[low], names[high]) for low, high in edges]
    return Territory(set(names), parts, [], {}), draw(st.sampled_from(names))


@given(territories_with_a_target())
def test_an_area_reaches_all_it_wholly_contains_and_nothing_else_as_a_whole(case: tuple[Territory, str]) -> None:
    territory, target = case
    states = known(measure("report", "in_force", Applicability(place=target)))
    found = {item.route.place: item.basis for item in reach(territory, territory.places, states, {})}
    whole = {place for place, basis in found.items() if basis != "partial"}
    assert whole == set(territory.down(target))
    assert {place for place, basis in found.items() if basis == "partial"} == {
        place for place in territory.places if place not in whole and territory.meet(place, target)
    }


@given(territories_with_a_target())
def test_every_step_of_a_route_is_an_edge_and_leads_to_the_target(case: tuple[Territory, str]) -> None:
    territory, place = case
    for target, route in territory.routes(place).items():
        here = place
        for step in route.steps:
            assert step.origin == here
            assert {step.edge.low, step.edge.high} == {step.origin, step.to}
            here = step.to
        assert here == target
