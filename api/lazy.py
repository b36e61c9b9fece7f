"""A list whose items are presented when they are read: an answer shows a page of what was found, not all of it."""

from collections.abc import Callable, Sequence
from typing import Generic, TypeVar, overload

from api.objects import Json

T = TypeVar("T")


class Presented(Sequence[Json], Generic[T]):
    """``found`` as ``present`` shows it; its length is known without showing anything."""

    def __init__(self, found: Sequence[T], present: Callable[[T], Json]) -> None:
        self._found = found
        self._present = present

    def __len__(self) -> int:
        return len(self._found)

    @overload
    def __getitem__(self, index: int) -> Json: ...

    @overload
    def __getitem__(self, index: slice) -> list[Json]: ...

    def __getitem__(self, index: int | slice) -> "Json | list[Json]":
        if isinstance(index, slice):
            return [self._present(item) for item in self._found[index]]
        return self._present(self._found[index])
