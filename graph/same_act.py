"""When two statements tell of one act: events beside dates of instruments, agreements, zones and measures.

Rules, each on what the sources state, none on the wording of labels:

- an event is an instrument's or agreement's act if it names it, is of a type that brings about that kind of date
  (``ACTS``), and their dates are compatible (one lies within the other);
- an event is the publication of a document if it names it, is of a type that publishes, and at a compatible date;
- an event tells of the founding of a place if it names it, is of a type that founds (``FOUNDING``), and at a
  compatible date;
- an event tells of a measure if their dates are compatible and either one sentence dates both, or they share a place or
  an agreement.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final, Generic, Literal, TypeVar

from graph.catalogue import Catalogue
from graph.dates import EdtfDate, more_precise
from graph.model import Event, Record
from graph.schema import kind_of
from graph.statements import Statement
from graph.validity import merge_dates

ACTS: Final[Mapping[str, str]] = {
    "issuing": "published", "publishing": "published", "joint-statement": "published", "launch": "published",
    "review": "adopted", "conclusion": "adopted", "signing": "adopted", "effect": "in_force",
}  # fmt: skip
"""Event type → the kind of date that such an event brings about."""
FOUNDING: Final = frozenset({"launch", "establishment", "designation"})

R = TypeVar("R", bound=Record)
Sentence = tuple[str, int, int]
"""A report and the offsets of a sentence in it."""


@dataclass(frozen=True, slots=True)
class Said(Generic[R]):
    """What the known sources say of one entity, in the order in which they became known."""

    id: str
    records: tuple[R, ...]
    statements: tuple[Statement, ...]

    @property
    def sources(self) -> tuple[str, ...]:
        """The sources that speak of it."""
        return tuple(record.source for record in self.records)

    def sentences(self, key: str) -> frozenset[Sentence]:
        """The sentences that support a key."""
        return frozenset(
            (statement.record.source, cited.location.start, cited.location.end)
            for statement in self.statements
            for cited in statement.cited
            if cited.location and key in cited.evidence.supports
        )


@dataclass(frozen=True, slots=True)
class Time:
    """The date that several statements give together, the dates that contradict, and the sources that give one."""

    when: EdtfDate | None
    differs: tuple[EdtfDate, ...]
    sources: tuple[str, ...]


def time_of(said: Said[R], of: Callable[[R], str | None]) -> Time:
    """The date of what is said, taken from each record by ``of``."""
    given = [(record.source, text) for record in said.records if (text := of(record))]
    when, differs = merge_dates(text for _, text in given)
    return Time(when, differs, tuple(source for source, _ in given))


def distinct(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    """Every value once, in the order in which they come."""
    return tuple(dict.fromkeys(value for part in values for value in part))


def each(values: Iterable[str | None]) -> tuple[str, ...]:
    """Every value that there is once, in the order in which they come."""
    return tuple(dict.fromkeys(value for value in values if value))


def read(catalogue: Catalogue, cls: type[R], known: frozenset[str]) -> Iterator[Said[R]]:
    """Every entity of a kind that a known source speaks of."""
    wanted = kind_of(cls)
    for (kind, slug), statements in catalogue.statements.items():
        if kind == wanted:
            stated = tuple(item for item in statements if item.record.source in known)
            records = tuple(item.record for item in stated if isinstance(item.record, cls))
            if records:
                yield Said(slug, records, stated)


@dataclass(frozen=True, slots=True)
class Happening:
    """An event as all known sources together tell it: the most precise compatible date, all that any names."""

    said: Said[Event]
    type: str | None
    when: EdtfDate | None
    differs: tuple[EdtfDate, ...]
    places: tuple[str, ...]
    agreements: tuple[str, ...]
    instruments: tuple[str, ...]
    documents: tuple[str, ...]
    organizations: tuple[str, ...]
    topics: tuple[str, ...]
    sentences: frozenset[Sentence]

    @property
    def parties(self) -> tuple[str, ...]:
        """The places and bodies that take part."""
        return (*self.places, *self.organizations)


def happenings(events: Iterable[Said[Event]]) -> tuple[Happening, ...]:
    """Events, each merged from its statements."""
    return tuple(_happening(said) for said in events)


def _happening(said: Said[Event]) -> Happening:
    records = said.records
    when, differs = merge_dates(record.date for record in records if record.date)
    return Happening(
        said,
        next((record.type for record in records if record.type), None),
        when,
        differs,
        distinct(record.places for record in records),
        distinct(record.agreements for record in records),
        distinct(record.instruments for record in records),
        distinct(record.documents for record in records),
        distinct(record.organizations for record in records),
        distinct(record.topics for record in records),
        said.sentences("date"),
    )


def act_of(event: Happening, slugs: Sequence[str], dated: Mapping[tuple[str, str], EdtfDate | None]) -> bool:
    """Whether an event is an act of each of ``slugs``, instruments or agreements; False for none.

    ``dated``: (id, kind of date) → date.
    """
    kind = ACTS.get(event.type or "")
    if kind is None or not slugs or not set(slugs) <= {*event.instruments, *event.agreements}:
        return False
    return all(_compatible(event.when, dated.get((slug, kind))) for slug in slugs)


def publishes(event: Happening, document: str, when: EdtfDate | None) -> bool:
    """Whether an event is the publication of a document; of one without a date, whether it is any of them."""
    if ACTS.get(event.type or "") != "published" or document not in event.documents:
        return False
    return when is None or _compatible(event.when, when)


def is_said(
    events: Iterable[Happening],
    what: Literal["founding", "any"],
    when: EdtfDate,
    about: Iterable[str],
    sentences: frozenset[Sentence] = frozenset(),
) -> bool:
    """Whether some event tells of something dated ``when``: the founding of a place, or ``any`` act.

    ``about``: ids of places and agreements of which one must be named; or one of ``sentences`` dates the event too.
    """
    named = set(about)
    return any(
        (what == "any" or event.type in FOUNDING)
        and _compatible(event.when, when)
        and bool(named & {*event.places, *event.agreements} or sentences & event.sentences)
        for event in events
    )


def _compatible(one: EdtfDate | None, other: EdtfDate | None) -> bool:
    return one is not None and other is not None and more_precise(one, other) is not None
