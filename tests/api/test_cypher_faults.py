"""What an engine says, as one of our own errors with its place; and what a worker writes of an answer or an error."""

import json
from dataclasses import replace

import pytest
from neo4j.exceptions import BrokenRecordError, ClientError, ServiceUnavailable

from api.cypher import answering
from api.cypher.asking import Answer
from api.cypher.engine import Access
from api.cypher.faults import fault
from api.cypher.question import Question, Settings
from graph.errors import (
    AnswerTooLarge,
    BadQuery,
    ConnectionBroke,
    EngineUnavailable,
    PolicyGraphError,
    QueryError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
)  # fmt: skip

ACCESS = Access("bolt://127.0.0.1:1", "reader", "secret", "graph")
QUESTION = Question("RETURN 1", {}, ACCESS, "ArcadeDB 1.2.3")


class Said(ClientError):
    """An error of an engine with this code and message."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self._said = (code, message)

    @property
    def code(self) -> str:
        return self._said[0]

    @property
    def message(self) -> str:
        return self._said[1]


SYNTAX = "Neo.ClientError.Statement.SyntaxError"
UNKNOWN = "Neo.DatabaseError.General.UnknownError"


@pytest.mark.parametrize(
    ("code", "message", "kind", "told", "place"),
    [
        (SYNTAX, "Invalid input 'x': expected y (line 2, column 3 (offset: 9))\n\"x\"\n  ^", BadQuery,
         "line 2, column 3: Invalid input 'x': expected y", (2, 3)),
        (SYNTAX, "Syntax error at line 1:9 - no viable alternative at input '(n'", BadQuery,
         "line 1, column 10: no viable alternative at input '(n'", (1, 10)),
        (SYNTAX, "Unexpected input ';' at line 1, column 8\n  RETURN 1; RETURN 2\n          ^", BadQuery,
         "line 1, column 9: Unexpected input ';'", (1, 9)),
        (SYNTAX, "Expected exactly one statement (line 0, column 0 (offset: 0))", BadQuery,
         "Expected exactly one statement", None),
        ("Neo.ClientError.Statement.SemanticError", "UndefinedVariable: Variable 'm' not defined", BadQuery,
         "line 2, column 8: Variable 'm' not defined", (2, 8)),
        ("Neo.ClientError.Statement.ParameterMissing", "Expected parameter(s): day", BadQuery,
         "line 2, column 18: Expected parameter(s): day", (2, 18)),
        ("Neo.ClientError.Statement.ArithmeticError", "/ by zero", BadQuery, "/ by zero", None),
        (UNKNOWN, "Unknown procedure/function: db.x", BadQuery, "Unknown procedure/function: db.x", None),
        ("Neo.ClientError.Procedure.ProcedureNotFound", "There is no procedure `x`.", BadQuery,
         "There is no procedure `x`", None),
        ("Neo.ClientError.Statement.AccessMode", "Writing in read access mode not allowed.", QueryRefused,
         "the engine refused it: Writing in read access mode not allowed", None),
        ("Neo.ClientError.Security.Forbidden", "not allowed", QueryRefused, "the engine refused it: not allowed", None),
        ("Neo.ClientError.Transaction.TransactionTimedOut", "x", QueryTimeout, "longer than the 2.5 s", None),
        (UNKNOWN, "the command exceeded the arcadedb.command.timeout of 2500ms", QueryTimeout, "2.5 s", None),
        ("Neo.ClientError.Database.DatabaseNotFound", "no database", EngineUnavailable,
         "cannot be asked: no database (Neo.ClientError.Database.DatabaseNotFound)", None),
        ("Neo.ClientError.Security.Unauthorized", "who", EngineUnavailable, "cannot be asked: who", None),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", "full", QueryFailed, "engine gave up: full", None),
        (UNKNOWN, "Java heap space", QueryFailed, "the engine gave up: Java heap space", None),
        ("", "", QueryFailed, "the engine gave up", None),
        (SYNTAX, "x" * 5000, BadQuery, "x" * 500 + "…", None),
    ],
)  # fmt: skip
def test_what_an_engine_says_is_one_of_our_errors(
    code: str, message: str, kind: type[PolicyGraphError], told: str, place: tuple[int, int] | None
) -> None:
    found = fault(Said(code, message), "MATCH (n:m) WHERE n.m\nRETURN m, n.day, $day", 2.5)
    assert type(found) is kind
    assert told in str(found)
    assert "\n" not in str(found)
    if isinstance(found, QueryError):
        assert (found.line, found.column) == (place or (None, None))


@pytest.mark.parametrize(
    ("error", "kind"),
    [
        (ServiceUnavailable("gone"), ConnectionBroke), (OSError("reset"), ConnectionBroke),
        (RecursionError(), QueryFailed), (BrokenRecordError("a year"), BadQuery),
    ],
)  # fmt: skip
def test_what_the_driver_says_is_too(error: Exception, kind: type[PolicyGraphError]) -> None:
    assert type(fault(error, "RETURN 1", 1.0)) is kind


class Told:
    """What a worker has sent."""

    def __init__(self) -> None:
        self.status = ""
        self.message = ""
        self.body = b""
        self.place: dict[str, int | None] = {}

    def send(self, status: str, message: str = "", body: bytes = b"", **place: int | None) -> None:
        self.status, self.message, self.body, self.place = status, message, body, place


def told(monkeypatch: pytest.MonkeyPatch, outcome: Answer | Exception, question: Question = QUESTION) -> Told:
    """What a worker sends for a question, where asking the engine comes to this."""

    class Asking:
        def __init__(self, seconds: float, rows: int) -> None:
            assert (seconds, rows) == (1.0, 2)

        def ask(self, access: Access, query: str, parameters: dict[str, object]) -> Answer:
            assert (access, query, parameters) == (ACCESS, question.query, question.parameters)
            if isinstance(outcome, Exception):
                raise outcome
            return outcome

    found = Told()
    for name, value in (
        ("Asking", Asking), ("requests", lambda _: [question.line()]), ("send", found.send),
        ("limit_memory", lambda _: None), ("no_core_files", lambda: None),
    ):  # fmt: skip
        monkeypatch.setattr(answering, name, value)
    answering.serve(Settings(**json.loads(Settings(1 << 20, 200, 1.0, 2).argument())))
    return found


def test_an_answer_is_written_as_json_or_csv(monkeypatch: pytest.MonkeyPatch) -> None:
    answer = Answer(["a", "b"], [[1, None], ["x", [2]]], truncated=False)
    found = told(monkeypatch, answer)
    assert (found.status, found.message) == ("ok", "")
    assert json.loads(found.body) == {
        "columns": ["a", "b"], "rows": [[1, None], ["x", [2]]], "truncated": False, "engine": "ArcadeDB 1.2.3",
    }  # fmt: skip
    question = replace(QUESTION, format="csv")
    assert told(monkeypatch, answer, question).body == b"a,b\r\n1,\r\nx,[2]\r\n"


def test_an_answer_that_is_cut_and_a_plan_are_told(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Answer(["a"], [[1], [2]], truncated=True))
    assert found.message == "truncated"
    assert json.loads(found.body)["limit"] == 2
    question = replace(QUESTION, explain=True)
    assert json.loads(told(monkeypatch, Answer([], [], truncated=False, plan={"x": 1}), question).body)["plan"] == {
        "x": 1
    }


def test_an_answer_that_is_too_large_is_not_sent(monkeypatch: pytest.MonkeyPatch) -> None:
    found = told(monkeypatch, Answer(["a"], [["x" * 300]], truncated=False))
    assert (found.status, found.body) == ("too large", b"")


@pytest.mark.parametrize(
    ("error", "status"),
    [
        (BadQuery("no", 2, 3), "bad query"), (QueryRefused("no", 1, 1), "refused"), (QueryTimeout("late"), "timeout"),
        (ConnectionBroke("gone"), "broke"), (EngineUnavailable("away"), "unavailable"), (QueryFailed("no"), "gave up"),
        (MemoryError(), "failed"), (AnswerTooLarge("no"), "gave up"),
    ],
)  # fmt: skip
def test_an_error_is_told_by_its_status(monkeypatch: pytest.MonkeyPatch, error: Exception, status: str) -> None:
    found = told(monkeypatch, error)
    assert (found.status, found.body) == (status, b"")
    if isinstance(error, QueryError):
        assert found.place == {"line": error.line, "column": error.column}


def test_a_question_is_read_as_it_was_asked_and_shows_no_password() -> None:
    question = Question("RETURN $x", {"x": ["临", None, 1.5]}, ACCESS, "Neo4j 5.26.20", "csv", explain=True)
    given = json.loads(question.line())
    assert Question(access=Access(**given.pop("access")), **given) == question
    assert question.line().endswith(b"}\n")
    assert "secret" not in repr(question)
