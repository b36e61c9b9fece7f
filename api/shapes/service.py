"""The shapes of what the service says of itself, and of an entity at its own address."""

from typing import Literal

from pydantic import ConfigDict

from api.shapes.common import Ref, Shape


class Health(Shape):
    """Liveness. ``warnings``: why quotes of a report are left out, if they are."""

    status: Literal["ok"]
    warnings: list[str]


class Ready(Shape):
    """Readiness, and what is served. ``texts``: report → whether its text is at hand, so that quotes are shown."""

    status: Literal["ready"]
    dataset: str
    code: str
    base: str
    store: Literal["embedded", "remote"]
    counts: dict[str, int]
    passages: int
    texts: dict[str, bool]


class AtItsAddress(Ref):
    """An entity with everything that its page shows; the further keys depend on its kind."""

    model_config = ConfigDict(extra="allow")
