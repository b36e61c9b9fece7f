"""The timeline: one entry for every dated act, as the sources known on a day state it.

An instrument has one entry for each kind of its dates (``{instrument}-{kind}``). Agreements, zones, designations,
participations, targets and measures have an entry where no event (or earlier entry) says the same; which statements
say the same is ``graph.same_act``. An entity without any date is an entry without a date, so that it can be counted.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import date
from typing import Final, TypeAlias

from graph.catalogue import Catalogue
from graph.dates import EdtfDate, more_precise, overlap, parse
from graph.model import (
    Agreement, Dates, Designation, Event, Instrument, Label, Measure, Participation, Target, Zone,
)  # fmt: skip
from graph.same_act import Happening, Said, act_of, happenings, is_said, read
from graph.validity import merge_dates

DATE_KINDS: Final = tuple(item.name for item in fields(Dates))
WORDS: Final = {
    "adopted": ("通过", "adopted"), "published": ("发布", "published"), "in_force": ("施行", "in force"),
    "applicable": ("适用", "applicable"), "ended": ("失效", "no longer in force"), "establishment": ("设立", "set up"),
}  # fmt: skip
"""What an entry's label says of its date, in both languages."""

Cited: TypeAlias = "tuple[str, str, tuple[str, ...]]"
"""Kind and id of an entity, and the keys whose evidence an entry rests on."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One dated act. ``kind`` and ``entity`` are what it is an act of; ``when`` may be an interval, None for no date.

    ``places`` and ``classes`` are what it is for or happened at; ``differs`` dates that contradict each other.
    """

    id: str
    kind: str
    entity: str
    type: str
    label: Label
    when: EdtfDate | None
    lane: str
    status: str
    reports: tuple[str, ...]
    cited: tuple[Cited, ...]
    places: tuple[str, ...] = ()
    classes: tuple[str, ...] = ()
    agreements: tuple[str, ...] = ()
    instruments: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    differs: tuple[EdtfDate, ...] = ()


def entries(catalogue: Catalogue, known: frozenset[str]) -> tuple[Entry, ...]:
    """All entries that the sources in ``known`` support, by their earliest day, then id; undated ones last."""
    return tuple(sorted(_Gathering(catalogue, known).all(), key=_order))


def within(entry: Entry, first: EdtfDate | None, last: EdtfDate | None) -> bool:
    """Whether an entry's bounds share a day with the time from the start of ``first`` to the end of ``last``."""
    asked = EdtfDate("", first.earliest if first else None, last.latest if last else None, "interval")
    return entry.when is not None and overlap(entry.when, asked)


def named(catalogue: Catalogue, place: str, known: frozenset[str], *, inherits: bool = False) -> frozenset[str]:
    """The places and classes that an entry may name to concern ``place``: it and what lies in it.

    With ``inherits`` also everything whose measures reach it: places that contain it and classes it belongs to.
    """
    territory = catalogue.world.territory
    found = {below for below, way in territory.down(place).items() if _known(catalogue, way, known)}
    if inherits:
        routes = territory.routes(place).items()
        found |= {target for target, route in routes if _known(catalogue, route.steps, known)}
    return frozenset(found)


def _known(catalogue: Catalogue, steps: Iterable[object], known: frozenset[str]) -> bool:
    """Whether some known source states every step of a way."""
    records = (step.edge.record for step in steps)  # type: ignore[attr-defined]
    return all(any(said.record.source in known for said in catalogue.entity(*record)) for record in records)


def _order(entry: Entry) -> tuple[bool, date, str]:
    return entry.when is None, (entry.when and entry.when.earliest) or date.min, entry.id


def _distinct(values: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(value for part in values for value in part))


def _one(texts: Iterable[str | None]) -> tuple[EdtfDate | None, tuple[EdtfDate, ...]]:
    return merge_dates(text for text in texts if text)


