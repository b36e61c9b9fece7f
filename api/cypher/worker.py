"""The process that puts strangers' queries to a Cypher engine, one at a time, over one connection; killed without harm.

Run as ``python -m api.cypher.worker SETTINGS``; how it is asked and answers stands in ``api.processes``. A process of
its own, since an engine may send more than memory holds in a single value (``RETURN range(1, 1000000000)``), the driver
reads all of it however late it is, and while it does no other thread of a Python process gets far.
"""

import json
import sys
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


def main() -> None:
    """Answer until the input ends."""
    # The driver imports these where they are installed, for results as data frames, and takes seconds over it.
    for name in ("numpy", "pandas", "pyarrow"):
        sys.modules[name] = None  # type: ignore[assignment]
    from api.cypher.answering import serve

    serve(Settings(**json.loads(sys.argv[1])))


if __name__ == "__main__":
    main()
