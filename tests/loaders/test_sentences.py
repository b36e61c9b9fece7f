"""Sentences of Chinese text: cut at 。！？, never inside quotes and brackets."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from loaders.sentences import sentence_at, sentences


def cut(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("甲。乙！丙？", ["甲。", "乙！", "丙？"]),
        ("甲：乙；丙，丁", ["甲：乙；丙，丁"]),
        ("他说：“好。”乙也说。", ["他说：“好。”", "乙也说。"]),
        ("“甲。乙。丙”丁。", ["“甲。乙。丙”丁。"]),
        ("甲（乙。丙）丁。戊。", ["甲（乙。丙）丁。", "戊。"]),
        ("甲（见乙。）丙。", ["甲（见乙。）", "丙。"]),
        ("看《走吧！》的人。多。", ["看《走吧！》的人。", "多。"]),
        ("“‘甲。’乙。”丙。", ["“‘甲。’乙。”", "丙。"]),
        ("真的？！是。", ["真的？！", "是。"]),
        ("增长3.5%。1.5亿。", ["增长3.5%。", "1.5亿。"]),
        ("甲“乙”“丙”。丁。", ["甲“乙”“丙”。", "丁。"]),
    ],
)
def test_sentences_end_where_a_reader_ends_them(text: str, expected: list[str]) -> None:
    assert cut(text) == expected


@pytest.mark.parametrize("text", ["办法（试行)》，甲。乙。", "甲》乙。丙。", "甲“乙。丙。", "甲（乙。丙。"])
def test_a_bracket_without_its_other_half_binds_nothing(text: str) -> None:
    assert len(cut(text)) == 2


@given(st.text(alphabet="甲乙。！？，“”‘’《》（） a", max_size=60))
def test_sentences_together_are_the_whole_text(text: str) -> None:
    assert "".join(cut(text)) == text
    assert all(cut(text))


@given(st.lists(st.text(alphabet="甲乙，a1", min_size=1, max_size=8), min_size=1, max_size=6))
def test_plain_sentences_come_back_one_by_one(parts: list[str]) -> None:
    assert cut("".join(f"{part}。" for part in parts)) == [f"{part}。" for part in parts]


def test_a_place_that_spans_two_sentences_is_in_both() -> None:
    spans = sentences("甲甲。乙乙。丙丙。")
    assert sentence_at(spans, 0, 1) == (0, 3)
    assert sentence_at(spans, 2, 3) == (0, 3)
    assert sentence_at(spans, 1, 4) == (0, 6)
    assert sentence_at(spans, 6, 9) == (6, 9)
