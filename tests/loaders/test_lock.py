"""The lock file: the same in and out, the same bytes each time, and no words of the report but the anchors."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from graph.errors import BadData
from loaders.evidence import Resolver
from loaders.located import EvidenceKey
from loaders.lock import NAME, Lock, read_lock, write_lock
from loaders.verify import locked
from tests.loaders.sample import sample_report

KEYS = [
    EvidenceKey("table-1", row="yi", column="value"), EvidenceKey("p1", "发布", 2), EvidenceKey("p1", "样本办法"),
    EvidenceKey("h1", "总论"), EvidenceKey("p1", "发布", 1), EvidenceKey("fn1", "注"),
]  # fmt: skip


@pytest.fixture
def lock(tmp_path: Path) -> Lock:
    text = sample_report(tmp_path)
    resolver = Resolver(text)
    return locked(text, {key: resolver.resolve(key) for key in KEYS})


def test_what_is_read_is_what_was_written(tmp_path: Path, lock: Lock) -> None:
    write_lock(tmp_path, lock)
    assert read_lock(tmp_path) == lock


def test_the_order_of_evidence_in_data_does_not_matter(tmp_path: Path, lock: Lock) -> None:
    file = write_lock(tmp_path, lock)
    before = file.read_bytes()
    write_lock(tmp_path, replace(lock, evidence={key: lock.evidence[key] for key in reversed(list(lock.evidence))}))
    assert file.read_bytes() == before


def test_entries_stand_as_their_anchors_do_in_the_text(tmp_path: Path, lock: Lock) -> None:
    content = json.loads(write_lock(tmp_path, lock).read_text("utf-8"))
    places = [entry["anchor_start"] for entry in content["evidence"]]
    assert places == sorted(places)
    assert len(places) == len(KEYS)


def test_nothing_but_the_lock_is_left_in_the_folder(tmp_path: Path, lock: Lock) -> None:
    write_lock(tmp_path / "sample", lock)
    assert sorted(path.name for path in (tmp_path / "sample").iterdir()) == [NAME, "source.yml"]


def test_a_lock_without_evidence_can_be_read(tmp_path: Path, lock: Lock) -> None:
    empty = replace(lock, evidence={})
    write_lock(tmp_path, empty)
    assert read_lock(tmp_path) == empty


@pytest.mark.parametrize("content", ["", "{", "[]", '{"report": "sample"}', '{"passages": [{"id": "p1", "extra": 1}]}'])
def test_a_lock_that_cannot_be_read_is_a_fault(tmp_path: Path, content: str) -> None:
    (tmp_path / NAME).write_text(content, "utf-8")
    with pytest.raises(BadData, match="policygraph lock"):
        read_lock(tmp_path)


def test_a_missing_lock_is_a_fault_that_names_the_remedy(tmp_path: Path) -> None:
    with pytest.raises(BadData, match="no such file; expected the lock that `policygraph lock` writes"):
        read_lock(tmp_path)
