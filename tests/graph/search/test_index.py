"""The index beside the store: the same for the same data, read if it is right, made if it is not."""

import sqlite3
from contextlib import closing
from pathlib import Path

from graph.home import Home
from graph.iris import Iris
from graph.search import Search
from graph.search.index import FILE, opened, write
from graph.search.texts import Held, quoted, texts
from loaders.build import build
from tests.graph.conftest import Real
from tests.graph.search.conftest import nothing


def dump(connection: sqlite3.Connection) -> list[str]:
    with closing(connection):
        return list(connection.iterdump())


def test_the_same_data_gives_the_same_bytes_and_another_order_of_making_the_same_content(
    real: Real, tmp_path: Path
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    one, other = write(tmp_path / "a", real.catalogue), write(tmp_path / "b", real.catalogue)
    assert one.read_bytes() == other.read_bytes()
    assert dump(opened(tmp_path / "a", real.catalogue)) == dump(opened(None, real.catalogue))


def test_a_build_writes_it_beside_the_store_and_again_where_it_is_gone(data: Path, tmp_path: Path) -> None:
    home = Home(tmp_path)
    folder = build(data, home, Iris(), shacl=False).dataset.folder
    first = (folder / FILE).read_bytes()
    (folder / FILE).unlink()
    assert build(data, home, Iris(), shacl=False, force=True).dataset.folder == folder
    assert (folder / FILE).read_bytes() == first


def test_it_is_read_and_not_made_where_it_is_there(real: Real, tmp_path: Path) -> None:
    file = write(tmp_path, real.catalogue)
    with closing(sqlite3.connect(file)) as connection:
        connection.execute("UPDATE entries SET slug = 'read-from-the-file' WHERE kind = 'zone' AND slug = 'lingang'")
        connection.commit()
    with closing(Search(real.catalogue, tmp_path, nothing)) as search:
        assert search.search("临港").hits[0].id == "read-from-the-file"


def test_one_that_other_code_wrote_is_not_read(real: Real, tmp_path: Path) -> None:
    file = write(tmp_path, real.catalogue)
    with closing(sqlite3.connect(file)) as connection:
        connection.executescript("DROP TABLE held; PRAGMA user_version = 0;")
    with closing(Search(real.catalogue, tmp_path, nothing)) as search:
        assert search.search("临港").hits[0].id == "lingang"


def test_no_words_of_a_report_are_in_the_file(real: Real, tmp_path: Path) -> None:
    write(tmp_path, real.catalogue)
    with closing(opened(tmp_path, real.catalogue)) as connection:
        fields = {field for (field,) in connection.execute("SELECT DISTINCT field FROM held")}
    assert not fields & {"quote", "text"}
    assert {"id", "label", "alt", "definition", "note", "topics", "sectors", "applies_to", "about"} <= fields


def test_every_entity_and_concept_has_a_text_in_both_languages(real: Real) -> None:
    found = list(texts(real.catalogue))
    for language in ("zh", "en"):
        having = {(held.kind, held.id) for held in found if held.language == language}
        assert having == {*real.catalogue.statements, *real.catalogue.concepts}


def test_a_measure_is_found_by_its_zone_instrument_topics_and_sectors(real: Real) -> None:
    held = [one for one in texts(real.catalogue) if one.id == "vats-foreign-equity-cap-removal"]
    fields = {one.field for one in held}
    assert {"label", "topics", "instrument", "applies_to", "sectors", "action"} <= fields
    assert Held("measure", held[0].id, "topics", "电信业务开放", "zh") in held


def test_quotes_are_the_sentences_of_evidence_and_passages_have_their_text(real: Real) -> None:
    found = list(quoted(real.catalogue, lambda report, start, end: f"{report} {start} {end}"))
    passages = {held.id for held in found if held.field == "text"}
    assert passages == set(real.catalogue.passages)
    quotes = [held for held in found if held.field == "quote"]
    assert {held.passage.rsplit("-", 1)[0] for held in quotes} >= {"mofcom-2021", "mofcom-2024"}
    assert list(quoted(real.catalogue, nothing)) == []
