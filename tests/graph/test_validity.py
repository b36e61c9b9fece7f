"""When a measure holds, as known at each time."""

from datetime import date

import pytest

from graph.dates import Span
from graph.model import Measure, Validity
from graph.validity import merge_dates, states
from tests.graph.small import SOURCES, instrument, known, measure


@pytest.mark.parametrize(
    ("dates", "basis", "start"),
    [
        ({"in_force": "2021-09-01", "published": "2021-06", "adopted": "2021-05"}, "in_force", "2021-09-01"),
        ({"published": "2021-06", "adopted": "2021-05"}, "published", "2021-06"),
        ({"adopted": "2021-05"}, "adopted", "2021-05"),
        ({}, "stated", "2020"),
    ],
)
def test_the_start_is_in_force_else_published_else_adopted_else_stated(
    dates: dict[str, str], basis: str, start: str
) -> None:
    (state,) = known(measure(since="2020"), by=(instrument(**dates),))
    assert (state.from_basis, state.start) == (basis, start)


def test_a_record_says_what_its_date_rests_on_only_if_it_has_one() -> None:
    assert Validity(since="2020").basis == "stated"
    assert Validity(since="2020", basis="launched").basis == "launched"
    assert (Validity().basis, Validity(until="2024").basis) == (None, None)


def test_an_undated_act_began_on_an_unknown_day_up_to_the_cutoff() -> None:
    (state,) = known(measure())
    assert state.from_basis == "reported_by"
    assert state.valid == Span(None, date(2024, 8, 31))


def test_a_plan_has_no_start() -> None:
    (state,) = known(measure(status="planned"))
    assert (state.from_basis, state.valid) == (None, Span())


def test_planned_in_one_report_and_done_in_the_next_begins_by_the_cutoff_of_the_one_that_says_done() -> None:
    before, after = known(measure("earlier", "planned"), measure("report", "in_force"))
    assert (before.status, after.status) == ("planned", "in_force")
    assert after.valid.from_latest == date(2024, 8, 31)


def test_done_in_both_reports_begins_by_the_earlier_cutoff() -> None:
    _, after = known(measure("earlier"), measure("report"))
    assert after.valid.from_latest == date(2022, 10, 31)


def test_a_later_publication_ends_what_was_known_before() -> None:
    before, after = known(measure("earlier", since="2022"), measure("report", since="2022-08"))
    assert (before.since, before.start, after.since, after.start) == ("earlier", "2022", "report", "2022-08")
    assert before.known == Span(date(2023, 1, 1), date(2023, 1, 31), date(2024, 9, 1), date(2024, 9, 30))
    assert after.known == Span(date(2024, 9, 1), date(2024, 9, 30))


def test_an_instrument_alone_makes_no_state() -> None:
    (state,) = known(measure("report"), by=(instrument("earlier", adopted="2022-06"),))
    assert state.since == "report"


def test_the_end_is_the_first_day_it_no_longer_holds() -> None:
    (state,) = known(measure(), by=(instrument(published="2024-01", ended="2027-01-01"),))
    assert (state.end, state.valid.to_earliest) == ("2027-01-01", date(2027, 1, 1))


def test_the_verb_of_a_launch_is_kept_as_basis() -> None:
    said = Measure(id="m", source="report", status="in_force", valid=Validity(since="2024-02", basis="launched"))
    (state,) = states([said], [], SOURCES)
    assert state.from_basis == "launched"


def test_incompatible_dates_are_both_returned_and_the_last_stands() -> None:
    merged, differing = merge_dates(["2022-08", "2022-09"])
    assert merged is not None
    assert merged.edtf == "2022-09"
    assert [value.edtf for value in differing] == ["2022-08", "2022-09"]