class _Gathering:
    def __init__(self, catalogue: Catalogue, known: frozenset[str]) -> None:
        self._catalogue = catalogue
        self._known = known
        self._events = happenings(read(catalogue, Event, known))
        self._measures = [said for said in read(catalogue, Measure, known)]
        self._participations = [said for said in read(catalogue, Participation, known)]
        self._reports = set(catalogue.ids("report"))
        self._cutoffs = {slug: source.cutoff for slug, source in catalogue.sources.items()}

    def all(self) -> Iterator[Entry]:
        instruments = [entry for said in read(self._catalogue, Instrument, self._known) for entry in self._instrument(said)]
        dated = {(entry.entity, entry.type): entry.when for entry in instruments if entry.when}
        yield from instruments
        yield from (self._event(event) for event in self._events if not act_of(event, dated))
        yield from self._agreements()
        places = list(self._places())
        yield from places
        founded = {entry.entity: entry.when for entry in places}
        for said in read(self._catalogue, Designation, self._known):
            yield from self._designation(said, founded)
        yield from (self._target(said) for said in read(self._catalogue, Target, self._known))
        for said in self._measures:
            yield from self._measure(said)

    # ------------------------------------------------------------ instruments and agreements

    def _instrument(self, said: Said[Instrument]) -> Iterator[Entry]:
        own = [measure for measure in self._measures if any(r.instrument == said.id for r in measure.records)]
        targets = [target for measure in own for record in measure.records for target in record.applies_to]
        places = _distinct([[target.place for target in targets if target.place]])
        classes = _distinct([[target.zone_class for target in targets if target.zone_class]])
        related = [relation.target for record in said.records for relation in record.relations]
        answering = [record.agreements for measure in own for record in measure.records]
        draft = any(record.status == "draft" for record in said.records)
        blank = Entry(
            said.id, "instrument", said.id, "", self._catalogue.label("instrument", said.id), None,
            self._lane(places, classes), "draft" if draft else "done", self._in_reports(said.sources),
            (("instrument", said.id, ("dates", "issuers")),), places, classes,
            _distinct([[slug for slug in related if self._catalogue.kind_of(slug, ("agreement",))], *answering]),
            (said.id,), _distinct([issuer.id for issuer in record.issuers] for record in said.records),
            _distinct([*(r.topics for r in said.records), *(r.topics for m in own for r in m.records)]),
        )  # fmt: skip
        dates = [record.dates for record in said.records]
        found = [self._dated(blank, kind, [getattr(item, kind) for item in dates]) for kind in DATE_KINDS]
        stated = [self._with_events(entry) for entry in found if entry]
        yield from stated or [blank]

    def _with_events(self, entry: Entry) -> Entry:
        """The entry with what an event says that is the same act."""
        for event in self._events:
            if act_of(event, {(entry.entity, entry.type): entry.when} if entry.when else {}):
                when = more_precise(entry.when, event.when) if entry.when and event.when else entry.when
                entry = replace(
                    entry, when=when, cited=(*entry.cited, ("event", event.said.id, ("date", "organizations"))),
                    places=_distinct([entry.places, event.places]),
                    organizations=_distinct([entry.organizations, event.organizations]),
                    agreements=_distinct([entry.agreements, event.agreements]),
                    topics=_distinct([entry.topics, event.topics]),
                    reports=_distinct([entry.reports, self._in_reports(event.said.sources)]),
                )  # fmt: skip
        return entry

    def _dated(self, blank: Entry, kind: str, texts: Sequence[str | None]) -> Entry | None:
        """The entry for one kind of date; None where no source gives it."""
        when, differs = _one(texts)
        if when is None:
            return None
        zh, en = WORDS[kind]
        title = blank.label
        label = Label(zh=f"{title.zh}：{zh}", en=f"{title.en}: {en}", en_official=title.en_official)
        status = "planned" if blank.status == "done" and self._is_ahead(when, blank.reports) else blank.status
        return replace(
            blank, id=f"{blank.entity}-{kind}", type=kind, label=label, when=when, differs=differs, status=status
        )

    def _agreements(self) -> Iterator[Entry]:
        for said in read(self._catalogue, Agreement, self._known):
            steps = [event for event in self._events if said.id in event.agreements]
            joining = [other for other in self._participations if other.records[0].agreement == said.id]
            blank = Entry(
                said.id, "agreement", said.id, "", self._catalogue.label("agreement", said.id), None, "agreements",
                "done", self._in_reports(said.sources), (("agreement", said.id, ("dates",)),), agreements=(said.id,),
                topics=_distinct(record.topics for record in said.records),
            )  # fmt: skip
            dates = [record.dates for record in said.records]
            stated = [self._dated(blank, kind, [getattr(item, kind) for item in dates]) for kind in DATE_KINDS]
            own = [entry for entry in stated if entry]
            for entry in own:
                if not any(act_of(event, {(said.id, entry.type): entry.when}) for event in steps if entry.when):
                    yield self._with_parties(entry, joining)
            times = [entry.when for entry in own if entry.when]
            yield from (entry for other in joining if (entry := self._participation(other, steps, times)))
            if not own and not steps and not any(record.since for other in joining for record in other.records):
                yield blank

    def _with_parties(self, entry: Entry, joining: Sequence[Said[Participation]]) -> Entry:
        """The entry with those parties for which the same date is stated."""
        same = [other.records[0].party for other in joining if _same_time(other.records, [entry.when])]
        return replace(entry, places=self._areas(same), organizations=self._bodies(same))

    def _participation(
        self, said: Said[Participation], steps: Sequence[Happening], times: Sequence[EdtfDate]
    ) -> Entry | None:
        record = said.records[0]
        when, differs = _one(item.since for item in said.records)
        if when is None or _same_time(said.records, times):
            return None
        told = [event for event in steps if not event.parties or record.party in event.parties]
        if _same_time(said.records, [event.when for event in told]):
            return None
        party = self._catalogue.label(self._catalogue.kind_of(record.party, ("area", "organization")) or "area", record.party)
        agreement = self._catalogue.label("agreement", record.agreement)
        status = self._catalogue.label("concept", record.status)
        label = Label(zh=f"{agreement.zh}：{party.zh}（{status.zh}）", en=f"{agreement.en}: {party.en} ({status.en})")
        return Entry(
            f"{said.id}-since", "participation", said.id, record.status, label, when, "agreements", "done",
            self._in_reports(said.sources), (("participation", said.id, ("since", "status")),),
            self._areas([record.party]), (), (record.agreement,), (), self._bodies([record.party]), (), differs,
        )  # fmt: skip

    # ------------------------------------------------------------ events, places, plans, measures

    def _event(self, event: Happening) -> Entry:
        said = event.said
        lane = next((record.lane for record in said.records if record.lane), "national")
        status = next((record.status for record in said.records if record.status), "done")
        return Entry(
            said.id, "event", said.id, event.type or "", self._catalogue.label("event", said.id), event.when, lane,
            status, self._in_reports(said.sources), (("event", said.id, ("date", "status", "places", "organizations")),),
            event.places, (), event.agreements, event.instruments, event.organizations, event.topics, event.differs,
        )  # fmt: skip

    def _places(self) -> Iterator[Entry]:
        for said in read(self._catalogue, Zone, self._known):
            when, differs = _one(record.since for record in said.records)
            if when is None or is_said(self._events, "founding", when, (said.id,)):
                continue
            name = self._catalogue.label("zone", said.id)
            zh, en = WORDS["establishment"]
            yield Entry(
                f"{said.id}-since", "zone", said.id, "establishment",
                Label(zh=f"{name.zh}：{zh}", en=f"{name.en}: {en}"), when, "zones", "done",
                self._in_reports(said.sources), (("zone", said.id, ("since",)),), (said.id,), differs=differs,
            )  # fmt: skip

    def _designation(self, said: Said[Designation], founded: dict[str, EdtfDate | None]) -> Iterator[Entry]:
        record = said.records[0]
        when, differs = _one(item.since for item in said.records)
        # A free trade zone is one from the day it is set up: that is told once.
        if when is None or when == founded.get(record.place) or is_said(self._events, "founding", when, (record.place,)):
            return
        place = self._catalogue.label(self._catalogue.kind_of(record.place, ("zone", "area")) or "zone", record.place)
        zone_class = self._catalogue.label("zone-class", record.zone_class)
        instruments = _distinct([[item.instrument for item in said.records if item.instrument]])
        yield Entry(
            f"{said.id}-since", "designation", said.id, "designation",
            Label(zh=f"{place.zh}：{zone_class.zh}", en=f"{place.en}: {zone_class.en}"), when, "zones", "done",
            self._in_reports(said.sources), (("designation", said.id, ("since", "place", "zone_class")),),
            (record.place,), (), (), instruments, differs=differs,
        )  # fmt: skip

    def _target(self, said: Said[Target]) -> Entry:
        when, differs = _one(record.by for record in said.records)
        places = _distinct(record.places for record in said.records)
        agreements = _distinct(record.agreements for record in said.records)
        return Entry(
            f"{said.id}-by", "target", said.id, "target", self._catalogue.label("target", said.id), when,
            "agreements" if agreements else self._lane(places, ()), "planned", self._in_reports(said.sources),
            (("target", said.id, ("by", "status")),), places, (), agreements,
            _distinct([[record.instrument for record in said.records if record.instrument]]), (),
            _distinct(record.topics for record in said.records), differs,
        )  # fmt: skip

    def _measure(self, said: Said[Measure]) -> Iterator[Entry]:
        when, differs = _one(record.valid.since for record in said.records)
        if when is None:
            return
        targets = [target for record in said.records for target in record.applies_to]
        places = _distinct([[target.place for target in targets if target.place]])
        classes = _distinct([[target.zone_class for target in targets if target.zone_class]])
        agreements = _distinct(record.agreements for record in said.records)
        about = (*places, *agreements)
        if is_said(self._events, "any", when, about, said.sentences("valid.since")):
            return
        statuses = [record.status for record in said.records if record.status in ("planned", "draft")]
        yield Entry(
            f"{said.id}-since", "measure", said.id, "measure", self._catalogue.label("measure", said.id), when,
            "agreements" if agreements else self._lane(places, classes), statuses[-1] if statuses else "done",
            self._in_reports(said.sources), (("measure", said.id, ("valid", "status")),), places, classes, agreements,
            _distinct([[record.instrument for record in said.records if record.instrument]]),
            _distinct(record.authorities for record in said.records),
            _distinct(record.topics for record in said.records), differs,
        )  # fmt: skip

    # ------------------------------------------------------------ what entries share

    def _in_reports(self, sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in dict.fromkeys(sources) if slug in self._reports)

    def _areas(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in parties if self._catalogue.kind_of(slug, ("zone", "area")))

    def _bodies(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in parties if self._catalogue.kind_of(slug, ("organization",)))

    def _is_ahead(self, when: EdtfDate, reports: Iterable[str]) -> bool:
        """Whether every report that states it had been closed before it could happen."""
        closed = [cutoff.latest for slug in reports if (cutoff := self._cutoffs[slug]) and cutoff.latest]
        return bool(closed and when.earliest and max(closed) < when.earliest)

    def _lane(self, places: Sequence[str], classes: Sequence[str]) -> str:
        """``zones`` for what is for places within a country, else ``national``."""
        wide = set(self._catalogue.world.territories.values())
        local = [place for place in places if place not in wide and not self._is_country(place)]
        return "zones" if (local or classes) and len(local) == len(places) else "national"

    def _is_country(self, place: str) -> bool:
        said = self._catalogue.statements.get(("area", place), ())
        return any(getattr(item.record, "area_class", None) in ("country", "economy", "world") for item in said)


def _same_time(records: Iterable[Participation], times: Iterable[EdtfDate | None]) -> bool:
    dates = [parse(record.since) for record in records if record.since]
    return any(more_precise(one, other) for one in dates for other in times if other)


