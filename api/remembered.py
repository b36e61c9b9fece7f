"""Bodies of answers, kept by their ETag."""

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock as Mutex
from typing import Final

REMEMBERED: Final = 64 * 2**20


@dataclass(slots=True)
class Remembered:
    """Bodies of answers by ETag, the least used forgotten first. An ETag names everything that the body depends on.

    ``most``: bytes of all bodies together; a body of more than a quarter of that is not kept.
    """

    most: int = REMEMBERED
    _bodies: "OrderedDict[str, bytes]" = field(default_factory=OrderedDict)
    _size: int = 0
    _mutex: Mutex = field(default_factory=Mutex)

    def get(self, tag: str, make: Callable[[], bytes]) -> bytes:
        """The body for a tag, made if it is not remembered."""
        with self._mutex:
            if tag in self._bodies:
                self._bodies.move_to_end(tag)
                return self._bodies[tag]
        body = make()
        if len(body) * 4 > self.most:
            return body
        with self._mutex:
            self._size += len(body) - len(self._bodies.get(tag, b""))
            self._bodies[tag] = body
            while self._size > self.most:
                self._size -= len(self._bodies.popitem(last=False)[1])
        return body
