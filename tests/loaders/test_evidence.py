"""Evidence found in a text: the anchor, the sentence that holds it, and what is wrong where there is none."""

from pathlib import Path

import pytest

from loaders.evidence import Resolver, Unresolved
from loaders.located import EvidenceKey
from loaders.text import sha256
from tests.loaders.sample import sample_report


@pytest.fixture
def resolver(tmp_path: Path) -> Resolver:
    return Resolver(sample_report(tmp_path))


@pytest.mark.parametrize(
    ("key", "anchor", "quote"),
    [
        (EvidenceKey("p1", "样本办法"), "样本办法", "甲市发布《样本办法》。"),
        (EvidenceKey("p1", "发布任何办法"), "发布任何办法", "乙市没有发布任何办法。"),
        (EvidenceKey("p1", "好"), "好", "丙市说：“好。”"),
        (EvidenceKey("p1", "也是如此（试行）样"), "也是如此（试行）样", "丁市也是如此（试行）样的。"),
        (EvidenceKey("p1", "发布", 1), "发布", "甲市发布《样本办法》。"),
        (EvidenceKey("p1", "发布", 2), "发布", "乙市没有发布任何办法。"),
        (EvidenceKey("p1", "》。乙市"), "》。乙市", "甲市发布《样本办法》。乙市没有发布任何办法。"),
        (EvidenceKey("fn2", "某机构"), "某机构", "资料来源：某机构"),
        (EvidenceKey("h1", "总论"), "总论", "一、总论"),
        (EvidenceKey("title", "2030"), "2030", "2030"),
        (EvidenceKey("fig-1", "某机构"), "某机构", "数据来源：某机构"),
        (EvidenceKey("fig-1", "样本图"), "样本图", "图 1 样本图"),
        (EvidenceKey("table-1", "亿元"), "亿元", "（单位：亿元）"),
        (EvidenceKey("table-1", row="yi", column="value"), "7", "7"),
        (EvidenceKey("table-1", row="sum", column="value"), "17.5", "17.5"),
        (EvidenceKey("table-1", row="jia", column="place"), "甲市", "甲市"),
    ],
)
def test_the_quote_is_the_whole_sentence_line_note_or_cell(
    resolver: Resolver, key: EvidenceKey, anchor: str, quote: str
) -> None:
    located = resolver.resolve(key)
    text = resolver.text.normalised.text
    assert text[located.start : located.end] == quote
    assert text[located.anchor_start : located.anchor_end] == anchor
    assert located.sha256 == sha256(quote)
    assert located.section == resolver.text.passages[key.passage].section


@pytest.mark.parametrize(
    ("key", "wrong", "found", "expected"),
    [
        (EvidenceKey("p9", "甲"), "passage", "'p9'", "such as p"),
        (EvidenceKey("p1", "没有的话"), "anchor", "not in p1", "没有"),
        (EvidenceKey("p1", "框内文字"), "anchor", "not in p1", "stands in p4"),
        (EvidenceKey("p1", "1234567"), "anchor", "not in p1", "words of the passage"),
        (EvidenceKey("p1", "发布"), "anchor", "2 times in p1", "occurrence"),
        (EvidenceKey("p1", "发布", 3), "occurrence", "3", "1 to 2"),
        (EvidenceKey("p1", "发布", 0), "occurrence", "0", "1 to 2"),
        (EvidenceKey("p1", "甲市", 1), "occurrence", "stands once", "no occurrence"),
        (EvidenceKey("p1", "甲" * 31), "anchor", "31 characters", "at most 30"),
        (EvidenceKey("p1"), "anchor", "none", "row and column"),
        (EvidenceKey("p1", ""), "anchor", "none", "row and column"),
        (EvidenceKey("p1", row="yi", column="value"), "row", "a paragraph", "a table"),
        (EvidenceKey("table-1", row="y", column="value"), "row", "'y'", "yi"),
        (EvidenceKey("table-1", row="yi", column="valeu"), "column", "'valeu'", "value"),
        (EvidenceKey("table-1", row="yi"), "column", "None", "a column such as"),
        (EvidenceKey("table-1", row="sum", column="growth"), "column", "an empty cell", "prints something"),
        (EvidenceKey("table-1", "7", row="yi", column="value"), "anchor", "beside row and column", "either"),
    ],
)
def test_evidence_that_does_not_fit_says_what_was_found_and_expected(
    resolver: Resolver, key: EvidenceKey, wrong: str, found: str, expected: str
) -> None:
    with pytest.raises(Unresolved) as caught:
        resolver.resolve(key)
    assert caught.value.key == wrong
    assert found in caught.value.found
    assert expected in caught.value.expected


def test_overlapping_occurrences_are_all_counted(tmp_path: Path) -> None:
    text = sample_report(tmp_path).normalised.raw.replace("框后正文", "框后甲甲甲")
    resolver = Resolver(sample_report(tmp_path, text))
    first, second = (resolver.resolve(EvidenceKey("p5", "甲甲", number)) for number in (1, 2))
    assert second.anchor_start == first.anchor_start + 1
