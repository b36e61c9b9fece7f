"""When two statements tell of one act, and which entries concern a place: the rules on small cases."""

from dataclasses import replace

import pytest

from graph.dates import EdtfDate, parse
from graph.model import Event, Label
from graph.same_act import Happening, Said, act_of, happenings, is_said, publishes
from graph.timeline import entries
from graph.timeline_entry import Concerned, Entry, within
from tests.graph.conftest import Real


def event(type: str, date: str, *also: str, places: tuple[str, ...] = (), of: tuple[str, ...] = ()) -> Happening:
    """An event as one or more sources date it; ``of`` are its instruments."""
    records = tuple(
        Event(id="e", source=f"s{number}", type=type, date=text, places=places, instruments=of)
        for number, text in enumerate((date, *also))
    )
    return happenings([Said("e", records, ())])[0]


def entry(
    when: str | None,
    kind: str = "event",
    status: str = "done",
    places: tuple[str, ...] = (),
    classes: tuple[str, ...] = (),
) -> Entry:
    """An entry with as few words as possible."""
    date: EdtfDate | None = parse(when) if when else None
    label = Label(zh="x", en="x")
    return Entry("x", kind, "x", "t", label, date, "zones", status, (), (), places=places, classes=classes)


@pytest.mark.parametrize(
    ("type", "date", "dated", "same"),
    [
        ("issuing", "2024-05", {("i", "published"): "2024-05"}, True),
        ("issuing", "2024-05-03", {("i", "published"): "2024-05"}, True),
        ("issuing", "2024", {("i", "published"): "2024-05"}, True),
        ("issuing", "2024-06", {("i", "published"): "2024-05"}, False),
        ("review", "2024-05", {("i", "adopted"): "2024-05"}, True),
        ("review", "2024-05", {("i", "published"): "2024-05"}, False),
        ("effect", "2024-05", {("i", "in_force"): "2024-05"}, True),
        ("meeting", "2024-05", {("i", "published"): "2024-05"}, False),
        ("issuing", "2024-05", {}, False),
    ],
)
def test_an_event_is_an_act_if_its_type_brings_about_that_date(
    type: str, date: str, dated: dict[tuple[str, str], str], same: bool
) -> None:
    found = event(type, date, of=("i",))
    assert act_of(found, ("i",), {key: parse(text) for key, text in dated.items()}) is same


def test_an_event_of_two_instruments_is_their_act_only_if_it_is_of_both() -> None:
    found = event("issuing", "2024-05", of=("i", "j"))
    one = {("i", "published"): parse("2024-05")}
    assert act_of(found, ("i",), one)
    assert not act_of(found, ("i", "j"), one)
    assert act_of(found, ("i", "j"), {**one, ("j", "published"): parse("2024-05")})


def test_an_event_is_no_act_of_what_it_does_not_name() -> None:
    assert not act_of(event("issuing", "2024-05"), ("i",), {("i", "published"): parse("2024-05")})
    assert not act_of(event("issuing", "2024-05"), (), {})


def test_a_founding_is_told_by_an_event_that_founds() -> None:
    launch, meeting = event("launch", "2023-11", places=("z",)), event("meeting", "2023-11", places=("z",))
    assert is_said([launch], "founding", parse("2023-11"), ("z",))
    assert not is_said([meeting], "founding", parse("2023-11"), ("z",))
    assert not is_said([launch], "founding", parse("2023-12"), ("z",))
    assert not is_said([launch], "founding", parse("2023-11"), ("y",))


def test_one_sentence_that_dates_both_makes_them_one() -> None:
    sentence = ("s", 1, 9)
    told = event("meeting", "2024-05")
    dated = replace(told, sentences=frozenset({sentence}))
    assert is_said([dated], "any", parse("2024-05"), (), frozenset({sentence}))
    assert not is_said([dated], "any", parse("2024-05"), (), frozenset({("s", 2, 9)}))


@pytest.mark.parametrize(
    ("type", "date", "told"),
    [
        ("publishing", "2024-05", True), ("publishing", None, True), ("publishing", "2023", False),
        ("meeting", "2024-05", False),
    ],
)  # fmt: skip
def test_the_publication_of_a_document_is_told_by_an_event_that_publishes_it(
    type: str, date: str | None, told: bool
) -> None:
    found = replace(event(type, "2024-05"), documents=("d",))
    assert publishes(found, "d", parse(date) if date else None) is told
    assert not publishes(found, "e", parse(date) if date else None)


def test_several_sources_give_the_most_precise_date_and_what_contradicts_it() -> None:
    assert event("meeting", "2022", "2022-08").when == parse("2022-08")
    apart = event("meeting", "2022", "2023-08")
    assert apart.when == parse("2023-08")
    assert set(apart.differs) == {parse("2022"), parse("2023-08")}


@pytest.mark.parametrize(
    ("when", "first", "last", "found"),
    [
        ("2024", "2024-05-01", "2024-05-31", True),
        ("2023/2026", "2024-05", "2024-05", True),
        ("2022/..", "2030", "2031", True),
        ("../2022-10", "2022-10-31", None, True),
        ("../2022-10", "2022-11", None, False),
        ("2024-06", None, "2024-05", False),
        ("2024-06", None, None, True),
        (None, None, None, False),
    ],
)
def test_a_date_is_within_a_time_whose_days_its_bounds_share(
    when: str | None, first: str | None, last: str | None, found: bool
) -> None:
    assert within(entry(when), parse(first) if first else None, parse(last) if last else None) is found


def test_what_names_a_place_concerns_it_and_only_rules_are_inherited() -> None:
    place = Concerned(frozenset({"zone", "part"}), frozenset({"country", "class"}))
    assert place.concerns(entry("2024", places=("part",)))
    assert not place.concerns(entry("2024", places=("country",)))
    assert place.concerns(entry("2024", places=("country",), kind="instrument"))
    assert place.concerns(entry("2024", classes=("class",), kind="measure"))
    assert not place.concerns(entry("2024", places=("country",), kind="instrument", status="draft"))
    assert place.concerns(entry("2024", places=("zone",), kind="instrument", status="draft"))
    assert not place.concerns(entry("2024", places=("elsewhere",), kind="instrument"))


def test_a_later_day_never_knows_fewer_acts(real: Real) -> None:
    days = ("2014", "2019-08-07", "2021-12", "2023-02", "2024-12", "2030")
    earlier: set[tuple[str, str]] = set()
    for day in days:
        found = entries(real.catalogue, real.catalogue.known(parse(day)))
        about = {(item.kind, item.entity) for item in found if item.kind in ("instrument", "event")}
        assert about >= {pair for pair in earlier if pair[0] == "instrument"}
        earlier = about


def test_every_entry_names_a_lane_of_the_vocabulary(real: Real) -> None:
    lanes = {concept.id for concept in real.catalogue.concepts.values() if "lane" in concept.schemes}
    assert {item.lane for item in entries(real.catalogue, real.catalogue.known(None))} <= lanes
