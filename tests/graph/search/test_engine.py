"""Answers: what counts as found, in what order, why, and what is said where nothing is."""

from dataclasses import replace

import pytest

from graph.search import Found, Search
from graph.search.reading import SILENT


def ids(found: Found) -> list[str]:
    return [f"{hit.kind}/{hit.id}" for hit in found.hits]


def marked(search: Search, found: Found, number: int = 0) -> list[str]:
    part = search.why(found, found.hits[number]).snippet
    return [part.text[start:end] for start, end in part.marks]


def test_the_three_instruments_with_the_phrase_in_their_titles_come_first(search: Search) -> None:
    found = search.search("数据跨境流动", "instrument")
    assert {hit.id for hit in found.hits[:3]} == {
        "cross-border-data-flow-provisions", "beijing-data-flow-guide-2024", "lingang-data-classification-measures",
    }  # fmt: skip
    assert {hit.kind for hit in found.hits} == {"instrument"}


def test_two_characters_are_found_wherever_they_stand(search: Search) -> None:
    found = {hit.id for hit in search.search("跨境", "instrument").hits}
    titled = {"cross-border-data-flow-provisions", "lingang-general-data-list-2024", "beijing-data-flow-guide-2024"}
    assert titled <= found


def test_words_may_stand_in_different_fields_of_what_is_found(search: Search) -> None:
    found = search.search("临港 国际合作")
    assert found.matching == "all"
    assert found.hits
    assert all(not hit.missing for hit in found.hits)


def test_more_words_never_find_more(search: Search) -> None:
    for few, more in (("数据", "数据 出境"), ("数据 出境", "数据 出境 天津"), ("trade", "trade zone")):
        assert set(ids(search.search(more))) < set(ids(search.search(few)))


def test_the_order_of_words_finds_the_same(search: Search) -> None:
    for one, other in (("数据出境 天津", "天津 数据出境"), ("zone trade free", "free trade zone")):
        assert set(ids(search.search(one))) == set(ids(search.search(other)))


def test_where_nothing_holds_all_words_most_of_them_do_and_what_is_lacking_is_told(search: Search) -> None:
    found = search.search("临港 qqqqqq")
    assert found.matching == "any"
    assert found.nowhere == ("qqqqqq",)
    assert ids(found)[0] == "zone/lingang"
    assert {hit.missing for hit in found.hits} == {("qqqqqq",)}


def test_an_exact_name_stands_above_all_that_mention_it(search: Search) -> None:
    found = search.search("数据安全")
    assert ids(found)[0] == "topic/data-security"
    assert found.hits[0].score >= 100 > 85 > found.hits[1].score


def test_scores_never_rise_down_the_list(search: Search) -> None:
    for typed in ("数据", "trade", "shanghai", "lingang shuju", "海南 rcep"):
        scores = [hit.score for hit in search.search(typed).hits]
        assert scores == sorted(scores, reverse=True)
        assert min(scores) > 0


def test_a_kind_leaves_the_counts_of_all_kinds_as_they_are(search: Search) -> None:
    every, one = search.search("数据出境"), search.search("数据出境", "measure")
    assert every.counts == one.counts
    assert one.counts["measure"] == len(one.hits)
    assert sum(every.counts.values()) == len(every.hits)


@pytest.mark.parametrize(
    ("typed", "field", "by", "marks"),
    [
        ("临港", "alt", "exact", ["临港"]),
        ("lingangxinpianqu", "alt", "pinyin", ["临港新片区"]),
        ("數據出境 天津", "label", "word", ["天津", "数据出境"]),
        ("cybersecurity laws", "label", "word", ["Cybersecurity", "Law"]),
        ("e-commerce moratorium", "alt", "exact", ["E-commerce moratorium"]),
        ("外资股比", "label", "word", ["外资股比"]),
        ("linggang", "alt", "near", ["Lingang"]),
    ],
)
def test_a_hit_says_which_field_and_how_and_marks_the_words(
    search: Search, typed: str, field: str, by: str, marks: list[str]
) -> None:
    found = search.search(typed)
    why = search.why(found, found.hits[0])
    assert (why.field, why.by) == (field, by)
    assert marked(search, found) == marks


def test_a_figure_is_found_as_it_is_printed(search: Search) -> None:
    found = search.search("1948.5")
    assert found.hits[0].id == "r21-dds-exports-china-2021"
    assert search.why(found, found.hits[0]).field == "value_text"


def test_the_words_of_the_reports_are_found_with_their_passage(quoting: Search) -> None:
    found = quoting.search("长三角 算力", "passage")
    why = quoting.why(found, found.hits[0])
    assert why.field == "text"
    assert why.passage == found.hits[0].id
    assert len(why.snippet.text) <= 122
    assert marked(quoting, found)


def test_without_the_texts_no_passage_is_found(search: Search) -> None:
    assert "passage" not in search.kinds
    assert search.search("长三角 算力", "passage").hits == ()


def test_silent_words_count_only_where_nothing_else_is_asked(search: Search) -> None:
    assert ids(search.search("临港的 数据")) == ids(search.search("临港 数据"))
    assert {"的", "the"} <= SILENT
    assert [word.typed for word in search.search("the").words] == ["the"]


def test_a_question_without_letters_has_no_words(search: Search) -> None:
    for typed in ("", "  ", "…", "《》", '"*', "\x00", "\ud800"):
        found = search.search(typed)
        assert (found.matching, found.words, found.hits) == ("none", (), ())
        assert search.near(typed) == []


def test_names_like_what_was_typed_are_near(search: Search) -> None:
    assert search.near("quanqiu shuju anquan changyii")[0].id == "global-data-security-initiative"
    assert search.near("comprehensive progressive trans-pacific partnership")[0].id == "cptpp"
    assert {near.kind for near in search.near("数字贸易", "zone")} == {"zone"}


def test_operators_of_the_index_are_words_like_any_other(search: Search) -> None:
    for typed in ("临港 NOT DEPA", 'words : "临港"', "NEAR(临港 数据)", "临港 OR DEPA", "syllables:lin*"):
        assert search.search(typed).words
    assert "not" in [word.typed for word in search.search("临港 NOT DEPA").words]


def test_asking_twice_answers_the_same(search: Search) -> None:
    one, other = search.search("lingang shuju"), search.search("lingang shuju")
    assert replace(one, ranking=other.ranking) == other
