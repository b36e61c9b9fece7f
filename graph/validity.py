"""When a measure holds, as known at each time: its start and end from all statements that had been published.

The start is, in this order: in force, published, adopted, stated by the text itself; a measure described as done
without a date began on an unknown day no later than the report's cut-off (``reported_by``). Rules and examples:
``docs/applicability.md``.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final, TypeVar

from graph.dates import EdtfDate, Span, both, more_precise, parse, span
from graph.model import Applicability, Dates, FromBasis, Instrument, Measure, Record, Status

START_ORDER: Final[tuple[FromBasis, ...]] = ("in_force", "published", "adopted")
R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class Source:
    """A source as the clocks see it: since when it is known, and the latest day it covers (reports only)."""

    id: str
    known: Span
    cutoff: EdtfDate | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What was known of a measure during ``known``, from the sources published by then.

    ``since`` is the source whose publication began this state; ``valid`` when the measure holds; ``from_basis`` what
    its start rests on (None where no start is known, as for plans).
    """

    measure: str
    since: str
    known: Span
    status: Status
    valid: Span
    from_basis: FromBasis | None
    start: str | None
    end: str | None
    applies_to: tuple[Applicability, ...]


def merge_dates(texts: Iterable[str]) -> tuple[EdtfDate | None, tuple[EdtfDate, ...]]:
    """One date from several statements, and those that contradict it.

    The most precise of compatible dates; of incompatible ones the last stated stands and all are returned.
    """
    merged: EdtfDate | None = None
    differing: list[EdtfDate] = []
    for text in texts:
        value = parse(text)
        if merged is None:
            merged = value
            continue
        narrower = more_precise(merged, value)
        if narrower is None:
            differing += [merged, value]
        merged = narrower or value
    return merged, tuple(dict.fromkeys(differing))


def states(
    measure: Sequence[Measure], instrument: Sequence[Instrument], sources: Mapping[str, Source]
) -> tuple[State, ...]:
    """The states of one measure, from statements of it and of its instrument, in the order they became known."""
    order = sorted({record.source for record in (*measure, *instrument)}, key=lambda source: _began(sources[source]))
    found: list[State] = []
    for position, newest in enumerate(order):
        known = set(order[: position + 1])
        saying = [record for record in measure if record.source in known]
        if not saying:
            continue
        following = order[position + 1] if position + 1 < len(order) else None
        state = _state(saying, [record for record in instrument if record.source in known], newest, sources)
        found.append(_until(state, sources[following].known) if following else state)
    return tuple(state for state in found if state.known.to_latest is None or _lasts(state.known))


def _began(source: Source) -> tuple[str, str]:
    first = source.known.from_earliest
    return (first.isoformat() if first else "", source.id)


def _lasts(known: Span) -> bool:
    """Whether a state was known for at least a day: sources of one and the same day make one state."""
    return known.from_earliest is None or known.to_latest is None or known.to_latest > known.from_earliest


def _until(state: State, following: Span) -> State:
    known = Span(state.known.from_earliest, state.known.from_latest, following.from_earliest, following.from_latest)
    return replace(state, known=known)


def _state(
    measure: Sequence[Measure], instrument: Sequence[Instrument], newest: str, sources: Mapping[str, Source]
) -> State:
    stated: list[Status] = [record.status for record in _in_order(measure, sources) if record.status]
    status: Status = stated[-1] if stated else "unknown"
    start, basis = _start(measure, instrument, sources)
    end = _end(measure, instrument)
    known = Span()
    for record in (*measure, *instrument):
        known = both(known, sources[record.source].known)
    begun = span(start)
    valid = both(begun, span(None, end))
    targets = {(item.place, item.zone_class): item for record in measure for item in record.applies_to}
    return State(
        measure[0].id, newest, known, status, valid, basis,
        start.edtf if start else None, end.edtf if end else None, tuple(targets.values()),
    )  # fmt: skip


def _in_order(records: Sequence[R], sources: Mapping[str, Source]) -> list[R]:
    return sorted(records, key=lambda record: _began(sources[record.source]))


def _start(
    measure: Sequence[Measure], instrument: Sequence[Instrument], sources: Mapping[str, Source]
) -> tuple[EdtfDate | None, FromBasis | None]:
    for name in START_ORDER:
        date, _ = merge_dates(_stated([record.dates for record in _in_order(instrument, sources)], name))
        if date:
            return date, name
    own = _in_order([record for record in measure if record.valid.since], sources)
    date, _ = merge_dates(record.valid.since for record in own if record.valid.since)
    if date:
        return date, own[-1].valid.basis
    done = [record for record in measure if record.status not in ("planned", "draft")]
    cutoffs = [cutoff for record in done if (cutoff := sources[record.source].cutoff) and cutoff.latest]
    if not cutoffs:
        return None, None
    first = min(cutoffs, key=lambda cutoff: cutoff.latest.isoformat() if cutoff.latest else "")
    return parse(f"../{first.edtf}"), "reported_by"


def _stated(dates: Iterable[Dates], name: str) -> list[str]:
    return [value for item in dates if (value := getattr(item, name))]


def _end(measure: Sequence[Measure], instrument: Sequence[Instrument]) -> EdtfDate | None:
    stated = [record.valid.until for record in measure if record.valid.until]
    stated += _stated([record.dates for record in instrument], "ended")
    return min((parse(text) for text in stated), key=lambda date: date.edtf, default=None)
