"""Who answers SPARQL: a pool of worker processes over a built directory, or whoever else has the same surface."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Protocol

from api.processes import Limits, Pool
from api.sparql.worker import Question, Settings

__all__ = ["Limits", "Question", "WorkerPool", "Workers"]


class Workers(Protocol):
    """Who answers queries that the guard let through. Safe to use from several threads."""

    @property
    def size(self) -> int:
        """How many queries are answered at once."""
        ...

    @property
    def limits(self) -> Limits: ...

    def answer(self, question: Question) -> bytes:
        """The whole answer in the media type asked.

        Raises BadQuery, QueryTimeout, QueryFailed, AnswerTooLarge, Busy, StoreError.
        """
        ...

    def close(self) -> None: ...


class WorkerPool(Pool):
    """Up to ``size`` processes over one built directory."""

    def __init__(self, directory: Path, *, size: int = 2, limits: Limits | None = None) -> None:
        limits = limits or Limits()
        settings = Settings(str(directory), limits.memory, limits.answer, limits.seconds)
        super().__init__("api.sparql.worker", [json.dumps(asdict(settings))], size=size, limits=limits)
