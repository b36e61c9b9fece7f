"""What is given differently: the class of a pair comes from what its figures are, never from a list."""

from decimal import Decimal

from graph.statistics.figures import Figure
from graph.statistics.revisions import Revision, revisions
from tests.graph.statistics.small import figure, reckoner


def only(*figures: Figure) -> Revision:
    found = revisions(reckoner(*figures))
    assert len(found) == 1, [one.id for one in found]
    return found[0]


def none(*figures: Figure) -> bool:
    return revisions(reckoner(*figures)) == ()


def test_one_indicator_in_two_reports_is_a_revision() -> None:
    found = only(figure("exports", "1948.5"), figure("exports", "1956.7", report="two", source="ministry"))
    assert found.classes == ("revision",)
    assert found.pairs[0].difference == Decimal("8.2")
    assert round(found.pairs[0].relative or 0, 4) == Decimal("0.0042")
    assert found.spread == Decimal("8.2")


def test_two_indicators_of_a_family_are_two_definitions_within_a_report_and_between_two() -> None:
    assert only(figure("exports", "3.81"), figure("exports-otherwise", "3.76")).classes == ("definition",)
    found = only(figure("exports", "3.81"), figure("exports-otherwise", "3.76", report="two"))
    assert (found.family, found.classes) == ("family", ("definition",))


def test_one_indicator_of_two_named_sources_is_two_definitions() -> None:
    found = only(figure("exports", "3.81", source="wto"), figure("exports", "3.76", report="two", source="unctad"))
    assert found.classes == ("definition",)


def test_figures_that_can_be_one_value_are_rounded_ones_in_one_report_and_in_two() -> None:
    fine = figure("exports", "42504.1", table="t")
    assert only(figure("exports", "4.25", unit="usd-trillion", factor=10000), fine).classes == ("rounding",)
    assert only(figure("exports", "4.25", factor=10000, report="two"), fine).classes == ("rounding",)
    assert only(figure("exports", "1.4", qualifier="about"), figure("exports", "1.33")).classes == ("rounding",)


def test_one_report_with_two_values_that_rounding_does_not_explain_is_inconsistent() -> None:
    assert only(figure("exports", "100.0"), figure("exports", "100.2", table="t")).classes == ("inconsistency",)


def test_equal_values_are_not_given_differently_whatever_their_unit() -> None:
    assert none(figure("exports", "1.5", factor=10000), figure("exports", "15000", report="two"))
    assert none(figure("exports", "1.5"), figure("exports-otherwise", "1.5"))


def test_other_areas_periods_types_units_and_subjects_are_not_compared() -> None:
    one = figure("exports", "100.0")
    for other in (
        figure("exports", "101.0", area="here"),
        figure("exports", "101.0", "2022"),
        figure("exports", "101.0", counterpart="far"),
        figure("exports", "101.0", type="growth"),
        figure("exports", "101.0", base_unit="cny"),
        figure("exports", "101.0", None),
    ):
        assert none(one, other)


def test_a_share_that_follows_from_two_printed_figures_counts_and_is_marked() -> None:
    found = only(
        figure("share", "62.8", type="share"),
        figure("exports", "30.0", report="two"), figure("exports", "50.0", area="world", report="two"),
    )  # fmt: skip
    printed, derived = found.values
    assert (printed.derived, derived.derived) == (False, True)
    assert (derived.value, derived.figure.report) == (Decimal("60.0"), "two")
    assert len(derived.used) == 2
    assert found.classes == ("revision",)


def test_a_derived_value_is_shown_to_the_places_of_the_printed_ones() -> None:
    found = only(
        figure("share", "62.8", type="share"),
        figure("exports", "37623", report="two"), figure("exports", "62507", area="world", report="two"),
    )  # fmt: skip
    assert found.values[1].value == Decimal("60.2")


def test_a_total_that_its_parts_bear_out_is_not_given_differently() -> None:
    parts = figure("exports", "64.1"), figure("imports", "29.2")
    assert none(figure("trade", "93.3"), *parts)
    assert only(figure("trade", "93.4"), *parts).classes == ("rounding",)
    assert only(figure("trade", "93.9"), *parts).classes == ("inconsistency",)


def test_the_part_that_a_total_leaves_counts_where_it_is_not_printed() -> None:
    total, part = figure("trade", "3596.9"), figure("imports", "1648.4")
    found = only(total, part, figure("exports-otherwise", "1850.8"))
    assert [(given.figure.indicator, given.value, given.derived) for given in found.values] == [
        ("exports", Decimal("1948.5"), True), ("exports-otherwise", Decimal("1850.8"), False),
    ]  # fmt: skip
    printed = revisions(reckoner(total, part, figure("exports", "1948.6"), figure("exports", "1950.0", report="two")))
    (found,) = (one for one in printed if one.family == "family")
    assert [given.derived for given in found.values] == [False, False]


def test_a_level_that_follows_from_the_next_years_and_its_growth_counts_where_none_is_printed() -> None:
    later = [figure("exports", "110.0"), figure("exports", "10.0", type="growth")]
    found = only(*later, figure("exports", "101.0", "2022", report="two"))
    derived, printed = found.values
    assert (found.period, found.classes, derived.derived, printed.derived) == ("2022", ("revision",), True, False)
    assert (derived.value, derived.figure.period) == (Decimal("100.0"), "2022")
    assert {one.type for one in derived.used} == {"level", "growth"}
    assert none(*later, figure("exports", "100.0", "2022"))
    assert none(*later, figure("exports", "100.0", "2022", report="two"))


def test_growth_that_follows_from_two_levels_stands_against_growth_of_another_definition() -> None:
    levels = figure("exports", "100.0", "2022"), figure("exports", "126.1")
    found = only(*levels, figure("exports-otherwise", "26.2", type="growth"))
    assert found.classes == ("definition",)
    assert [given.value for given in found.values] == [Decimal("26.1"), Decimal("26.2")]


def test_what_only_follows_and_is_printed_nowhere_is_not_given_differently() -> None:
    levels = [
        figure(name, amount, year) for name in ("exports", "exports-otherwise") for year, amount in (("2022", "100.0"),)
    ]
    assert none(*levels, figure("exports", "120.0", report="one"), figure("imports", "60.0"))


def test_the_weightiest_comes_first() -> None:
    found = revisions(
        reckoner(
            figure("trade", "1.4", qualifier="about"), figure("trade", "1.39"),
            figure("other", "1.0"), figure("other", "2.0", report="two"),
        )
    )  # fmt: skip
    assert [one.classes for one in found] == [("revision",), ("rounding",)]


def test_one_thing_may_be_of_several_classes_each_with_its_pairs() -> None:
    found = only(
        figure("exports", "1948.5"), figure("exports", "1956.7", report="two"),
        figure("exports-otherwise", "1850.8", report="two"),
    )  # fmt: skip
    assert found.classes == ("revision", "definition")
    assert sorted(pair.kind for pair in found.pairs) == ["definition", "definition", "revision"]
    assert found.spread == Decimal("105.9")
