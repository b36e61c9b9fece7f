"""Evidence in data checked against text and lock: what fits passes, and everything that does not is named."""

import shutil
from pathlib import Path

import pytest

from graph.errors import BadData
from loaders.listing import listed
from loaders.lock import NAME, read_lock
from loaders.records import load
from loaders.verify import lock_all, verify
from tests.loaders.sample import TEXT, write_source

MEASURES = """
- id: jia-rule
  label: {zh: 甲市样本办法, en: Sample rule of Jia}
  action: establish
  evidence:
    - {passage: p1, anchor: 样本办法, for: [action]}
    - {passage: p1, anchor: 发布, occurrence: 1, for: [status]}
- id: yi-rule
  action: establish
  evidence: [{passage: p1, anchor: 样本办法, for: [action]}]
"""
OBSERVATIONS = """
- id: yi-value
  indicator: value
  subject: area/yi
  value: 7
  value_text: '7'
  unit: cny-100m
  type: level
  table: table-1
  row: yi
  column: value
  evidence: [{passage: table-1, row: yi, column: value, for: [value]}]
- id: note-number
  indicator: notes
  subject: area/yi
  value: 1
  value_text: 第一条
  unit: item
  type: count
  evidence: [{passage: fn1, anchor: 第一条注, for: [value]}]
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder of data with one report, its text beside it in ``texts``, and its lock."""
    root = tmp_path / "data"
    folder = write_source(root)
    (folder / "measures.yaml").write_text(MEASURES, "utf-8")
    (folder / "observations.yaml").write_text(OBSERVATIONS, "utf-8")
    (tmp_path / "texts").mkdir()
    (tmp_path / "texts" / "sample.txt").write_text(TEXT, "utf-8")
    lock_all(load(root), tmp_path / "texts")
    return root


def faults(root: Path, texts: Path | None) -> list[str]:
    return [str(fault) for fault in verify(load(root), texts).faults]


def change(file: Path, old: str, new: str) -> None:
    content = file.read_text("utf-8")
    assert old in content
    file.write_text(content.replace(old, new, 1), "utf-8")


def test_what_was_locked_is_found_in_text_and_lock(root: Path) -> None:
    verified = verify(load(root), root.parent / "texts")
    assert verified.faults == ()
    assert [str(report) for report in verified.reports] == [
        "sample: 5 pieces of evidence, against the text and the lock"
    ]


def test_the_same_place_named_by_two_records_is_one_entry(root: Path) -> None:
    assert len(read_lock(root / "sample").evidence) == 4


@pytest.mark.parametrize("texts", [None, "elsewhere"])
def test_without_the_text_data_is_checked_against_the_lock_and_it_is_said(root: Path, texts: str | None) -> None:
    verified = verify(load(root), Path(texts) if texts else None)
    assert verified.faults == ()
    assert "against the lock only" in str(verified.reports[0])


def test_an_anchor_that_is_not_in_the_text_is_a_fault_with_file_and_line(root: Path) -> None:
    change(root / "sample" / "measures.yaml", "anchor: 样本办法", "anchor: 样本办发")
    found = faults(root, root.parent / "texts")
    expected = "data/sample/measures.yaml:6: jia-rule evidence.0.anchor: found '样本办发', not in p1; expected words of"
    assert [line for line in found if line.startswith(expected)], found


def test_evidence_that_was_not_locked_is_a_fault_without_the_text_too(root: Path) -> None:
    change(root / "sample" / "measures.yaml", "occurrence: 1", "occurrence: 2")
    found = faults(root, None)
    assert found == [
        f"data/sample/measures.yaml:7: jia-rule evidence.1: found p1 '发布' no. 2, not in {NAME}; "
        "expected evidence that was locked",
        f"data/sample/{NAME}:1: evidence p1 '发布' no. 1: found an entry that nothing in data/ uses; "
        "expected what `policygraph lock` would write",
    ]


def test_a_lock_with_another_place_or_hash_is_a_fault(root: Path) -> None:
    change(root / "sample" / NAME, '"anchor": "样本办法", "start": ', '"anchor": "样本办法", "start": 1')
    assert [line for line in faults(root, root.parent / "texts") if "evidence p1 '样本办法'" in line]
    assert faults(root, None) == []


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('"kind": "title"', '"kind": "heading"', "passages title"),
        ('"segments": [[0, 0, ', '"segments": [[0, 0, 1', "segments"),
        ('"sha256": "', '"sha256": "0', "sha256"),
    ],
)
def test_a_lock_of_another_text_is_a_fault(root: Path, old: str, new: str, key: str) -> None:
    change(root / "sample" / NAME, old, new)
    assert [line for line in faults(root, root.parent / "texts") if f"{NAME}:1: {key}: found" in line]


