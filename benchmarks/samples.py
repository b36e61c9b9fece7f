"""Times taken one after the other, and what is reported of them."""

import math
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Samples:
    """Durations in seconds, at least one."""

    seconds: tuple[float, ...]

    @property
    def median(self) -> float:
        """The middle one: what p50 means here."""
        return statistics.median(self.seconds)

    def percentile(self, share: float) -> float:
        """The smallest duration that at least this share (0 to 1) of all do not exceed (nearest rank)."""
        return sorted(self.seconds)[max(0, math.ceil(share * len(self.seconds)) - 1)]


def timed(calls: Sequence[Callable[[], object]]) -> Samples:
    """Each call once, in order."""
    found: list[float] = []
    for call in calls:
        began = time.perf_counter()
        call()
        found.append(time.perf_counter() - began)
    return Samples(tuple(found))
