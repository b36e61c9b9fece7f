"""Two reports side by side: which entities each of them names, and what they state differently.

A report names an entity where it states a record of it or refers to it in a record of another. That a report does not
name it again is silence, never an end. What one report states and the other leaves open is told (``only_from``,
``only_to``) and makes no change; only what cannot be true of one and the same moment does: another status, a date that
contradicts, another number, another place.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal, TypeAlias

from graph.catalogue import Catalogue
from graph.fields_compared import Detail, Named, details, named
from graph.model import Instrument
from graph.statements import Statement

Change: TypeAlias = Literal["new", "continued", "changed", "not_mentioned"]
CHANGES: Final[tuple[Change, ...]] = ("new", "continued", "changed", "not_mentioned")
COMPARED: Final = (
    "instrument", "agreement", "participation", "measure", "target", "event", "zone", "area", "zone-class",
    "designation", "organization", "document", "indicator",
)  # fmt: skip
AHEAD: Final = frozenset({"planned", "draft"})
# The states of an agreement before its text is agreed; of the rest only plans and drafts lie ahead.
OPEN: Final = {"agreement": frozenset({"negotiating", "announced"})}
SHARED: Final = ("instrument", "agreement", "zone")
DONE: Final = {
    "agreement": frozenset({"concluded", "in_force", "operating"}), "event": frozenset({"done"}),
    "measure": frozenset({"in_force", "pilot", "ended"}), "zone": frozenset({"in_force"}),
    "area": frozenset({"in_force"}), "instrument": frozenset({"in_force", "ended"}),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Mention:
    """Where a report speaks of an entity: its own statement if there is one, and the records that refer to it.

    ``by`` has the statement and the key of each reference.
    """

    own: Statement | None
    by: tuple[tuple[Statement, str], ...]


@dataclass(frozen=True, slots=True)
class Progress:
    """That the earlier report announces what the later one records as done: one id, in one status and in another.

    ``done`` is the kind and id of the record that is done; another kind than the item's where, say, a goal became a
    measure under its id.
    """

    announced_in: str
    done_in: str
    announced: str
    status: str
    done: Named


@dataclass(frozen=True, slots=True)
class Compared:
    """One entity in two reports. ``first`` and ``second`` are None where that report does not name it.

    ``see_also``: of a plan of the earlier report, the acts that the later one records as done and that name the same
    instrument, agreement or zone, with what they share; no claim that they fulfil it.
    """

    kind: str
    id: str
    change: Change
    first: Mention | None
    second: Mention | None
    details: tuple[Detail, ...]
    progress: Progress | None
    see_also: tuple[tuple[Named, Named], ...]


def compare(catalogue: Catalogue, first: str, second: str) -> tuple[Compared, ...]:
    """Every entity that at least one of two reports names, by kind and id."""
    before, after = _mentions(catalogue, first), _mentions(catalogue, second)
    keys = sorted({*before, *after}, key=lambda key: (COMPARED.index(key[0]), key[1]))
    sides = (first, before), (second, after)
    return tuple(_compared(catalogue, key, *sides) for key in keys)


Side: TypeAlias = "tuple[str, Mapping[Named, Mention]]"


def _compared(catalogue: Catalogue, key: Named, first: Side, second: Side) -> Compared:
    one, other = first[1].get(key), second[1].get(key)
    found: tuple[Detail, ...] = ()
    if one and other and one.own and other.own:
        found = details(catalogue, one.own.record, other.own.record)
    ahead, behind = sorted((first, second), key=lambda side: _since(catalogue, side[0]))
    progress = _progress(key, ahead, behind)
    also = () if progress else _see_also(catalogue, key, ahead, behind)
    return Compared(*key, _change(one, other, found), one, other, found, progress, also)


def _since(catalogue: Catalogue, report: str) -> tuple[date, str]:
    """Which of two reports came first; what comes later cannot announce what came before."""
    return catalogue.sources[report].known.from_earliest or date.min, report


def _change(one: Mention | None, other: Mention | None, found: Iterable[Detail]) -> Change:
    if one is None:
        return "new"
    if other is None:
        return "not_mentioned"
    return "changed" if any(item.relation == "differs" for item in found) else "continued"


# ------------------------------------------------------------- who names what


def _mentions(catalogue: Catalogue, report: str) -> dict[Named, Mention]:
    """What a report names, of the kinds compared."""
    said = [item for group in catalogue.statements.values() for item in group if item.record.source == report]
    own = {item.key: item for item in said if item.key[0] in COMPARED}
    by: dict[Named, list[tuple[Statement, str]]] = {}
    for statement in said:
        for key, target in named(catalogue, statement.record):
            if target[0] in COMPARED and target != statement.key:
                by.setdefault(target, []).append((statement, key))
    return {key: Mention(own.get(key), tuple(by.get(key, ()))) for key in {*own, *by}}


# ------------------------------------------------------------------- progress


def _announced(statement: Statement | None) -> str | None:
    """The status of what a statement announces; None for what it does not."""
    if statement is None:
        return None
    status = _status(statement)
    return status if status in AHEAD | OPEN.get(statement.key[0], frozenset()) else None


def _done(statement: Statement | None) -> str | None:
    """The status of what a statement records as done; None for what it does not."""
    if statement is None:
        return None
    status = _status(statement)
    return status if status in DONE.get(statement.key[0], frozenset()) else None


def _status(statement: Statement) -> str | None:
    """The status stated. Of instruments it is stated of drafts only: one that has been issued is in force."""
    record = statement.record
    status: str | None = getattr(record, "status", None)
    if status is None and isinstance(record, Instrument):
        dates = record.dates
        return "in_force" if dates.adopted or dates.published or dates.in_force else None
    return status


def _progress(key: Named, ahead: Side, behind: Side) -> Progress | None:
    """Announced on one side and done on the other under the same id, of the same kind before others."""
    mention = ahead[1].get(key)
    announced = _announced(mention.own) if mention else None
    if announced is None:
        return None
    for kind in (key[0], *DONE):
        found = behind[1].get((kind, key[1]))
        if found and (status := _done(found.own)):
            return Progress(ahead[0], behind[0], announced, status, (kind, key[1]))
    return None


def _see_also(catalogue: Catalogue, key: Named, ahead: Side, behind: Side) -> tuple[tuple[Named, Named], ...]:
    """Of a plan: the acts done on the other side that name an instrument, agreement or zone that it names."""
    mention = ahead[1].get(key)
    if mention is None or mention.own is None or _status(mention.own) not in AHEAD:
        return ()
    wanted = {target for _, target in named(catalogue, mention.own.record) if target[0] in SHARED}
    found = [
        (statement.key, target)
        for target in sorted(wanted)
        for statement, _ in (behind[1][target].by if target in behind[1] else ())
        if statement.key != key and statement.key[0] in ("measure", "event") and _done(statement)
    ]
    return tuple(dict.fromkeys(found))
