"""The competency questions of ``../shared/questions.yaml``, asked over HTTP, each with the answer it must have."""

from typing import Final, TypeAlias

import pytest
import yaml

from api.objects import Json
from tests.absent import absent
from tests.client import Client
from tests.conftest import ROOT
from tests.expectations import Expectation, unmet

Question: TypeAlias = "dict[str, Json]"
FILE: Final = ROOT.parent / "shared" / "questions.yaml"


def _questions() -> list[Question]:
    if not FILE.is_file():
        return []
    found: list[Question] = yaml.safe_load(FILE.read_text("utf-8"))
    return found


def test_the_questions_are_there() -> None:
    if not FILE.is_file():
        absent(f"the questions are not in {FILE}")
    ids = [question["id"] for question in _questions()]
    assert len(set(ids)) == len(ids) >= 29


@pytest.mark.parametrize("question", _questions(), ids=lambda question: str(question["id"]))
def test_a_question_has_its_answer(client: Client, question: Question) -> None:
    response = client.get(str(question["request"]))
    expectations = question["expect"]
    assert isinstance(expectations, list)
    assert expectations
    for expectation in expectations:
        assert isinstance(expectation, dict)
        assert unmet(expectation, response.status_code, response.json()) is None


ANSWER: Final[Json] = {
    "items": [{"id": "a", "n": 1.5, "part": {"id": "x"}}, {"id": "b", "n": None, "part": None}],
    "total": 2,
}


@pytest.mark.parametrize(
    "expectation",
    [
        {"at": "items[].id", "includes": ["a"], "excludes": ["c"]},
        {"at": "items[].id", "equals_set": ["b", "a"]},
        {"at": "total", "equals": 2, "min": 2, "max": 2},
        {"at": "items[].n", "includes_number": 1.5004, "tolerance": 0.001},
        {"where": {"part.id": "x"}, "at": "id", "equals": "a"},
        {"at": "items[].nothing", "present": False},
        {"status": 200},
    ],
)
def test_the_language_accepts_what_is_so(expectation: Expectation) -> None:
    assert unmet(expectation, 200, ANSWER) is None


@pytest.mark.parametrize(
    "expectation",
    [
        {"at": "items[].id", "includes": ["a", "c"]},
        {"at": "items[].id", "excludes": ["b"]},
        {"at": "items[].id", "equals_set": ["a"]},
        {"at": "items[].id", "equals": "a"},
        {"at": "nothing", "equals": 1},
        {"at": "total", "min": 3},
        {"at": "total", "max": 1},
        {"at": "items[].n", "includes_number": 1.6, "tolerance": 0.001},
        {"where": {"part.id": "y"}, "at": "id", "excludes": ["a"]},
        {"at": "items[].id", "present": False},
        {"status": 404},
    ],
)
def test_the_language_refuses_what_is_not(expectation: Expectation) -> None:
    assert unmet(expectation, 200, ANSWER) is not None
