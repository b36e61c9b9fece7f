"""Series keep vintages and definitions apart and say where they break; labels of a chart keep clear of each other."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from graph.statistics.figures import Figure
from graph.statistics.labels import APART, CLEAR, placed
from graph.statistics.series import Series, all_series
from graph.vegalite import lines
from tests.graph.statistics.small import FAMILIES, figure


def only(*figures: Figure) -> Series:
    (found,) = all_series(figures, FAMILIES)
    return found


def runs(found: Series) -> list[list[str | None]]:
    return [[point.figure.period for point in run] for vintage in found.vintages for run in vintage.runs]


def breaks(found: Series) -> list[tuple[str, str | None, str | None]]:
    return [(one.kind, one.first, one.second) for one in found.breaks]


def test_successive_years_of_one_report_are_one_stretch() -> None:
    found = only(*(figure(period=year) for year in ("2022", "2021", "2023")))
    assert runs(found) == [["2021", "2022", "2023"]]
    assert breaks(found) == []


def test_a_year_without_a_figure_breaks_the_series() -> None:
    found = only(figure(period="2011"), figure(period="2021"), figure(value=None, period="2022"), figure(period="2023"))
    assert runs(found) == [["2011"], ["2021"], ["2023"]]
    assert breaks(found) == [("gap", "2011", "2021"), ("gap", "2021", "2023")]


def test_reports_stand_side_by_side_and_each_common_year_says_how_they_differ() -> None:
    found = only(
        figure(period="2021"), figure(period="2021", report="two", value="101.0"), figure(period="2022", report="two")
    )
    assert [vintage.report for vintage in found.vintages] == ["one", "two"]
    assert runs(found) == [["2021"], ["2021", "2022"]]
    assert breaks(found) == [("vintage", "2021", "2021")]


def test_reports_without_a_common_year_are_not_joined() -> None:
    found = only(figure(period="2021"), figure(period="2022", report="two"))
    assert runs(found) == [["2021"], ["2022"]]
    assert breaks(found) == [("vintage", "2021", "2022")]


def test_a_forecast_is_not_joined_to_what_was_observed() -> None:
    found = only(figure(period="2023"), figure(period="2024", status="forecast"))
    assert breaks(found) == [("forecast", "2023", "2024")]
    assert runs(found) == [["2023"], ["2024"]]


def test_two_sources_in_one_report_are_two_vintages_and_an_unnamed_one_joins_the_first() -> None:
    found = only(
        figure(period="2021", source="wto"), figure(period="2022"), figure(period="2022", value="9.0", source="unctad")
    )
    assert [vintage.source_organization for vintage in found.vintages] == ["unctad", "wto"]
    assert [len(vintage.points[0].others) for vintage in found.vintages] == [1, 0]
    assert breaks(found) == [("source", "2022", "2021")]


def test_another_definition_is_a_series_of_its_own_that_both_name() -> None:
    found = all_series([figure("exports"), figure("exports-otherwise", report="two")], FAMILIES)
    assert [(one.indicator, [broken.indicator for broken in one.breaks]) for one in found] == [
        ("exports", ["exports-otherwise"]), ("exports-otherwise", ["exports"]),
    ]  # fmt: skip


def test_an_interval_of_years_is_a_stretch_of_its_own_and_no_gap() -> None:
    found = only(*(figure(period=year, type="growth") for year in ("2019", "2019/2021", "2020", "2021")))
    assert runs(found) == [["2019/2021"], ["2019", "2020", "2021"]]
    assert breaks(found) == []


def test_of_several_printings_the_cell_of_a_table_is_the_point() -> None:
    found = only(figure(value="4.25", factor=10000), figure(value="42504.1", table="t"))
    point = found.vintages[0].points[0]
    assert point.figure.table == "t"
    assert [other.table for other in point.others] == [None]
    assert found.factor == 1


def test_other_units_types_and_areas_are_other_series() -> None:
    assert len(all_series([figure(), figure(type="growth"), figure(area="here"), figure(base_unit="cny")], {})) == 4


@given(st.lists(st.floats(20, 240), max_size=6), st.lists(st.floats(20, 240), max_size=2))
def test_labels_of_a_column_keep_clear_of_each_other_and_of_every_point(points: list[float], bars: list[float]) -> None:
    found = placed({2023.0: points}, 260, {2023.0: bars})[2023.0]
    assert len(found) == len(points)
    for beside in (True, False):
        heights = sorted(place.y for place in found if place.beside is beside)
        assert all(below - above >= APART - 1e-6 for above, below in pairwise(heights))
    within = [place.y for place in found if not place.beside]
    assert all(abs(height - point) >= CLEAR for height in within for point in [*points, *bars])
    assert all(height <= 260 for height in within)


def test_titles_break_between_chinese_characters_and_latin_words_and_not_before_a_closing_mark() -> None:
    assert lines("数据来源：中国数字贸易发展报告 2021", 20) == ["数据来源：中国数字贸", "易发展报告 2021"]
    assert lines("no figures between 2011 and 2021", 12) == ["no figures", "between 2011", "and 2021"]
    assert lines("一二三，四", 6) == ["一二", "三，四"]
    assert lines("", 10) == []
