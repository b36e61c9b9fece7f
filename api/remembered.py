"""Bodies of answers, kept by their ETag."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock as Mutex
from typing import Final

REMEMBERED: Final = 2048


@dataclass(slots=True)
class Remembered:
    """Bodies of answers by ETag, the least used forgotten first. An ETag names everything that the body depends on."""

    _bodies: "OrderedDict[str, bytes]" = field(default_factory=OrderedDict)
    _mutex: Mutex = field(default_factory=Mutex)

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The body for a tag, made if it is not remembered."""
        with self._mutex:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
                return self._bodies[tag]
        body = make()
        with self._mutex:
            self._bodies[tag] = body
            while len(self._bodies) > REMEMBERED:
                self._bodies.popitem(last=False)
        return body
