"""What belongs to the stores in process alone: how they are built, opened and closed."""

import hashlib
from pathlib import Path

import pytest

from graph.errors import BadQuery, NotBuilt, StoreError
from graph.store.disk import DiskStore, write
from graph.store.memory import MemoryStore
from tests.graph.store.conftest import DATA


def test_the_version_in_memory_is_the_hash_of_the_quads() -> None:
    assert MemoryStore(DATA).version == hashlib.sha256(DATA).hexdigest()


@pytest.mark.parametrize("text", [b"<http://a> <http://b> .", b'<http://a> <http://b> "\xff" <http://g> .'])
def test_quads_that_cannot_be_read_are_an_error(text: bytes, tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be read"):
        MemoryStore(text)
    (tmp_path / "bad.nq").write_bytes(text)
    with pytest.raises(StoreError, match="cannot be loaded"):
        write(tmp_path / "store", tmp_path / "bad.nq")


def test_a_triple_outside_of_the_named_graphs_is_an_error(tmp_path: Path) -> None:
    text = b"<http://a> <http://b> <http://c> .\n"
    with pytest.raises(StoreError, match="no named graph"):
        MemoryStore(text)
    (tmp_path / "stray.nq").write_bytes(text)
    with pytest.raises(StoreError, match="no named graph"):
        write(tmp_path / "store", tmp_path / "stray.nq")


def test_a_directory_is_written_once(tmp_path: Path) -> None:
    (tmp_path / "data.nq").write_bytes(DATA)
    write(tmp_path / "store", tmp_path / "data.nq")
    with pytest.raises(StoreError, match="there already"):
        write(tmp_path / "store", tmp_path / "data.nq")


def test_a_directory_without_a_dataset_is_not_built(tmp_path: Path) -> None:
    for directory in (tmp_path / "none", tmp_path):
        with pytest.raises(NotBuilt):
            DiskStore(directory, "v")


def test_a_directory_may_be_opened_many_times(tmp_path: Path) -> None:
    (tmp_path / "data.nq").write_bytes(DATA)
    write(tmp_path / "store", tmp_path / "data.nq")
    one, other = DiskStore(tmp_path / "store", "v"), DiskStore(tmp_path / "store", "v")
    one.close()
    assert len(list(other.quads())) == len(DATA.splitlines())


def test_a_closed_store_says_so_and_may_be_closed_again() -> None:
    store = MemoryStore(DATA)
    store.close()
    store.close()
    with pytest.raises(StoreError, match="closed"):
        store.ask("ASK {}")


def test_a_parse_error_has_its_place_and_one_short_line() -> None:
    with pytest.raises(BadQuery, match="line 2, column 8") as error:
        MemoryStore(DATA).select("SELECT * {\n ?s ?p ")
    assert (error.value.line, error.value.column) == (2, 8)
    assert len(str(error.value)) < 300
    assert "\n" not in str(error.value)


def test_an_unknown_function_is_a_store_error() -> None:
    with pytest.raises(StoreError, match="not supported"):
        list(MemoryStore(DATA).select("SELECT (<http://e/f>(1) AS ?x) {}"))
