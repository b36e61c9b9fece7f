"""The process that puts strangers' queries to a Cypher engine, one at a time, over one connection; killed without harm.

Run as ``python -m api.cypher.worker SETTINGS``; how it is asked and answers stands in ``api.processes``. A process of
its own, since an engine may send more than memory holds in a single value (``RETURN range(1, 1000000000)``), the driver
reads all of it however late it is, and while it does no other thread of a Python process gets far.
"""

import json
import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass

import orjson

from api.cypher.asking import Answer, Asking
from api.cypher.engine import Access
from api.cypher.values import lines
from api.pipes import requests, send
from api.sparql.confine import limit_memory, no_core_files
from graph.errors import BadQuery, EngineUnavailable, PolicyGraphError, QueryError, QueryRefused, QueryTimeout


@dataclass(frozen=True, slots=True)
class Settings:
    """What a worker is started with: bytes of memory and of answer, seconds and rows for a query."""

    memory: int
    answer: int
    seconds: float
    rows: int

    def argument(self) -> str:
        """As the process reads it."""
        return json.dumps(asdict(self))


@dataclass(frozen=True, slots=True)
class Question:
    """A query that the guard let through, its parameters, where to put it, and the format (``json``, ``csv``).

    ``engine``: the engine's name, which answers tell. ``explain``: whether the answer is a plan.
    """

    query: str
    parameters: Mapping[str, object]
    access: Access
    engine: str
    format: str = "json"
    explain: bool = False

    def line(self) -> bytes:
        """The request as a worker reads it."""
        return json.dumps(asdict(self)).encode() + b"\n"


def main() -> None:
    """Answer until the input ends."""
    settings = Settings(**json.loads(sys.argv[1]))
    asking = Asking(settings.seconds, settings.rows)
    no_core_files()
    limit_memory(settings.memory)
    send("ready")
    for line in requests(settings.seconds):
        given = json.loads(line)
        access = Access(**given.pop("access"))
        _answer(asking, Question(access=access, **given), settings)


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


def written(answer: Answer, question: Question, most: int) -> bytes:
    """An answer in the format asked."""
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


def _status(error: PolicyGraphError) -> str:
    match error:
        case BadQuery():
            return "bad query"
        case QueryRefused():
            return "refused"
        case QueryTimeout():
            return "timeout"
        case EngineUnavailable():
            return "unavailable"
        case _:
            return "gave up"


if __name__ == "__main__":
    main()
