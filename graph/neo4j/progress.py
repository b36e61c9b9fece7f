"""What a sync does at the moment, and how far it is."""

from typing import Literal, Protocol, TypeAlias

Step: TypeAlias = Literal[
    "comparing nodes", "comparing relationships", "removing what is gone", "writing nodes", "writing relationships",
    "indexing names",
]  # fmt: skip


class Progress(Protocol):
    """Hears of each step as it begins; of a long one also how many rows are done, of how many."""

    def __call__(self, step: Step, done: int = 0, total: int = 0, /) -> None: ...


def quiet(step: Step, done: int = 0, total: int = 0, /) -> None:
    """Progress that nobody follows."""


class Counted:
    """Counts the rows of one step, and tells of each advance."""

    def __init__(self, progress: Progress, step: Step, total: int) -> None:
        self._tell = progress
        self._step: Step = step
        self._done = 0
        self._total = total
        progress(step, 0, total)

    def advance(self, rows: int) -> None:
        """So many more rows are done."""
        self._done += rows
        self._tell(self._step, self._done, self._total)
