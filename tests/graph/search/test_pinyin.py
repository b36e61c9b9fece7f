"""Pinyin follows words; letters fall into syllables in every way."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.search.pinyin import begun, said, splits

KNOWN = frozenset({"xi", "an", "xian", "lin", "gang", "ling", "shu", "ju", "a"})
SORTED = sorted(KNOWN)


@pytest.mark.parametrize(
    ("text", "sounds"),
    [
        ("重庆", ["chong", "qing"]),
        ("重点", ["zhong", "dian"]),
        ("行动", ["xing", "dong"]),
        ("银行", ["yin", "hang"]),
        ("绿色", ["lv", "se"]),
        ("厦门", ["xia", "men"]),
    ],
)
def test_a_character_is_said_as_its_word_has_it(text: str, sounds: list[str]) -> None:
    assert said(list(text)) == sounds


def test_words_and_characters_without_sound_stay_and_none_is_lost() -> None:
    assert said(["depa", "合", "作", "한", "2024"]) == ["depa", "he", "zuo", "한", "2024"]


def test_letters_that_fall_apart_in_two_ways_do_the_shorter_way_first() -> None:
    assert list(splits("xian", SORTED, KNOWN)) == [(["xian"], False), (["xi", "an"], False)]


def test_a_last_syllable_may_be_begun() -> None:
    assert (["lin", "ga"], True) in list(splits("linga", SORTED, KNOWN))
    assert list(splits("linq", SORTED, KNOWN)) == []


@given(st.lists(st.sampled_from(SORTED), min_size=1, max_size=4))
def test_syllables_written_together_are_found_again(syllables: list[str]) -> None:
    ways = [way for way, open_end in splits("".join(syllables), SORTED, KNOWN) if not open_end]
    assert syllables in ways


@given(st.text("abcdefghijklmnopqrstuvwxyz", min_size=1, max_size=30))
def test_every_way_spells_the_letters_with_known_syllables(letters: str) -> None:
    for way, open_end in splits(letters, SORTED, KNOWN):
        assert "".join(way) == letters
        assert all(part in KNOWN for part in (way[:-1] if open_end else way))
        assert not open_end or begun(way[-1], SORTED)
