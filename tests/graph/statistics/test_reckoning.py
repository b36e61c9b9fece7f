"""Each rule that computes a figure from figures: what it finds, and what it says where it finds nothing."""

from decimal import Decimal

import pytest

from graph.statistics.figures import Figure, year_before
from graph.statistics.formulas import Ratio, formulas
from graph.statistics.reckoning import Computed, Missing, Reckoner, Result
from tests.graph.statistics.small import figure, reckoner


def value(found: Result) -> Decimal:
    assert isinstance(found, Computed), found
    assert found.value in found.interval
    return found.value


def reason(found: Result) -> str:
    assert isinstance(found, Missing), found
    return found.code


def test_a_total_is_the_sum_of_its_parts() -> None:
    trade = figure("trade", "150.0")
    found = reckoner(trade, figure("exports", "100.0"), figure("imports", "50.1")).addends(trade)
    assert value(found) == Decimal("150.1")
    assert isinstance(found, Computed)
    assert str(found.interval) == "[150.00, 150.20)"


def test_parts_of_another_report_or_source_are_not_taken() -> None:
    trade = figure("trade", "150.0", source="ministry")
    other_report = reckoner(trade, figure("exports", report="two"), figure("imports", report="two"))
    other_source = reckoner(trade, figure("exports", source="wto"), figure("imports", source="wto"))
    unnamed = reckoner(trade, figure("exports"), figure("imports"))
    assert reason(other_report.addends(trade)) == "no_operand"
    assert reason(other_source.addends(trade)) == "no_operand"
    assert value(unnamed.addends(trade)) == 200


def test_a_balance_is_a_difference() -> None:
    balance = figure("balance", "50.0")
    assert value(
        reckoner(balance, figure("exports", "100.0"), figure("imports", "49.9")).difference(balance)
    ) == Decimal("50.1")
    assert reason(reckoner(balance, figure("exports")).difference(balance)) == "no_operand"


def test_a_share_is_of_the_place_that_the_formula_names_or_of_its_own() -> None:
    share = figure("share", "25.0", type="share")
    own = figure("part", "80.0", type="share")
    every = reckoner(
        share, own, figure("exports", "100.0"), figure("exports", "400.0", area="world"), figure("trade", "125.0")
    )
    assert value(every.share(share)) == 25
    assert value(every.share(own)) == 80
    assert reason(reckoner(share, figure("exports")).share(share)) == "no_operand"
    assert reason(every.share(figure("occupancy", "61.9", type="share"))) == "no_formula"


def test_a_share_of_what_may_be_zero_is_not_computed() -> None:
    own = figure("part", "80.0", type="share")
    assert reason(reckoner(own, figure("exports"), figure("trade", "0")).share(own)) == "no_divisor"


def test_growth_follows_from_the_level_of_the_year_before() -> None:
    growth = figure("exports", "4.0", type="growth")
    found = reckoner(growth, figure("exports", "104.0"), figure("exports", "100.0", "2022")).growth(growth)
    assert value(found) == 4
    assert reason(reckoner(growth, figure("exports", "104.0")).growth(growth)) == "no_base_figure"
    assert reason(reckoner(growth, figure("exports", "100.0", "2022")).growth(growth)) == "no_level"
    undated = figure("exports", "4.0", None, type="growth")
    assert reason(reckoner(undated).growth(undated)) == "no_period"


def test_growth_that_only_another_vintage_would_allow_says_so() -> None:
    growth = figure("exports", "4.0", type="growth")
    every = reckoner(growth, figure("exports", "104.0"), figure("exports", "100.0", "2022", report="two"))
    found = every.growth(growth)
    assert reason(found) == "other_vintage"
    assert isinstance(found, Missing)
    assert "4.00 %" in found.detail


def test_average_growth_is_the_root_of_the_quotient_of_first_and_last_level() -> None:
    average = figure("exports", "10.0", "2019/2023", type="growth")
    every = reckoner(average, figure("exports", "100.00", "2019"), figure("exports", "146.41"))
    assert round(value(every.growth(average)), 6) == 10


def test_growth_in_times_is_not_averaged() -> None:
    times = figure("exports", "9", "2017/2021", type="growth", base_unit="times")
    every = reckoner(times, figure("exports", "10", "2017"), figure("exports", "100", "2021"))
    assert value(every.growth(times)) == 9


def test_a_lead_in_growth_is_the_difference_of_two_averages() -> None:
    lead = figure("lead", "4.9", "2019/2023", type="change", base_unit="percentage-point")
    levels = [
        figure(name, amount, year) for name, year, amount in (
            ("exports", "2019", "100.00"), ("exports", "2023", "146.41"), ("imports", "2019", "100.00"),
            ("imports", "2023", "121.55"),
        )
    ]  # fmt: skip
    assert round(value(reckoner(lead, *levels).difference(lead)), 2) == 5


