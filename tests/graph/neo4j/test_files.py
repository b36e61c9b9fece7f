"""CSV files that Neo4j's own bulk importer loads, and the server then holds the same graph."""

import os
import shlex
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from neo4j import Driver

from graph.errors import BadParameter, Neo4jUnusable
from graph.neo4j.checking import check
from graph.neo4j.connecting import Address, told
from graph.neo4j.files import import_files
from graph.neo4j.syncing import sync
from tests.graph.neo4j.asked import rows
from tests.graph.neo4j.small import HARD, graph, later, node, small
from tests.servers.loopback import tool
from tests.servers.neo4j import jars, prepared, started


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Driver]:
    """A server into whose database the script of the small graph has loaded it, and which may then only be read."""
    java, folder = tool("java"), tmp_path_factory.mktemp("import")
    home = folder / "server"
    port = prepared(home)
    import_files(small(), folder / "files")
    admin = folder / "bin" / "neo4j-admin"
    admin.parent.mkdir()
    admin.write_text(f'#!/bin/sh\nexec {java} -Xmx512m -cp "{jars()}/*" org.neo4j.cli.AdminTool "$@"\n')
    admin.chmod(0o755)
    place = {"NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf"), "PATH": f"{admin.parent}:{os.environ['PATH']}"}
    done = subprocess.run([folder / "files" / "import.sh"], env=place, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    with (home / "conf" / "neo4j.conf").open("a") as settings:
        settings.write("server.databases.default_to_read_only=true\n")
    with started(home, port) as server, server.driver() as driver:
        yield driver


def test_the_real_importer_loads_the_files_and_every_value_is_as_it_was(imported: Driver) -> None:
    assert rows(imported, "MATCH (m:Measure:PolicyGraph {id: 'data-list'}) RETURN m.note") == [[HARD]]
    checked = check(imported, small(), "neo4j")
    assert list(checked.differing()) == []
    assert checked.same


def test_a_database_that_may_only_be_read_is_told(imported: Driver) -> None:
    with pytest.raises(Neo4jUnusable, match="may not write to the database 'neo4j'"), told(Address("bolt://here")):
        sync(imported, later(), "neo4j")


def test_the_first_line_names_columns_and_types(tmp_path: Path) -> None:
    found = import_files(small(), tmp_path / "files")
    heads = {file.name: file.read_text("utf-8").partition("\n")[0] for file in (tmp_path / "files").glob("*.csv")}
    assert heads["Measure.csv"] == (
        "id:ID(Measure),:LABEL,alt_zh:string[],count:long,from_latest:date,label_en:string,label_zh:string,note:string,"
        "sectors_zh:string[],sure:boolean,value:double,value_base:double"
    )
    assert heads["PART_OF-Zone-Area.csv"] == ":START_ID(Zone),:END_ID(Area),:TYPE,sources:string[]"
    assert set(heads) == {*found.nodes, *found.relationships}
    assert set(found.nodes) == {"Area.csv", "Dataset.csv", "Measure.csv", "Zone.csv"}


def test_the_command_names_every_file_once(tmp_path: Path) -> None:
    found = import_files(small(), tmp_path, "policy graph")
    words = shlex.split(found.command)
    assert words[:5] == ["neo4j-admin", "database", "import", "full", "policy graph"]
    assert [word for word in words if word.startswith("--nodes=")] == [f"--nodes={name}" for name in found.nodes]
    assert f"--relationships={found.relationships[0]}" in words
    assert found.command in (tmp_path / "import.sh").read_text()


def test_the_same_graph_makes_the_same_files(tmp_path: Path) -> None:
    for folder in ("one", "other"):
        import_files(small(), tmp_path / folder)
    for file in (tmp_path / "one").iterdir():
        assert file.read_bytes() == (tmp_path / "other" / file.name).read_bytes()


def test_what_is_in_a_folder_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "mine.csv").write_text("mine")
    for taken in (tmp_path, tmp_path / "mine.csv"):
        with pytest.raises(BadParameter, match="a folder that is empty"):
            import_files(small(), taken)
    assert [file.name for file in tmp_path.iterdir()] == ["mine.csv"]


@pytest.mark.parametrize("value", [("",), ("a\x1fb", "c")])
def test_a_list_that_cannot_be_told_from_another_is_refused(tmp_path: Path, value: tuple[str, ...]) -> None:
    with pytest.raises(ValueError, match="cannot be written"):
        import_files(graph([node("Zone", "a", alt_zh=value)], []), tmp_path)


def test_values_of_two_types_in_one_column_are_refused(tmp_path: Path) -> None:
    with pytest.raises(TypeError, match=r"Zone\.size is long and double"):
        import_files(graph([node("Zone", "a", size=1), node("Zone", "b", size=1.5)], []), tmp_path)
