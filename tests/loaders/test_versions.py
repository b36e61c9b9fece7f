"""The released versions of the data."""

from datetime import date
from pathlib import Path

import pytest

from api.service import Service
from graph.catalogue import Catalogue
from graph.errors import BadData
from graph.model import KINDS
from graph.timeline import entries
from loaders.versions import Dated, dated, versions


def test_the_first_version_is_dated_and_names_nothing(data: Path) -> None:
    first = versions(data)[0]
    assert (first.id, first.date) == ("0.1.0", date(2026, 11, 22))
    assert not first.added | first.changed | first.removed


def test_the_latest_version_counts_what_the_data_have(data: Path, service: Service) -> None:
    counts = {kind: len(service.catalogue.ids(kind)) for kind in KINDS}
    assert versions(data)[-1].counts == {kind: number for kind, number in counts.items() if number}


def test_what_is_added_or_changed_last_is_in_the_data(data: Path, service: Service) -> None:
    found = _names(service.catalogue)
    later: set[str] = set()
    for version in reversed(versions(data)):
        assert (version.added | version.changed) - later <= found, version.id
        later |= version.removed
    assert "lingang" in found
    assert "lingang-general-data-list-2024-published" in found


def _names(catalogue: Catalogue) -> set[str]:
    ids = {(kind, slug) for kind in KINDS for slug in catalogue.ids(kind)}
    told = {entry.id for entry in entries(catalogue, catalogue.known(None))}
    return told | {slug for _, slug in ids} | {f"{kind}/{slug}" for kind, slug in ids}


def test_a_version_dates_what_it_names_and_nothing_else(tmp_path: Path) -> None:
    (tmp_path / "versions.yml").write_text(THREE, "utf-8")
    released = versions(tmp_path)
    one, two, three = (version.date for version in released)
    assert dated(released, ["kept"], one) == Dated(one, one)
    assert dated(released, ["a"], one) == Dated(two, two)
    assert dated(released, ["b"], one) == Dated(one, three)
    assert dated(released, ["x", "zone/c"], one) == Dated(two, three)
    assert dated(released, ["d"], one) == Dated(one, one)


def test_a_folder_without_the_file_has_no_versions(tmp_path: Path) -> None:
    assert versions(tmp_path) == ()


THREE = """
- {version: '1', date: 2026-01-01, counts: {}}
- {version: '2', date: 2026-02-01, counts: {}, added: [a, zone/c], changed: [b]}
- {version: '3', date: 2026-03-01, counts: {}, changed: [b, zone/c], removed: [d]}
"""


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("version: 1", "expected a list"),
        ("- {version: '1', date: soon, counts: {}}", "expected version"),
        ("- {version: '1', date: 2026-11-22, counts: {measures: 1}}", "measures"),
        ("- {version: '1', date: 2026-11-22, counts: {}}\n- {version: '2', date: 2026-11-21, counts: {}}", "order"),
        ("- {version: '1', date: 2026-11-22, counts: {}, added: [a]}", "no ids in the first"),
        ("- {version: '1', date: 2026-11-22, counts: {}, changed: {a: b}}", "list of ids under changed"),
        ("- {version: '1', date: 2026-11-22, counts: {}, changed: [1]}", "list of ids under changed"),
    ],
)
def test_a_faulty_file_is_refused_with_what_was_expected(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / "versions.yml").write_text(text, "utf-8")
    with pytest.raises(BadData, match=told):
        versions(tmp_path)
