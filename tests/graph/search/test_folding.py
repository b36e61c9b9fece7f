"""Spellings that mean the same fold alike, and what is folded knows where it stood."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search.folding import in_mainland_words, is_han, key, runs, units
from graph.search.snippets import snippet


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("數據跨境流動", "数据跨境流动"),
        ("ＤＥＰＡ", "depa"),
        ("《数据安全法》", "数据安全法"),
        ("Lin-gang", "lingang"),
        ("Lín gǎng", "lin gang"),
        ("China’s", "chinas"),
        ("Xi'an", "xian"),
        ("lǜsè", "lvse"),
        ("臺灣", "台湾"),
        ("①", "1"),
        ("著作權", "著作权"),
        ("“数据要素×”", "数据要素X"),
    ],
)
def test_spellings_of_one_name_have_one_key(one: str, other: str) -> None:
    assert key(one) == key(other)


@pytest.mark.parametrize(("one", "other"), [("临港", "临沂"), ("3.81", "381a"), ("数据", "数字")])
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


def test_a_text_becomes_characters_words_and_figures_in_their_places() -> None:
    text = "《DEPA》合作示范区，1948.5 亿美元"
    found = units(text)
    assert [unit.text for unit in found] == ["depa", *"合作示范区", "1948.5", *"亿美元"]
    assert [text[unit.start : unit.end] for unit in found] == ["DEPA", *"合作示范区", "1948.5", *"亿美元"]


def test_a_compound_is_its_words_and_one_word_over_all_of_them() -> None:
    text = "new e-commerce"
    assert [(unit.text, text[unit.start : unit.end]) for unit in units(text)] == [
        ("new", "new"), ("e", "e"), ("commerce", "commerce"), ("ecommerce", "e-commerce"),
    ]  # fmt: skip


def test_what_is_typed_is_parted_at_spaces_and_where_the_script_changes() -> None:
    assert list(runs("海南RCEP20条 e-commerce 2024年")) == [
        (True, ["海", "南"]), (False, ["rcep20"]), (True, ["条"]), (False, ["ecommerce"]), (False, ["2024"]),
        (True, ["年"]),
    ]  # fmt: skip


def test_words_of_taiwan_become_words_of_the_mainland() -> None:
    assert in_mainland_words("數位貿易與智慧財產權") == "数字贸易与知识产权"


@given(st.text(max_size=60))
def test_units_stand_in_order_within_any_text_and_hold_what_they_came_from(text: str) -> None:
    found = units(text)
    for unit in found:
        assert 0 <= unit.start < unit.end <= len(text)
        assert unit.text == unit.text.casefold()
        assert len(unit.text) == 1 or not is_han(unit.text)
    starts = [unit.start for unit in found if "-" not in text]
    assert starts == sorted(starts) or any(mark in text for mark in "‐‑–")


@given(st.text(max_size=300))
def test_a_snippet_of_any_text_without_matches_is_a_part_of_it(text: str) -> None:
    found = snippet(text, ())
    assert found.marks == ()
    assert text.startswith(found.text.removesuffix("…")) or text == found.text
