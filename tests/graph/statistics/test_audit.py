"""The audit finds what belongs together by what figures are of, and proves rounding by intervals."""

from decimal import Decimal

from graph.statistics.audit import audit
from graph.statistics.check import Check
from tests.graph.statistics.small import figure, reckoner


def checks(*figures: object, **given: object) -> dict[str, Check]:
    found = audit(reckoner(*figures, **given))  # type: ignore[arg-type]
    assert len({one.id for one in found}) == len(found)
    return {one.rule: one for one in found}


def test_what_agrees_what_rounding_explains_and_what_differs_are_told_apart() -> None:
    parts = figure("exports", "64.1"), figure("imports", "29.2")
    for stated, verdict, difference in (("93.3", "ok", "0.0"), ("93.4", "rounding", "0.1"), ("93.6", "differs", "0.3")):
        one = checks(figure("trade", stated), *parts)["sum-of-parts"]
        assert one.verdict == verdict
        assert one.difference == Decimal(difference)
        assert one.tolerance == Decimal("0.15")


def test_rounding_at_its_very_edge_is_no_rounding() -> None:
    # [64.05, 64.15) + [29.15, 29.25) is [93.2, 93.4); 93.45 and more are printed 93.5
    assert (
        checks(figure("trade", "93.5"), figure("exports", "64.1"), figure("imports", "29.2"))["sum-of-parts"].verdict
        == "differs"
    )
    assert (
        checks(figure("trade", "93.4"), figure("exports", "64.1"), figure("imports", "29.2"))["sum-of-parts"].verdict
        == "rounding"
    )


def test_growth_without_a_year_before_cannot_be_checked_and_says_why() -> None:
    one = checks(figure("exports", "5.0", type="growth"), figure())["growth"]
    assert one.verdict == "cannot-check"
    assert one.missing
    assert "2022" in one.missing.detail
    assert (one.computed, one.difference, one.tolerance) == (None, None, None)


def test_a_cell_that_prints_no_figure_cannot_be_checked() -> None:
    one = checks(figure("exports", None, type="growth", status="missing"), figure(), figure(period="2022"))["growth"]
    assert one.missing
    assert one.missing.code == "not_printed"


def test_a_growth_is_checked_by_its_levels_and_by_its_parts() -> None:
    stated = figure("trade", "12.5", type="growth", name="stated")
    levels = (
        figure("trade", "180.0"),
        figure("trade", "160.0", "2022"),
        figure("exports", "120.0"),
        figure("imports", "60.0"),
    )
    rates = figure("exports", "20.0", type="growth"), figure("imports", "0.0", type="growth")
    found = [one for one in audit(reckoner(stated, *levels, *rates)) if one.figure is stated]
    assert {one.rule: one.verdict for one in found} == {"growth": "ok", "growth-of-parts": "ok"}
    assert {one.rule for one in audit(reckoner(stated, *levels)) if one.figure is stated} == {"growth"}


def test_a_figure_of_the_text_is_held_against_the_table_with_its_qualifier() -> None:
    cell = figure("exports", "42504.1", table="t")
    same = checks(figure("exports", "4.25", unit="usd-trillion", factor=10000), cell)["printed-twice"]
    assert (same.verdict, same.computed) == ("ok", Decimal("4.25041"))
    assert (
        checks(figure("exports", "4.24", unit="usd-trillion", factor=10000), cell)["printed-twice"].verdict == "differs"
    )
    about = checks(figure("exports", "42500", qualifier="about"), cell)["printed-twice"]
    assert about.verdict == "ok"
    assert checks(figure("exports", "42600", qualifier="more_than"), cell)["printed-twice"].verdict == "differs"


def test_figures_of_two_sources_or_reports_are_not_held_against_each_other() -> None:
    assert "printed-twice" not in checks(figure(source="wto"), figure("exports", "101.0", source="ministry"))
    assert "printed-twice" not in checks(figure(), figure("exports", "101.0", report="two"))


def test_a_rise_of_a_share_needs_both_shares() -> None:
    rise = figure("part", "10.5", "2019/2021", type="change", base_unit="percentage-point")
    shares = figure("part", "52.3", "2019", type="share"), figure("part", "62.8", "2021", type="share")
    assert checks(rise, *shares)["change-of-share"].verdict == "ok"
    assert checks(rise, shares[1])["change-of-share"].verdict == "cannot-check"


def test_a_level_in_two_currencies_tells_the_rate_that_both_imply() -> None:
    yuan = figure("exports-otherwise", "705", unit="cny-100m", base_unit="cny")
    one = checks(yuan, figure("exports", "100.0"))["two-currencies"]
    assert one.verdict == "cannot-check"
    assert one.missing
    assert "7.04" in one.missing.detail


def test_a_stated_rank_is_recomputed_among_those_printed() -> None:
    levels = [
        figure("exports", amount, area=area) for area, amount in (("here", "50.0"), ("far", "10.0"), ("there", "25.0"))
    ]
    assert checks(figure("exports", "2", area="there", type="rank"), *levels)["rank"].verdict == "ok"
    assert checks(figure("exports", "3", area="there", type="rank"), *levels)["rank"].verdict == "differs"
    alone = checks(figure("exports", "2", area="there", type="rank"), levels[2])["rank"]
    assert alone.missing
    assert alone.missing.code == "no_others"
    assert checks(figure("exports", "2", area="there", type="rank"))["rank"].verdict == "cannot-check"


def test_the_order_of_rows_is_checked_by_the_latest_column_and_ties_are_rounding() -> None:
    cells = [
        figure("exports", amount, year, area=area, table="t", column=year, place=place)
        for place, (area, year, amount) in enumerate(
            [("here", "2023", "5.0"), ("here", "2022", "1.0"), ("there", "2023", "4.1"), ("far", "2023", "4.1")]
        )
    ]
    found = [one for one in audit(reckoner(*cells)) if one.rule == "order-of-rows"]
    assert [(one.figure.area, str(one.stated), one.verdict) for one in found] == [
        ("here", "1", "ok"),
        ("there", "2", "ok"),
        ("far", "3", "rounding"),
    ]


def in_text(*order: tuple[str, str]) -> list[tuple[str | None, str, str]]:
    """What comes of the order in which one passage names areas with their figures."""
    named = [
        figure("exports", amount, area=area, passage="p1", place=place) for place, (area, amount) in enumerate(order)
    ]
    found = [one for one in audit(reckoner(*named)) if one.rule == "order-in-text"]
    return [(one.figure.area, str(one.computed), one.verdict) for one in found]


def test_provinces_that_a_passage_names_beside_their_region_are_held_to_their_order() -> None:
    right = in_text(("east", "60.0"), ("e", "30.0"), ("f", "20.0"), ("g", "10.0"))
    assert right == [("e", "1", "ok"), ("f", "2", "ok"), ("g", "3", "ok")]
    wrong = in_text(("east", "60.0"), ("f", "20.0"), ("e", "30.0"), ("g", "10.0"))
    assert wrong == [("f", "2", "differs"), ("e", "1", "differs"), ("g", "3", "ok")]


def test_provinces_without_their_region_have_no_order_to_check() -> None:
    assert in_text(("north", "60.0"), ("e", "30.0"), ("f", "20.0"), ("g", "10.0")) == []
    assert in_text(("east", "60.0"), ("e", "30.0"), ("f", "20.0")) == []
