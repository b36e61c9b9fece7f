"""Who answers Cypher: an engine, and processes that put queries to it, so that none harms the service."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Final

from api.cypher.engine import Engine
from api.cypher.guard import Reading
from api.cypher.question import Question, Settings
from api.cypher.tokens import bad
from api.processes import Limits, Pool
from graph.errors import ConnectionBroke, EngineUnavailable, QueryTimeout
from graph.property_graph.aggregates import asked_aggregates

ROWS: Final = 10_000
_GRACE: Final = 1.0
"""Seconds past its limit that an engine has to say so itself, before the process that asked is killed."""

_ARCADEDB: Final = "ArcadeDB"
_STARTING: Final = "the embedded Cypher engine is starting: try again in a few seconds"


@dataclass(frozen=True, slots=True)
class Sent:
    """An answer in the format asked, and whether there are more rows than it has."""

    body: bytes
    truncated: bool


class CypherWorkers:
    """Puts queries that the guard let through to an engine, which it closes with itself. Safe to use from threads."""

    def __init__(self, engine: Engine, *, size: int = 2, limits: Limits | None = None, rows: int = ROWS) -> None:
        """``size``: queries at once; ``rows``: of one answer."""
        self._engine = engine
        self._limits = limits or Limits()
        self._rows = rows
        settings = Settings(self._limits.memory, self._limits.answer, self._limits.seconds, rows)
        within = replace(self._limits, seconds=self._limits.seconds + _GRACE)
        self._pool = Pool("api.cypher.worker", [settings.argument()], size=size, limits=within)

    @property
    def size(self) -> int:
        """How many queries are answered at once."""
        return self._pool.size

    @property
    def limits(self) -> Limits:
        return self._limits

    @property
    def rows(self) -> int:
        """How many rows an answer has at most."""
        return self._rows

    def answer(self, reading: Reading, parameters: Mapping[str, object], format: str) -> Sent:
        """The whole answer as ``json`` or ``csv``.

        Where the engine cannot be reached, that is tried once more, as another may have taken its place. A query that
        the engine went away over is not put again: it may be what ended it. Raises BadQuery, QueryRefused,
        QueryTimeout, QueryFailed, AnswerTooLarge, Busy, EngineUnavailable.
        """
        try:
            return self._sent(reading, parameters, format)
        except EngineUnavailable:
            self._engine.suspect()
            return self._sent(reading, parameters, format)

    def pids(self) -> frozenset[int]:
        """The process ids of those that ask the engine now."""
        return self._pool.pids()

    def start(self) -> None:
        """Begin to start the engine and a process, so that the first query need not wait. Returns at once."""
        self._engine.start()
        self._pool.warm()

    def close(self) -> None:
        """End the processes, and the engine."""
        self._pool.close()
        self._engine.close()

    def _sent(self, reading: Reading, parameters: Mapping[str, object], format: str) -> Sent:
        name, access = self._engine.name, self._engine.access()
        if name.startswith(_ARCADEDB):
            _refuse_what_it_answers_wrongly(reading.text)
        question = Question(reading.text, parameters, access, name, format, reading.explain)
        try:
            told, body = self._pool.told(question)
        except EngineUnavailable as error:
            raise EngineUnavailable(_STARTING if name.startswith(_ARCADEDB) else str(error)) from error
        except ConnectionBroke:
            self._engine.suspect()
            raise
        except QueryTimeout as error:
            self._engine.suspect()
            raise QueryTimeout(f"the query took longer than the {self._limits.seconds:g} s that it may") from error
        return Sent(body, told == "truncated")


def _refuse_what_it_answers_wrongly(query: str) -> None:
    for offset in asked_aggregates(query):
        reason = "aggregate in a WITH first, and ask in the next clause: this engine answers it wrongly in one"
        raise bad(query, offset, reason)
