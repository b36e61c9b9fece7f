"""The released versions of the data."""

from datetime import date
from pathlib import Path

import pytest

from graph.errors import BadData
from graph.model import KINDS
from loaders.versions import versions


def test_the_first_version_is_dated_and_counts_what_it_added(data: Path) -> None:
    first = versions(data)[0]
    assert (first.id, first.date) == ("0.1.0", date(2026, 11, 22))
    assert set(first.added) <= set(KINDS)
    assert first.added["report"] == 2


def test_a_folder_without_the_file_has_no_versions(tmp_path: Path) -> None:
    assert versions(tmp_path) == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version: 1", "expected a list"),
        ("- {version: '1', date: soon, added: {}}", "expected version"),
        ("- {version: '1', date: 2026-11-22, added: {measures: 1}}", "measures"),
        ("- {version: '1', date: 2026-11-22, added: {}}\n- {version: '2', date: 2026-11-21, added: {}}", "order"),
    ],
)
def test_a_faulty_file_is_refused_with_what_was_expected(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "versions.yml").write_text(text, "utf-8")
    with pytest.raises(BadData, match=told):
        versions(tmp_path)