def test_another_text_than_source_yml_names_is_a_fault(root: Path) -> None:
    change(root.parent / "texts" / "sample.txt", "甲市", "丙市")
    found = faults(root, root.parent / "texts")
    assert len(found) == 1
    assert found[0].startswith("sample.txt:1: sha256: found ")


def test_a_text_in_another_encoding_is_a_fault(root: Path) -> None:
    (root.parent / "texts" / "sample.txt").write_bytes(TEXT.encode("gb18030"))
    assert [line for line in faults(root, root.parent / "texts") if "expected text in UTF-8" in line]


def test_evidence_without_a_passage_is_a_fault(root: Path) -> None:
    change(root / "sample" / "measures.yaml", "{passage: p1, anchor: 样本办法, for: [action]}", "{for: [action]}")
    found = faults(root, None)
    assert found == ["data/sample/measures.yaml:6: jia-rule evidence.0: found no passage; expected a passage of sample"]


def test_a_cell_that_prints_something_else_is_a_fault(root: Path) -> None:
    change(root / "sample" / "observations.yaml", "value_text: '7'", "value_text: '7.0'")
    found = faults(root, root.parent / "texts")
    assert found == [
        "data/sample/observations.yaml:6: yi-value value_text: found '7.0'; expected '7', as the cell prints"
    ]


def test_a_value_that_stands_in_none_of_its_sentences_is_a_fault(root: Path) -> None:
    change(root / "sample" / "observations.yaml", "value_text: 第一条", "value_text: 第二条")
    assert [line for line in faults(root, root.parent / "texts") if "note-number value_text: found '第二条'" in line]


def test_a_missing_lock_is_a_fault(root: Path) -> None:
    (root / "sample" / NAME).unlink()
    assert [line for line in faults(root, None) if "policygraph lock" in line]


def test_locking_writes_nothing_while_any_evidence_does_not_fit(root: Path) -> None:
    before = (root / "sample" / NAME).read_bytes()
    change(root / "sample" / "measures.yaml", "anchor: 样本办法", "anchor: 别的")
    with pytest.raises(BadData, match="'别的', not in p1"):
        lock_all(load(root), root.parent / "texts")
    assert (root / "sample" / NAME).read_bytes() == before


def test_locking_without_the_text_is_a_fault(root: Path) -> None:
    shutil.rmtree(root.parent / "texts")
    with pytest.raises(BadData, match="no such text"):
        lock_all(load(root), root.parent / "texts")


def test_the_list_of_passages_has_words_only_with_the_text(root: Path) -> None:
    with_text, without = listed(root / "sample", root.parent / "texts"), listed(root / "sample", None)
    assert [one.text for one in with_text if one.id == "fn1"] == ["第一条注。"]
    assert {one.text for one in without} == {None}
    assert [(one.id, one.kind, one.section, one.lines, one.start, one.end) for one in with_text] == [
        (one.id, one.kind, one.section, one.lines, one.start, one.end) for one in without
    ]


def test_a_new_report_needs_no_more_than_its_source_yml(root: Path) -> None:
    """Another layout, told by patterns alone: notes in square brackets, no chapters' numbers, captions below."""
    text = "新报告\n\n概况\n\n甲市有规定[1]。图下文字没有\n\n图A 分布\n来源：统计局\n\n[1] 见公报。\n\n写完。\n"
    structure = r"""
  title: [新报告]
  headings: [{level: 1, lines: [概况]}]
  footnotes: {mark: '\[\d+\]', body: '\[\d+\] '}
  figures: {order: [caption, source], caption: '图[A-Z] ', source: 来源}
  counts: {paragraphs: 1, joins: 1, headings: {1: 1}, footnotes: 1, figures: 1}
"""
    folder = write_source(root.parent / "new", text, structure)
    (root.parent / "texts" / "sample.txt").write_text(text, "utf-8")
    texts = {one.id: one.text for one in listed(folder, root.parent / "texts")}
    assert texts == {
        "title": "新报告", "h1": "概况", "p1": "甲市有规定。图下文字没有写完。", "fig-1": "图A 分布\n来源：统计局",
        "fn1": "见公报。",
    }  # fmt: skip
