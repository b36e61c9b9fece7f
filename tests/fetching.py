"""What tests download: kept in ``.tools/``, one process at a time."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

TOOLS = Path(__file__).resolve().parents[1] / ".tools"
"""Where downloads are kept from run to run; git ignores it."""


@contextmanager
def fetching() -> Iterator[None]:
    """Let one process at a time download; who comes second finds what the first has kept."""
    TOOLS.mkdir(exist_ok=True)
    with (TOOLS / "fetching.lock").open("wb") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield
