"""What the process that puts queries to an engine is started with, and what it is asked (``api.cypher.worker``)."""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass

from api.cypher.engine import Access


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
