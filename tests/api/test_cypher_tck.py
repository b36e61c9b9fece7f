"""The guard over the openCypher technology compatibility kit: its reads pass, and whatever writes is refused."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import pytest

from api.cypher.guard import check
from graph.errors import BadQuery, QueryError, QueryRefused
from tests.absent import absent

FEATURES: Final = Path(__file__).resolve().parents[3] / "shared" / "conformance" / "opencypher-tck" / "tck" / "features"
SCENARIO: Final = re.compile(r"\n *(?=Scenario(?: Outline)?:)")
QUERY: Final = re.compile(r'When executing query:\s*"""\n(.*?)"""', re.DOTALL)
EXAMPLES: Final = re.compile(r"Examples:\s*\n((?:\s*\|.*\n?)+)")
NO_CODE: Final = re.compile(
    r"""//[^\r\n]*|/\*.*?\*/|'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*"|`[^`]*`|[.:]\s*\w+""", re.DOTALL
)
UPDATING: Final = re.compile(r"\b(?:CREATE|MERGE|SET|DELETE|REMOVE|FOREACH)\b", re.IGNORECASE)
# The kit's own procedures, and a function that is none, as the kit says too.
UNKNOWN: Final = re.compile(r"\btest\.\w|\bfoo\(")


@dataclass(frozen=True, slots=True)
class Case:
    """A query of a scenario; whether it has side effects, and whether an engine must refuse it."""

    query: str
    writes: bool
    wrong: bool


def cases() -> Iterator[Case]:
    """Every query that is tested, with the values of outlines put in."""
    for file in sorted(FEATURES.rglob("*.feature")):
        for scenario in SCENARIO.split(file.read_text("utf-8"))[1:]:
            found = QUERY.search(scenario)
            if found is None:
                continue
            writes, wrong = "side effects should be" in scenario, "should be raised" in scenario
            for values in examples(scenario):
                query = found[1]
                for name, value in values.items():
                    query = query.replace(f"<{name}>", value)
                yield Case(query, writes, wrong)


def examples(scenario: str) -> list[dict[str, str]]:
    """The values of an outline; one that has none is asked as it is."""
    found = EXAMPLES.search(scenario)
    if found is None:
        return [{}]
    rows = [[cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip())[1:-1]] for line in found[1].splitlines()]
    return [{name: cell.replace("\\|", "|") for name, cell in zip(rows[0], row, strict=True)} for row in rows[1:]]


@pytest.fixture(scope="module")
def kit() -> list[Case]:
    """All cases; without the kit the test is skipped, on CI it fails."""
    if not FEATURES.is_dir():
        absent(f"the openCypher TCK is not in {FEATURES}")
    return list(cases())


def updates(query: str) -> bool:
    """Whether a query has an updating clause, judged by its words outside of strings, comments and names."""
    return UPDATING.search(NO_CODE.sub(" ", query)) is not None


def test_every_read_passes(kit: list[Case]) -> None:
    reads = [case for case in kit if not updates(case.query) and not case.wrong and not UNKNOWN.search(case.query)]
    assert len(reads) > 2_800
    for case in reads:
        assert check(case.query).text


def test_whatever_writes_is_refused(kit: list[Case]) -> None:
    writing = [case for case in kit if case.writes or updates(case.query)]
    assert len(writing) > 300
    for case in writing:
        with pytest.raises(QueryRefused, match="it writes, and this service only reads"):
            check(case.query)


def refused(query: str) -> QueryError | None:
    """What the guard says against a query, if anything."""
    try:
        check(query)
    except (BadQuery, QueryRefused) as error:
        return error
    return None


def test_what_no_engine_takes_is_let_through_or_has_a_place(kit: list[Case]) -> None:
    wrong = [case for case in kit if case.wrong and not updates(case.query)]
    assert len(wrong) > 600
    refusals = [refusal for case in wrong if (refusal := refused(case.query))]
    assert refusals
    assert all(refusal.line and refusal.column for refusal in refusals)
