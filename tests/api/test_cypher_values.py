"""What engines answer as JSON and CSV: each kind of value, the same from both engines."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

import pytest
from hypothesis import given
from hypothesis import strategies as st
from neo4j.spatial import CartesianPoint
from neo4j.time import DateTime, Time
from neo4j.vector import Vector

from api.cypher.engine import Engine
from api.cypher.values import cell, lines, plain, time
from api.objects import Json
from graph.errors import BadQuery
from graph.property_graph.model import End, Node, PropertyGraph, Relationship
from tests.api.cypher_service import ENGINES, asking, each

GRAPH: Final = PropertyGraph(
    "values",
    (
        Node("Area", "shanghai", {"id": "shanghai", "label_zh": "上海"}),
        Node("Measure", "m1", {"id": "m1", "day": date(2024, 5, 6), "number": 2**60, "share": 0.5, "pilot": True}),
        Node("Zone", "lingang", {"id": "lingang", "names": ("临港", "Lin-gang"), "zip": 201306}),
    ),
    (
        Relationship(
            "APPLIES_TO", End("Measure", "m1"), End("Zone", "lingang"),
            {"basis": "designated", "from_earliest": date(2024, 1, 1), "key": "k"}, "k",
        ),
        Relationship("PART_OF", End("Zone", "lingang"), End("Area", "shanghai")),
    ),
)  # fmt: skip
ZONE: Final[Json] = {
    "kind": "node",
    "labels": ["PolicyGraph", "Zone"],
    "properties": {"id": "lingang", "names": ["临港", "Lin-gang"], "zip": 201306},
}
AREA: Final[Json] = {
    "kind": "node", "labels": ["Area", "PolicyGraph"], "properties": {"id": "shanghai", "label_zh": "上海"},
}  # fmt: skip
PART_OF: Final[Json] = {
    "kind": "relationship",
    "type": "PART_OF",
    "start": {"labels": ["PolicyGraph", "Zone"], "id": "lingang"},
    "end": {"labels": ["Area", "PolicyGraph"], "id": "shanghai"},
    "properties": {},
}
APPLIES: Final[Json] = {
    "kind": "relationship",
    "type": "APPLIES_TO",
    "start": {"labels": ["Measure", "PolicyGraph"], "id": "m1"},
    "end": {"labels": ["PolicyGraph", "Zone"], "id": "lingang"},
    "properties": {"basis": "designated", "from_earliest": "2024-01-01", "key": "k"},
}

ANSWERS: Final[Mapping[str, Sequence[Sequence[Json]]]] = {
    "MATCH (z:Zone) RETURN z": [[ZONE]],
    "MATCH (m:Measure) RETURN m.day, m.number, m.share, m.pilot, m.missing": [
        ["2024-05-06", str(2**60), 0.5, True, None]
    ],
    "MATCH (z:Zone)-[r:PART_OF]->(a) RETURN z, r, a": [[ZONE, PART_OF, AREA]],
    "MATCH ()-[r:PART_OF]->() RETURN r": [[PART_OF]],
    "MATCH ()-[r]->() WITH r ORDER BY type(r) RETURN collect(r) AS all": [[[APPLIES, PART_OF]]],
    "MATCH (z:Zone)-[r:PART_OF]->() RETURN {r: r, l: [r]} AS m": [[{"l": [PART_OF], "r": PART_OF}]],
    "MATCH p = (z:Zone)-[:PART_OF]->(a) RETURN p": [
        [{"kind": "path", "nodes": [ZONE, AREA], "relationships": [PART_OF]}]
    ],
    "MATCH p = (m)-[*2]->(a) RETURN length(p), [n IN nodes(p) | n.id], [r IN relationships(p) | type(r)]": [
        [2, ["m1", "lingang", "shanghai"], ["APPLIES_TO", "PART_OF"]]
    ],
    "MATCH p = (z:Zone) RETURN p": [[{"kind": "path", "nodes": [ZONE], "relationships": []}]],
    "RETURN 9007199254740991, 9007199254740992, -9007199254740991, -9007199254740992": [
        [9007199254740991, "9007199254740992", -9007199254740991, "-9007199254740992"]
    ],
    "RETURN 0.0 / 0.0, 1.0 / 0.0, -1.0 / 0.0, 1.5, 1e20, -0.0": [["NaN", "Infinity", "-Infinity", 1.5, 1e20, -0.0]],
    "RETURN true, false, null, '', '临港', []": [[True, False, None, "", "临港", []]],
    "RETURN {b: 1, a: {d: null, c: [1, 'x', date('2024-01-01')]}} AS m": [
        [{"a": {"c": [1, "x", "2024-01-01"], "d": None}, "b": 1}]
    ],
    "RETURN date('2024-05-06'), date('0001-01-01'), date('9999-12-31')": [["2024-05-06", "0001-01-01", "9999-12-31"]],
    "RETURN datetime('2024-05-06T12:00:01.5+08:00'), datetime('2024-05-06T12:00:00Z')": [
        ["2024-05-06T12:00:01.5+08:00", "2024-05-06T12:00:00+00:00"]
    ],
    "RETURN datetime('2024-05-06T12:00:00[Asia/Shanghai]'), localdatetime('2024-05-06T12:00:00.123456789')": [
        ["2024-05-06T12:00:00+08:00", "2024-05-06T12:00:00.123456789"]
    ],
    "RETURN time('12:00:00-03:30'), localtime('12:30:00.25'), localtime('00:00')": [
        ["12:00:00-03:30", "12:30:00.25", "00:00:00"]
    ],
    "RETURN duration('P1Y2M3DT4H5M6.7S'), duration('PT0S'), duration({days: -1})": [
        ["P1Y2M3DT4H5M6.7S", "PT0S", "P-1D"]
    ],
    "RETURN point({x: 1, y: 2}), point({longitude: 121.5, latitude: 31.2}), point({x: 1, y: 2, z: 3})": [
        [
            {"kind": "point", "srid": 7203, "x": 1.0, "y": 2.0},
            {"kind": "point", "srid": 4326, "x": 121.5, "y": 31.2},
            {"kind": "point", "srid": 9157, "x": 1.0, "y": 2.0, "z": 3.0},
        ]
    ],
    "MATCH (z:Zone) RETURN z {.id, kind: 'zone'} AS z": [[{"id": "lingang", "kind": "zone"}]],
    "UNWIND [] AS x RETURN x": [],
}  # fmt: skip


@pytest.fixture(scope="module", params=ENGINES)
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Each engine, over the same graph."""
    with each(request, tmp_path_factory.mktemp("values"), GRAPH) as found:
        yield found


