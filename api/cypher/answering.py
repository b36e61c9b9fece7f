"""Inside the process that asks an engine: each question answered in the format asked, or what came in place of that."""

import json

import orjson

from api.cypher.asking import Answer, Asking
from api.cypher.engine import Access
from api.cypher.question import Question, Settings
from api.cypher.values import lines
from api.pipes import requests, send
from api.sparql.confine import limit_memory, no_core_files
from graph.errors import (
    BadQuery,
    ConnectionBroke,
    EngineUnavailable,
    PolicyGraphError,
    QueryError,
    QueryRefused,
    QueryTimeout,
)  # fmt: skip


def serve(settings: Settings) -> None:
    """Answer until the input ends."""
    asking = Asking(settings.seconds, settings.rows)
    no_core_files()
    limit_memory(settings.memory)
    send("ready")
    for line in requests(settings.seconds):
        given = json.loads(line)
        access = Access(**given.pop("access"))
        _answer(asking, Question(access=access, **given), settings)


def written(answer: Answer, question: Question, most: int) -> bytes:
    """An answer in the format asked; ``most`` is how many rows it may have."""
    if question.format == "csv":
        return lines(answer.columns, answer.rows)
    told = {
        "columns": answer.columns,
        "rows": answer.rows,
        "truncated": answer.truncated,
        **({"limit": most} if answer.truncated else {}),
        **({"plan": answer.plan} if question.explain else {}),
        "engine": question.engine,
    }
    return orjson.dumps(told)


def _answer(asking: Asking, question: Question, settings: Settings) -> None:
    try:
        answer = asking.ask(question.access, question.query, question.parameters)
        body = written(answer, question, settings.rows)
        if len(body) > settings.answer:
            send("too large")
        else:
            send("ok", "truncated" if answer.truncated else "", body)
    except MemoryError:
        send("failed", "the answer needs more memory than it is given: ask for less of it")
    except PolicyGraphError as error:
        line, column = (error.line, error.column) if isinstance(error, QueryError) else (None, None)
        send(_status(error), str(error), line=line, column=column)


def _status(error: PolicyGraphError) -> str:
    match error:
        case BadQuery():
            return "bad query"
        case QueryRefused():
            return "refused"
        case QueryTimeout():
            return "timeout"
        case ConnectionBroke():
            return "broke"
        case EngineUnavailable():
            return "unavailable"
        case _:
            return "gave up"