def test_growth_of_a_total_follows_from_levels_and_growth_of_its_parts() -> None:
    growth = figure("trade", "12.5", type="growth")
    every = reckoner(
        growth, figure("trade", "180.0"), figure("exports", "120.0"), figure("exports", "20.0", type="growth"),
        figure("imports", "60.0"), figure("imports", "0.0", type="growth"),
    )  # fmt: skip
    assert value(every.growth_of_parts(growth)) == Decimal("12.5")
    assert reason(reckoner(growth, figure("trade", "180.0")).growth_of_parts(growth)) == "no_parts"
    assert reason(reckoner(growth).growth_of_parts(growth)) == "no_level"


def test_the_level_before_follows_from_a_level_and_its_growth() -> None:
    now, rate, before = figure(value="110.0"), figure(value="10.0", type="growth"), figure(period="2022")
    every = reckoner(now, rate)
    assert value(every.level_before(before)) == Decimal("100.0")
    assert reason(reckoner(now).level_before(before)) == "no_growth"
    assert reason(reckoner(rate).level_before(before)) == "no_level"
    assert reason(every.level_before(figure(period="2019/2022"))) == "no_period"
    assert reason(reckoner(now, figure(value="-100", type="growth")).level_before(before)) == "no_divisor"


def ways(every: Reckoner, like: Figure) -> dict[str, Decimal]:
    return {found.rule: found.value for found in every.of_members(like)}


def test_a_row_of_a_sum_adds_the_rows_of_single_economies_above_it() -> None:
    cells = [
        figure("exports", amount, area=area, table="t", column="x", place=place)
        for place, (area, amount) in enumerate(
            [("here", "60.0"), ("there", "30.0"), ("above", "90.0"), ("world", "200.0")]
        )
    ]
    assert ways(reckoner(*cells), cells[2]) == {"sum-of-rows": 90}
    assert ways(reckoner(*cells), cells[3]) == {}


def test_a_group_adds_the_members_that_the_ontology_names() -> None:
    both = figure("exports", "90.0", area="both")
    every = reckoner(both, figure("exports", "60.0", area="here"), figure("exports", "30.0", area="there"))
    assert ways(every, both) == {"sum-of-members": 90}
    assert ways(reckoner(both, figure("exports", area="here")), both) == {}


def test_a_flow_to_a_group_adds_the_flows_to_its_members() -> None:
    flows = [
        figure("exports", amount, counterpart=to)
        for to, amount in (("both", "90.0"), ("here", "60.0"), ("there", "30.0"))
    ]
    assert ways(reckoner(*flows), flows[0]) == {"sum-of-members": 90}


def test_a_group_of_hosts_adds_the_provinces_with_such_zones() -> None:
    hosts = figure("exports", "40.0", area="hosts")
    every = reckoner(hosts, *(figure("exports", "20.0", area=area) for area in "abc"))
    assert ways(every, hosts) == {"sum-of-hosts": 40}


def test_the_first_few_of_a_ranked_list_are_the_largest() -> None:
    share = figure("share", "75.0", area="first-two", type="share")
    size = figure("group-size", "2", area="first-two", type="count")
    levels = [
        figure("exports", amount, area=area) for area, amount in (("here", "50.0"), ("far", "10.0"), ("there", "25.0"))
    ]
    assert value(reckoner(share, size, *levels, figure("exports", "100.0", area="world")).share(share)) == 75
    assert reason(reckoner(share, size, levels[0], figure("exports", area="world")).share(share)) == "no_operand"


def test_a_country_adds_its_provinces_and_regions_that_share_none_and_lack_none() -> None:
    land = figure("exports", "60.0")
    provinces = [figure("exports", "20.0", area=area) for area in "abc"]
    north, south = figure("exports", "40.0", area="north"), figure("exports", "20.1", area="south")
    assert ways(reckoner(land, *provinces, north, south), land) == {
        "sum-of-provinces": 60,
        "sum-of-regions": Decimal("60.1"),
    }
    assert ways(reckoner(land, *provinces[:2], north), land) == {}
    assert ways(reckoner(north, *provinces), north) == {"sum-of-provinces": 40}


@pytest.mark.parametrize(
    ("period", "before"), [("2023", "2022"), ("2023-12", "2022-12"), ("2019/2023", None), (None, None)]
)
def test_the_year_before_is_of_the_same_precision(period: str | None, before: str | None) -> None:
    assert year_before(period) == before


def test_formulas_without_an_operand_are_left_out() -> None:
    found = formulas(
        {
            "addend": {"trade": ["imports", "exports"], "alone": ["exports"]},
            "minuend": {"balance": ["exports"], "half": ["exports"]},
            "subtrahend": {"balance": ["imports"]},
            "numerator": {"share": ["exports"], "open": ["exports"]},
            "denominator": {"share": ["exports"]},
            "denominatorPlace": {"share": ["world"]},
        }
    )
    assert found.sums == {"trade": ("exports", "imports")}
    assert found.differences == {"balance": ("exports", "imports")}
    assert found.ratios == {"share": Ratio("exports", "exports", "world")}
