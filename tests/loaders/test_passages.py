"""Report text → passages, on a small invented report: joins, notes, boxes, tables, figures, and misfits as faults."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.errors import BadData
from loaders.outline import read_source
from loaders.passages import report_text
from tests.loaders.sample import STRUCTURE, TEXT, sample_report, sample_source, write_source


def faults_of(root: Path, text: str = TEXT, structure: str = STRUCTURE) -> list[str]:
    with pytest.raises(BadData) as caught:
        sample_report(root, text, structure)
    return [str(fault) for fault in caught.value.faults]


def test_the_passages_are_found_in_order_with_their_lines(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    assert [(one.id, one.where) for one in report.passages.values()] == [
        ("title", "3-5"), ("h1", "11"), ("p1", "13+19+22+24"), ("fn1", "15"), ("fn2", "17"), ("box-1", "26"),
        ("p2", "28"), ("p3", "30"), ("p4", "32"), ("p5", "34"), ("h2", "36"), ("fig-1", "38-40"), ("table-1", "42-52"),
    ]  # fmt: skip


def test_every_passage_is_a_slice_of_the_normalised_text(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    text = report.normalised.text
    assert [text[one.start : one.end] for one in report.passages.values()] == [
        one.text for one in report.passages.values()
    ]


def test_a_paragraph_is_whole_over_page_breaks_notes_and_a_closing_bracket(tmp_path: Path) -> None:
    paragraph = sample_report(tmp_path).passages["p1"]
    whole = "甲市发布《样本办法》。乙市没有发布任何办法。丙市说：“好。”丁市也是如此（试行）样的。"
    assert paragraph.text == whole
    assert [whole[: place - paragraph.start][-2:] for place in paragraph.joins] == ["发布", "也是", "行）"]


def test_footnotes_stand_behind_the_paragraph_they_interrupted(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    between = report.normalised.text[report.passages["p1"].end : report.passages["box-1"].start]
    assert between == "\n\n第一条注。\n\n资料来源：某机构\n\n"


def test_footnote_marks_are_dropped_and_lead_to_their_notes(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    heading, paragraph = report.passages["h1"], report.passages["p1"]
    assert heading.text == "一、总论"
    assert heading.notes == (("fn1", heading.end),)
    assert [(note, paragraph.text[: place - paragraph.start][-2:]) for note, place in paragraph.notes] == [
        ("fn2", "办法")
    ]
    assert report.passages["fn1"].text == "第一条注。"
    assert (report.passages["fn1"].marked_in, report.passages["fn2"].marked_in) == ("h1", "p1")


def test_a_box_ends_before_the_line_that_the_outline_names(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    assert [one.id for one in report.passages.values() if one.box == "box-1"] == ["p2", "p3", "p4"]


def test_sections_are_the_headings_that_passages_stand_under(tmp_path: Path) -> None:
    passages = sample_report(tmp_path).passages
    asked = ("title", "h1", "p1", "p5", "h2", "fig-1")
    assert [passages[id].section for id in asked] == [None, "h1", "h1", "h1", "h2", "h2"]
    assert (passages["h1"].parent, passages["h2"].parent) == (None, "h1")


def test_cells_are_found_by_row_and_column_and_a_repeated_header_is_no_row(tmp_path: Path) -> None:
    report = sample_report(tmp_path)
    table = report.tables["table-1"]
    assert table.rows == ("jia", "yi", "sum")
    printed = {key: report.normalised.text[start:end] for key, (start, end) in table.cells.items()}
    assert printed[("jia", "value")] == "10.5"
    assert printed[("yi", "growth")] == "—"
    assert printed[("sum", "rank")] == "合计"
    assert ("sum", "growth") not in printed


def test_without_row_ids_a_row_is_known_by_what_it_prints(tmp_path: Path) -> None:
    structure = STRUCTURE.replace("        rows: {甲市: jia, 乙市: yi, 合计: sum}\n", "")
    assert sample_report(tmp_path, structure=structure).tables["table-1"].rows == ("甲市", "乙市", "合计")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("也是\n", "也是。\n", "counts.joins: found 2; expected 3"),
        ("框内文字。\n\n", "", "counts.paragraphs: found 4; expected 5"),
        ("框内文字。", "框内文字", "“…框内文字”, then the end of the box"),
        ("框后正文。", "框后正文", "sample.txt:34: joins: found “…框后正文”, then a heading"),
        ("下列各项：", "下列各项", "then a paragraph that continues none"),
        ("总论¹", "总论", "mark '²' where '¹' is next"),
        ("办法²", "办法", "footnote '² 资' without a mark"),
        ("办法²", "办法²³", "mark '³' where 'no footnote' is next"),
        ("（一）数据\t2", "（一）数字\t2", "sample.txt:9: contents"),
        ("（一）数据\t2\n", "", "no entry for heading"),
        ("目 录", "目录", "sample.txt:7: contents: found '目录'; expected '目 录'"),
        ("2030", "2031", "sample.txt:5: title: found '2031'; expected '2030'"),
        ("图 1 样本图", "图 2 样本图", "figure: found number 2; expected number 1"),
        ("表1 样本表", "表3 样本表", "table: found number 3; expected number 1"),
        ("专栏 1", "专栏 4", "box: found number 4; expected number 1"),
        ("表1 样本表\n", "", "alone; expected the parts of a table"),
        ("2\t乙市\t7\t—", "2\t乙市\t7", "table-1: found 3 cells"),
        ("2\t乙市\t7\t—", "2\t丁市\t7\t—", "table-1: found 4 cells, '2\\t丁市\\t7\\t—'"),
        ("2\t乙市\t7\t—", "2\t甲市\t7\t—", "table-1: found row jia again"),
        ("2\t乙市\t7\t—\n", "", "table-1: found no row yi"),
    ],
)
def test_a_text_that_does_not_fit_is_a_fault(tmp_path: Path, old: str, new: str, fault: str) -> None:
    assert old in TEXT
    found = faults_of(tmp_path, TEXT.replace(old, new, 1))
    assert [line for line in found if fault in line], found


def test_a_table_without_layout_is_a_fault(tmp_path: Path) -> None:
    structure = STRUCTURE.replace("- id: table-1", "- id: table-9")
    assert [line for line in faults_of(tmp_path, structure=structure) if "a layout for it in source.yml" in line]


def test_lines_to_ignore_are_no_text_even_inside_a_paragraph(tmp_path: Path) -> None:
    structure = "\n  ignore: '— \\d+ —'" + STRUCTURE
    report = sample_report(tmp_path, TEXT.replace("也是\n", "也是\n— 3 —\n"), structure)
    assert report.passages["p1"].text == sample_report(tmp_path / "plain").passages["p1"].text


def test_an_empty_text_is_a_fault_and_no_crash(tmp_path: Path) -> None:
    assert [line for line in faults_of(tmp_path, "") if "counts.paragraphs: found 0" in line]


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("  counts:", "  count:", "structure.count"),
        ("paragraphs: 5", "paragraphs: many", "source.yml:26: structure.counts.paragraphs: found 'many'"),
        ("[¹²³] ", "[¹²³ ", "structure.footnotes.body"),
        ("title: [", "title: {", "YAML"),
    ],
)
def test_an_outline_that_does_not_fit_is_a_fault_with_its_line(tmp_path: Path, old: str, new: str, fault: str) -> None:
    found = faults_of(tmp_path, structure=STRUCTURE.replace(old, new, 1))
    assert [line for line in found if fault in line], found


def test_a_folder_without_source_is_a_fault(tmp_path: Path) -> None:
    (write_source(tmp_path) / "source.yml").unlink()
    with pytest.raises(BadData, match="a readable file"):
        read_source(tmp_path / "sample")


SENTENCE = st.text(alphabet="甲乙丙丁（）“”，%a", min_size=1, max_size=12)


@given(paragraphs=st.lists(st.lists(SENTENCE, min_size=1, max_size=4), min_size=1, max_size=5), data=st.data())
def test_paragraphs_broken_anywhere_come_back_whole(
    tmp_path_factory: pytest.TempPathFactory, paragraphs: list[list[str]], data: st.DataObject
) -> None:
    """Each paragraph is cut into pieces with blank lines, page residue or footnotes between them."""
    raw, joins = "题\n\n一、章¹²³", 0
    for pieces in paragraphs:
        for number, piece in enumerate(pieces):
            raw += f"\n\n{piece}"
            if number + 1 < len(pieces):
                joins += 1
                raw += data.draw(st.sampled_from(["", "\n\n \n", "NOTE"]))
            else:
                raw += "。"
    notes = min(raw.count("NOTE"), 3)
    for mark in "¹²³":
        raw = raw.replace("NOTE", f"\n\n{mark} 注。", 1)
    raw = raw.replace("NOTE", "").replace("一、章¹²³", "一、章" + "¹²³"[:notes])
    structure = f"""
  title: [题]
  headings: [{{level: 1, pattern: '一、'}}]
  footnotes: {{mark: '[¹²³]', body: '[¹²³] '}}
  counts: {{paragraphs: {len(paragraphs)}, joins: {joins}, headings: {{1: 1}}, footnotes: {notes}}}
"""
    source = sample_source(tmp_path_factory.mktemp("broken"), structure)
    report = report_text(source, raw, "sample.txt")
    found = [one.text for one in report.passages.values() if one.kind == "paragraph"]
    assert found == ["".join(pieces) + "。" for pieces in paragraphs]
