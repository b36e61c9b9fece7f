"""``cypher``: queries of the built graph, or of a Neo4j, within the bounds of /cypher."""

import csv
import io
import json
from pathlib import Path

import pytest

from api.cypher.engine import Engine
from api.cypher.sidecar import Sidecar
from tests.api.cli.conftest import Cli
from tests.api.cypher_service import Lent, neo4j
from tests.cypher_engines import small
from tests.servers.neo4j import Neo4j

ZONE = b"MATCH (z:Zone {id: $zone}) RETURN z.id AS id, z.label_zh AS label"


@pytest.fixture
def lent(sidecar: Sidecar, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The embedded engine of the test run in place of one that each command would start."""
    engine = Lent(sidecar)
    monkeypatch.setattr("api.cypher.engines.engine_over", lambda *_, **__: engine)
    return engine


@pytest.mark.usefixtures("lent")
def test_a_query_from_a_file_is_answered_as_a_table(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "zone.cypher").write_bytes(ZONE)
    ran = cli("cypher", str(tmp_path / "zone.cypher"), "--param", "zone=lingang")
    assert ran.code == 0, ran.err
    assert ran.out.splitlines() == ["id\tlabel", "lingang\t上海自由贸易试验区临港新片区"]
    assert ran.err == "1 rows\n"


@pytest.mark.usefixtures("lent")
def test_json_is_the_answer_of_the_service(cli: Cli, sidecar: Sidecar) -> None:
    told = json.loads(cli("cypher", "-", "--json", "--param", "zone=lingang", stdin=ZONE).out)
    assert told == {
        "columns": ["id", "label"], "rows": [["lingang", "上海自由贸易试验区临港新片区"]], "truncated": False,
        "engine": sidecar.name,
    }  # fmt: skip


@pytest.mark.usefixtures("lent")
def test_csv_is_for_programs(cli: Cli) -> None:
    query = b"MATCH (z:Zone {id: 'lingang'})-[r:PART_OF]->(a) RETURN a.id, r, null AS nothing"
    [head, row] = list(csv.reader(io.StringIO(cli("cypher", "-", "--csv", stdin=query).out)))
    assert (head, row[0], row[2]) == (["a.id", "r", "nothing"], "shanghai-ftz", "")
    assert json.loads(row[1])["type"] == "PART_OF"


@pytest.mark.usefixtures("lent")
def test_parameters_are_text_or_json(cli: Cli) -> None:
    given = ["--param", "a=5", "--param", "b:=5", "--param", 'c:=["x", null]', "--param", "d=x=y", "--param", "e="]
    told = json.loads(cli("cypher", "-", "--json", *given, stdin=b"RETURN $a, $b, $c, $d, $e").out)
    assert told["rows"] == [["5", 5, ["x", None], "x=y", ""]]


@pytest.mark.usefixtures("lent")
def test_a_cell_that_is_no_text_is_json_and_null_is_nothing(cli: Cli) -> None:
    ran = cli("cypher", "-", stdin=b"RETURN 1 AS a, null AS b, [1, 'x'] AS c, true AS d, {e: 1.5} AS e")
    assert ran.out.splitlines()[1] == '1\t\t[1, "x"]\ttrue\t{"e": 1.5}'


@pytest.mark.usefixtures("lent")
def test_a_plan_is_drawn_as_the_engine_draws_it(cli: Cli) -> None:
    ran = cli("cypher", "-", stdin=b"EXPLAIN MATCH (z:Zone) RETURN z")
    assert "Plan" in ran.out
    assert ran.err == ""


@pytest.mark.usefixtures("lent")
@pytest.mark.parametrize(
    ("language", "words"), [("en", "there are more: an answer has 3 rows"), ("zh", "一次至多返回 3 行")]
)
def test_rows_that_are_left_out_are_told_of(cli: Cli, language: str, words: str) -> None:
    few = {"POLICYGRAPH_CYPHER_ROWS": "3"}
    ran = cli("cypher", "-", "--lang", language, environment=few, stdin=b"UNWIND range(1, 9) AS x RETURN x")
    assert ran.out.splitlines() == ["x", "1", "2", "3"]
    assert words in ran.err
    assert (
        words
        in cli(
            "cypher", "-", "--csv", "--lang", language, environment=few, stdin=b"UNWIND [1, 2, 3, 4] AS x RETURN x"
        ).err
    )


@pytest.mark.usefixtures("lent")
@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        (b"CREATE (n)", 2, "line 1, column 1: CREATE is not allowed"),
        (b"MATCH (n RETURN n", 2, "line 1, column 10"),
        (b"RETURN 1 / 0", 2, "by zero"),
        (b"\xff", 2, "no text in UTF-8"),
        (b"MATCH (a), (b), (c), (d) WHERE a.id + b.id + c.id + d.id = '' RETURN count(*)", 1, "longer than the 1 s"),
    ],
)
def test_what_goes_wrong_is_one_line_and_a_code(cli: Cli, query: bytes, code: int, words: str) -> None:
    ran = cli("cypher", "-", stdin=query, environment={"POLICYGRAPH_CYPHER_SECONDS": "1"})
    assert (ran.code, ran.out) == (code, "")
    assert words in ran.err
    assert ran.err.count("\n") == 1


@pytest.mark.parametrize(
    ("given", "words"),
    [("zone", "expected NAME=TEXT"), ("=x", "expected NAME=TEXT"), (":=1", "expected NAME=TEXT"), ("x:=y", "no JSON"),
     ("x:=9223372036854775808", "64 bits")],
)  # fmt: skip
def test_a_parameter_that_is_none_is_told(cli: Cli, given: str, words: str) -> None:
    ran = cli("cypher", "-", "--param", given, stdin=ZONE)
    assert ran.code == 2
    assert words in ran.err


def test_a_dataset_that_is_not_built_is_told(cli: Cli, nothing_built: dict[str, str]) -> None:
    ran = cli("cypher", "-", environment=nothing_built, stdin=b"RETURN 1")
    assert ran.code == 3
    assert "policygraph build" in ran.err


def test_a_neo4j_of_the_settings_is_asked_without_a_dataset(
    cli: Cli, neo4j_server: Neo4j, nothing_built: dict[str, str]
) -> None:
    settings = {
        **nothing_built, "POLICYGRAPH_NEO4J_URI": neo4j_server.uri, "POLICYGRAPH_NEO4J_USER": neo4j_server.user,
        "POLICYGRAPH_NEO4J_PASSWORD": neo4j_server.password,
    }  # fmt: skip
    with neo4j(neo4j_server, small()):
        ran = cli("cypher", "-", environment=settings, stdin=b"MATCH (z:Zone) RETURN count(z) AS zones")
        assert ran.out.splitlines() == ["zones", "3"], ran.err
        wrong = {**settings, "POLICYGRAPH_NEO4J_PASSWORD": "wrong"}
        ran = cli("cypher", "-", environment=wrong, stdin=b"RETURN 1")
    assert ran.code == 3
    assert "POLICYGRAPH_NEO4J_PASSWORD" in ran.err


def test_a_setting_that_is_wrong_is_told(cli: Cli) -> None:
    ran = cli("cypher", "-", environment={"POLICYGRAPH_NEO4J_URI": "http://x"}, stdin=b"RETURN 1")
    assert ran.code == 2
    assert "POLICYGRAPH_NEO4J_URI" in ran.err