def test_each_engine_answers_each_kind_of_value_alike(engine: Engine) -> None:
    with asking() as asked:
        for query, expected in ANSWERS.items():
            answer = asked.ask(engine.access(), query, {})
            assert answer.rows == expected, query
            assert not answer.truncated


def test_types_are_kept_apart(engine: Engine) -> None:
    with asking() as asked:
        [[one, real, truth, text]] = asked.ask(engine.access(), "RETURN 1, 1.0, true, '1'", {}).rows
    assert [type(value) for value in (one, real, truth, text)] == [int, float, bool, str]


def test_parameters_of_every_kind_come_back(engine: Engine) -> None:
    values: dict[str, object] = {
        "a": 1, "b": 1.5, "c": "临港 '\"\\`", "d": True, "e": None, "f": [1, "x", None, [2]], "g": {"b": {"a": []}},
        "h": 2**63 - 1, "i": -(2**63), "a b": 2,
    }  # fmt: skip
    with asking() as asked:
        query = f"RETURN {', '.join(f'$`{name}`' for name in values)}"
        answer = asked.ask(engine.access(), query, values)
    assert answer.rows == [[*list(values.values())[:7], str(2**63 - 1), str(-(2**63)), 2]]


def test_columns_have_the_names_that_the_query_gives(engine: Engine) -> None:
    with asking() as asked:
        answer = asked.ask(engine.access(), "RETURN 1 AS b, 2 AS a, 3 AS `临港 x`, 1 + 1", {})
    assert answer.columns == ["b", "a", "临港 x", "1 + 1"]


@pytest.mark.parametrize("day", ["-0001-01-01", "+10000-01-01"])
def test_a_year_that_no_calendar_of_ours_has_is_an_error(engine: Engine, day: str) -> None:
    with asking() as asked, pytest.raises(BadQuery, match="years 1 to 9999"):
        asked.ask(engine.access(), f"RETURN date('{day}')", {})


def test_lists_deeper_than_is_read_are_an_error_or_are_read(engine: Engine) -> None:
    with asking() as asked:
        [[deep]] = asked.ask(engine.access(), "RETURN reduce(a = [], i IN range(1, 50) | [a]) AS x", {}).rows
    for _ in range(50):
        assert isinstance(deep, list)
        [deep] = deep
    assert deep == []


@given(value=st.integers(-(2**63), 2**63 - 1))
def test_integers_are_numbers_where_every_reader_keeps_them(value: int) -> None:
    found = plain(value, {})
    assert int(str(found)) == value
    assert isinstance(found, int) is (abs(value) < 2**53)


def test_what_no_engine_here_has_is_told_too() -> None:
    assert plain(b"\x00\xff", {}) == "AP8="
    assert plain(Vector([1.0, 2.0], "f32"), {}) == [1.0, 2.0]
    assert plain(CartesianPoint((1, 2)), {}) == {"kind": "point", "srid": 7203, "x": 1.0, "y": 2.0}
    assert plain(1 + 2j, {}) == "(1+2j)"
    assert time(Time(1, 2, 3, 40)) == "01:02:03.00000004"
    assert time(DateTime(2024, 1, 2, 3, 4, 5, 100_000_000)) == "2024-01-02T03:04:05.1"


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""), ("", ""), ("a,b", "a,b"), (True, "true"), (1, "1"), (1.5, "1.5"), ([1, "x"], '[1,"x"]'),
        ({"a": None}, '{"a":null}'), ("=1+1", "'=1+1"),
    ],
)  # fmt: skip
def test_a_cell_is_text_or_json(value: Json, text: str) -> None:
    assert cell(value) == text


def test_csv_is_read_back_by_a_reader_of_csv() -> None:
    body = lines(["a", "b,c"], [["x\r\ny", '"'], [None, [1]]])
    assert body.startswith(b'a,"b,c"\r\n')
    assert list(csv.reader(io.StringIO(body.decode(), newline=""))) == [["a", "b,c"], ["x\r\ny", '"'], ["", "[1]"]]
