"""Quotes at run time: the exact words with the right text, none and a warning with another."""

from pathlib import Path

import pytest

from loaders.evidence import Resolver
from loaders.located import EvidenceKey
from loaders.lock import Lock
from loaders.quotes import Quotes
from loaders.verify import locked
from tests.loaders.sample import TEXT, sample_report

KEY = EvidenceKey("p1", "发布", 2)


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    text = sample_report(tmp_path)
    return locked(text, {KEY: Resolver(text).resolve(KEY)})


def test_a_quote_is_the_sentence_over_page_break_and_notes(tmp_path: Path, lock: Lock) -> None:
    (tmp_path / "sample.txt").write_bytes(TEXT.encode())
    quotes = Quotes(tmp_path, [lock])
    place = lock.evidence[KEY]
    assert quotes.quote("sample", place.start, place.end) == "乙市没有发布任何办法。"
    assert (quotes.warnings, quotes.hashes) == ((), {"sample": lock.sha256})


def test_without_a_folder_or_the_text_in_it_there_is_no_quote_and_no_warning(tmp_path: Path, lock: Lock) -> None:
    for folder in (None, tmp_path / "nowhere", tmp_path):
        quotes = Quotes(folder, [lock])
        assert quotes.quote("sample", 0, 5) is None
        assert (quotes.warnings, quotes.hashes) == ((), {})


def test_another_text_is_not_quoted_from_and_a_warning_says_so(tmp_path: Path, lock: Lock) -> None:
    (tmp_path / "sample.txt").write_bytes(TEXT.encode() + b"\n")
    quotes = Quotes(tmp_path, [lock])
    assert quotes.quote("sample", 0, 5) is None
    assert quotes.warnings == ("sample: sample.txt is not the text that was locked; its quotes are left out",)


def test_a_text_in_another_encoding_is_a_warning(tmp_path: Path, lock: Lock) -> None:
    (tmp_path / "sample.txt").write_bytes(TEXT.encode("gb18030"))
    quotes = Quotes(tmp_path, [lock])
    assert quotes.quote("sample", 0, 5) is None
    assert "cannot be read" in quotes.warnings[0]


def test_a_report_that_is_not_known_has_no_quotes(tmp_path: Path, lock: Lock) -> None:
    (tmp_path / "sample.txt").write_bytes(TEXT.encode())
    assert Quotes(tmp_path, [lock]).quote("other", 0, 5) is None
