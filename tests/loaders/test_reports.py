"""The two reports' texts as the graph sees them. Lines are physical lines of the texts, counted from 1."""

from itertools import pairwise
from pathlib import Path

import pytest
import yaml

from loaders.passages import ReportText
from loaders.records import load
from loaders.verify import report_folders, text_of, verify

JOINED = {
    "mofcom-2024": ["46+50", "106+114", "145+149", "155+157", "211+213", "217+219", "225+227", "241+243", "269+271"],
    "mofcom-2021": ["70+73", "97+99", "113+116", "140+143", "166+168", "183+185", "197+199", "207+209", "217+219"],
}
COUNTS = {
    "mofcom-2024": {"paragraph": 39, "heading": 18, "footnote": 7, "table": 5, "title": 1},
    "mofcom-2021": {"paragraph": 46, "heading": 19, "box": 2, "figure": 6, "title": 1},
}
SENTENCES = {"mofcom-2024": 196, "mofcom-2021": 160}


@pytest.fixture(params=["mofcom-2021", "mofcom-2024"])
def report(request: pytest.FixtureRequest, data: Path, sources: Path) -> ReportText:
    text = text_of(data / str(request.param), sources)
    assert text is not None
    return text


@pytest.fixture
def report_2024(data: Path, sources: Path) -> ReportText:
    text = text_of(data / "mofcom-2024", sources)
    assert text is not None
    return text


@pytest.fixture
def report_2021(data: Path, sources: Path) -> ReportText:
    text = text_of(data / "mofcom-2021", sources)
    assert text is not None
    return text


def test_the_text_yields_as_many_passages_of_each_kind_as_a_reader_counts(report: ReportText) -> None:
    kinds = [one.kind for one in report.passages.values()]
    assert {kind: kinds.count(kind) for kind in set(kinds)} == COUNTS[report.report]


def test_paragraphs_broken_by_pages_and_footnotes_are_whole(report: ReportText) -> None:
    assert [one.where for one in report.passages.values() if one.joins] == JOINED[report.report]


def test_sentences_end_as_often_as_a_reader_counts(report: ReportText) -> None:
    words = "".join(one.text for one in report.passages.values() if one.kind == "paragraph")
    assert sum(words.count(stop) for stop in "。！？") == SENTENCES[report.report]


def test_every_normalised_character_is_its_raw_character_and_leads_back(report: ReportText) -> None:
    text = report.normalised
    places = [text.to_raw(place) for place in range(len(text.text))]
    assert "".join(text.raw[place] for place in places) == text.text
    assert [text.to_normalised(place) for place in places] == list(range(len(text.text)))


def test_nothing_is_left_out_but_marks_and_the_space_around_breaks(report: ReportText) -> None:
    text = report.normalised
    left_out = {sign for place, sign in enumerate(text.raw) if text.to_normalised(place) is None}
    assert left_out <= set("¹²³⁴⁵⁶⁷ \n")


def test_passages_stand_one_behind_the_other_and_each_is_its_slice(report: ReportText) -> None:
    passages = list(report.passages.values())
    assert all(before.end < after.start for before, after in pairwise(passages))
    assert all(report.normalised.text[one.start : one.end] == one.text for one in passages)


def test_a_half_that_ends_in_a_bracket_goes_on(report_2024: ReportText) -> None:
    assert "（WIPO）数据显示" in report_2024.passages["p13"].text


def test_a_pair_of_quotes_is_whole_again(report_2024: ReportText) -> None:
    assert "“中国方案”" in report_2024.passages["p39"].text


def test_a_number_and_its_unit_meet_again(report_2024: ReportText, report_2021: ReportText) -> None:
    assert "2046亿元" in report_2024.passages["p16"].text
    assert "1648.4 亿美元" in report_2021.passages["p15"].text


def test_a_title_and_a_date_are_whole_again(report_2021: ReportText) -> None:
    assert "《“十四五”对外贸易高质量发展规划》" in report_2021.passages["p19"].text
    assert "2022 年 1月" in report_2021.passages["p24"].text


def test_footnotes_lead_to_where_their_marks_stand(report_2024: ReportText) -> None:
    passages = report_2024.passages
    assert {id: passages[id].marked_in for id in passages if id.startswith("fn")} == {
        "fn1": "h3", "fn2": "p7", "fn3": "p8", "fn4": "p8", "fn5": "p10", "fn6": "p10", "fn7": "p12",
    }  # fmt: skip
    before = {
        note: report_2024.normalised.text[place - 4 : place] for one in passages.values() for note, place in one.notes
    }
    assert before["fn2"] == "万亿美元"
    assert before["fn7"] == "3.5%"


def test_boxes_hold_the_paragraphs_of_the_two_frameworks(report_2021: ReportText) -> None:
    boxes = {one.id: one.box for one in report_2021.passages.values() if one.box}
    assert boxes == {f"p{number}": "box-1" for number in range(3, 8)} | {
        f"p{number}": "box-2" for number in range(9, 14)
    }


def test_tables_of_the_text_are_the_tables_in_data(data: Path, sources: Path) -> None:
    """The table is read here on its own: lines with tabs between caption and source, header lines left out."""
    printed: dict[str, list[list[str]]] = {}
    for line in (sources / "mofcom-2024.txt").read_text("utf-8").split("\n"):
        if line.startswith("表"):
            printed[f"table-{line[1]}"] = []
        elif "\t" in line and line[0] not in "年排省\t":
            printed[list(printed)[-1]].append(line.split("\t"))
    content = (data / "mofcom-2024" / "tables.yaml").read_text("utf-8")
    stated = {
        table["id"]: [[row["label"], *row["cells"]] for row in table["rows"]] for table in yaml.safe_load(content)
    }
    ranked = ("table-2", "table-3")
    assert stated == {
        id: [[row[1] or row[0], *row[2:]] if id in ranked else row for row in rows] for id, rows in printed.items()
    }
    assert sum(len(row) - 1 for rows in stated.values() for row in rows) == 399


def test_every_piece_of_evidence_stands_in_the_text_and_in_the_lock(data: Path, sources: Path) -> None:
    verified = verify(load(data), sources)
    assert verified.faults == ()
    assert all(report.against_text and report.evidence for report in verified.reports)


def test_every_piece_of_evidence_stands_in_the_lock(data: Path) -> None:
    verified = verify(load(data), None)
    assert verified.faults == ()
    assert [report.report for report in verified.reports] == [folder.name for folder in report_folders(data)]
