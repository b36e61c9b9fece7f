"""The timeline: one entry for every dated act, as the sources known on a day state it.

An instrument has one entry for each kind of its dates (``{instrument}-{kind}``), a report one for its publication.
Agreements, zones, designations, participations, targets, measures and documents have an entry where no event (or
earlier entry) says the same; which statements say the same is ``graph.same_act``. An entity without any date is an
entry without a date, so that it can be counted.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Final, TypeVar

from graph.catalogue import Catalogue
from graph.dates import EdtfDate, more_precise, parse
from graph.model import (
    Agreement,
    Dates,
    Designation,
    Event,
    Instrument,
    Label,
    Measure,
    Participation,
    Record,
    Target,
    Zone,
)  # fmt: skip
from graph.publications import publications
from graph.same_act import Happening, Said, Time, act_of, distinct, each, happenings, is_said, read, time_of
from graph.timeline_entry import Entry, order, with_words

R = TypeVar("R", bound=Record)
DATE_KINDS: Final = tuple(item.name for item in fields(Dates))
# What an entry's label says of its date, in both languages; an agreement is not issued as an instrument is.
OF_INSTRUMENTS: Final = {
    "adopted": ("通过", "adopted"), "published": ("发布", "published"), "in_force": ("施行", "in force"),
    "applicable": ("适用", "applicable"), "ended": ("失效", "no longer in force"),
}  # fmt: skip
OF_AGREEMENTS: Final = {**OF_INSTRUMENTS, "adopted": ("达成", "concluded"), "in_force": ("生效", "in force")}
FOUNDED: Final = ("设立", "set up")
JOINED: Final = frozenset({"signed", "party", "participant", "issuer"})


def entries(catalogue: Catalogue, known: frozenset[str]) -> tuple[Entry, ...]:
    """All entries that the sources in ``known`` support, in the order of the timeline."""
    return tuple(sorted(_Gathering(catalogue, known).all(), key=order))


def _date_of(kind: str) -> Callable[[Instrument | Agreement], str | None]:
    def of(record: Instrument | Agreement) -> str | None:
        text: str | None = getattr(record.dates, kind)
        return text

    return of


class _Gathering:
    """Collects the entries; each kind of entity has its own method."""

    def __init__(self, catalogue: Catalogue, known: frozenset[str]) -> None:
        self._catalogue = catalogue
        self._known = known
        self._events = happenings(read(catalogue, Event, known))
        self._measures = tuple(read(catalogue, Measure, known))
        self._participations = tuple(read(catalogue, Participation, known))
        self._all_reports = frozenset(catalogue.ids("report"))

    def all(self) -> Iterator[Entry]:
        """Every entry, in no order."""
        instruments = [entry for said in self._read(Instrument) for entry in self._instrument(said)]
        dated = {(entry.entity, entry.type): entry.when for entry in instruments}
        yield from instruments
        yield from (self._event(event) for event in self._events if not act_of(event, event.instruments, dated))
        yield from (entry for said in self._read(Agreement) for entry in self._agreement(said))
        founded = [entry for said in self._read(Zone) if (entry := self._zone(said))]
        yield from founded
        since = {entry.entity: entry.when for entry in founded}
        yield from (entry for said in self._read(Designation) if (entry := self._designation(said, since)))
        yield from (self._target(said) for said in self._read(Target))
        yield from (entry for said in self._measures if (entry := self._measure(said)))
        yield from publications(self._catalogue, self._known, self._events)

    # ------------------------------------------------------------ instruments

    def _instrument(self, said: Said[Instrument]) -> Iterator[Entry]:
        own = [record for measure in self._measures for record in measure.records if record.instrument == said.id]
        targets = [target for record in own for target in record.applies_to]
        places, classes = each(t.place for t in targets), each(t.zone_class for t in targets)
        related = [relation.target for record in said.records for relation in record.relations]
        agreements = [slug for slug in related if self._catalogue.kind_of(slug, ("agreement",))]
        draft = any(record.status == "draft" for record in said.records)
        blank = Entry(
            id=said.id, kind="instrument", entity=said.id, type="", label=self._catalogue.label("instrument", said.id),
            when=None, lane=self._lane(places, classes), status="draft" if draft else "done",
            reports=self._reports(said.sources), cited=(("instrument", said.id, ("issuers",)),), places=places,
            classes=classes, agreements=distinct([agreements, *(record.agreements for record in own)]),
            instruments=(said.id,), organizations=distinct([i.id for i in r.issuers] for r in said.records),
            topics=distinct([*(record.topics for record in said.records), *(record.topics for record in own)]),
        )  # fmt: skip
        times = {kind: time_of(said, _date_of(kind)) for kind in DATE_KINDS}
        dated = [self._dated(blank, kind, time, OF_INSTRUMENTS) for kind, time in times.items() if time.when]
        yield from [self._with_events(entry) for entry in dated] or [blank]

    def _dated(self, blank: Entry, kind: str, time: Time, words: dict[str, tuple[str, str]]) -> Entry:
        """The entry for one kind of date of an instrument or agreement."""
        reports = self._reports(time.sources)
        ahead = blank.status == "done" and self._is_ahead(time.when, reports)
        return replace(
            blank, id=f"{blank.entity}-{kind}", type=kind, label=with_words(blank.label, words[kind]), when=time.when,
            differs=time.differs, status="planned" if ahead else blank.status, reports=reports,
            cited=(*blank.cited, (blank.kind, blank.entity, (f"dates.{kind}",))),
        )  # fmt: skip

    def _with_events(self, entry: Entry) -> Entry:
        """The entry of an instrument's act with what events that are this act add to it."""
        for event in self._events:
            if entry.when and event.when and act_of(event, (entry.entity,), {(entry.entity, entry.type): entry.when}):
                entry = replace(
                    entry, when=more_precise(entry.when, event.when),
                    cited=(*entry.cited, ("event", event.said.id, ("date", "organizations"))),
                    places=distinct([entry.places, event.places]),
                    organizations=distinct([entry.organizations, event.organizations]),
                    agreements=distinct([entry.agreements, event.agreements]),
                    topics=distinct([entry.topics, event.topics]),
                    reports=distinct([entry.reports, self._reports(event.said.sources)]),
                )  # fmt: skip
        return entry

    # ------------------------------------------------------------ agreements

    def _agreement(self, said: Said[Agreement]) -> Iterator[Entry]:
        steps = [event for event in self._events if said.id in event.agreements]
        joining = [other for other in self._participations if other.records[0].agreement == said.id]
        blank = Entry(
            id=said.id, kind="agreement", entity=said.id, type="", label=self._catalogue.label("agreement", said.id),
            when=None, lane="agreements", status="done", reports=self._reports(said.sources), cited=(),
            agreements=(said.id,), topics=distinct(record.topics for record in said.records),
        )  # fmt: skip
        times = {kind: time_of(said, _date_of(kind)) for kind in DATE_KINDS}
        own = [self._dated(blank, kind, time, OF_AGREEMENTS) for kind, time in times.items() if time.when]
        told = [e for e in own if any(act_of(event, (said.id,), {(said.id, e.type): e.when}) for event in steps)]
        yield from (self._with_parties(entry, joining) for entry in own if entry not in told)
        parties = [entry for other in joining if (entry := self._participation(other, steps, own))]
        yield from parties
        if not (own or steps or parties):
            yield blank

    def _with_parties(self, entry: Entry, joining: Sequence[Said[Participation]]) -> Entry:
        """The entry with those parties that joined by the same act."""
        same = [j.records[0].party for j in joining if j.records[0].status in JOINED and _at(j.records, [entry.when])]
        return replace(entry, places=self._areas(same), organizations=self._bodies(same))

    def _participation(
        self, said: Said[Participation], steps: Sequence[Happening], acts: Sequence[Entry]
    ) -> Entry | None:
        record, time = said.records[0], time_of(said, lambda record: record.since)
        told = [event.when for event in steps if not event.parties or record.party in event.parties]
        told += [entry.when for entry in acts if record.status in JOINED]
        if time.when is None or _at(said.records, told):
            return None
        party = self._catalogue.kind_of(record.party, ("area", "organization")) or "area"
        agreement, status = self._name("agreement", record.agreement), self._name("concept", record.status)
        name = self._name(party, record.party)
        label = Label(zh=f"{agreement.zh}：{name.zh}（{status.zh}）", en=f"{agreement.en}: {name.en} ({status.en})")
        return Entry(
            id=f"{said.id}-since", kind="participation", entity=said.id, type=record.status, label=label,
            when=time.when, lane="agreements", status="done", reports=self._reports(time.sources),
            cited=(("participation", said.id, ("since", "status")),), places=self._areas([record.party]),
            agreements=(record.agreement,), organizations=self._bodies([record.party]), differs=time.differs,
        )  # fmt: skip

    # ------------------------------------------------------------ events, places, plans, measures

    def _event(self, event: Happening) -> Entry:
        records = event.said.records
        return Entry(
            id=event.said.id, kind="event", entity=event.said.id, type=event.type or "",
            label=self._name("event", event.said.id), when=event.when,
            lane=next((record.lane for record in records if record.lane), "national"),
            status=next((record.status for record in records if record.status), "done"),
            reports=self._reports(event.said.sources), cited=(("event", event.said.id, ("date", "status", "places")),),
            places=event.places, agreements=event.agreements, instruments=event.instruments,
            organizations=event.organizations, topics=event.topics, differs=event.differs,
        )  # fmt: skip

    def _zone(self, said: Said[Zone]) -> Entry | None:
        time = time_of(said, lambda record: record.since)
        if time.when is None or is_said(self._events, "founding", time.when, (said.id,)):
            return None
        return Entry(
            id=f"{said.id}-since", kind="zone", entity=said.id, type="establishment",
            label=with_words(self._name("zone", said.id), FOUNDED), when=time.when, lane="zones", status="done",
            reports=self._reports(time.sources), cited=(("zone", said.id, ("since",)),), places=(said.id,),
            differs=time.differs,
        )  # fmt: skip

    def _designation(self, said: Said[Designation], founded: dict[str, EdtfDate | None]) -> Entry | None:
        record, time = said.records[0], time_of(said, lambda record: record.since)
        # A free trade zone is one from the day it is set up: that is told once.
        if time.when is None or time.when == founded.get(record.place):
            return None
        if is_said(self._events, "founding", time.when, (record.place,)):
            return None
        place = self._name(self._catalogue.kind_of(record.place, ("zone", "area")) or "zone", record.place)
        zone_class = self._name("zone-class", record.zone_class)
        return Entry(
            id=f"{said.id}-since", kind="designation", entity=said.id, type="designation",
            label=with_words(place, (zone_class.zh, zone_class.en)), when=time.when, lane="zones", status="done",
            reports=self._reports(time.sources), cited=(("designation", said.id, ("since", "place", "zone_class")),),
            places=(record.place,), instruments=each(item.instrument for item in said.records), differs=time.differs,
        )  # fmt: skip

    def _target(self, said: Said[Target]) -> Entry:
        time = time_of(said, lambda record: record.by)
        places = distinct(record.places for record in said.records)
        agreements = distinct(record.agreements for record in said.records)
        return Entry(
            id=f"{said.id}-by", kind="target", entity=said.id, type="target", label=self._name("target", said.id),
            when=time.when, lane="agreements" if agreements else self._lane(places, ()), status="planned",
            reports=self._reports(time.sources or said.sources), cited=(("target", said.id, ("by", "status")),),
            places=places, agreements=agreements, instruments=each(record.instrument for record in said.records),
            topics=distinct(record.topics for record in said.records), differs=time.differs,
        )  # fmt: skip

    def _measure(self, said: Said[Measure]) -> Entry | None:
        time = time_of(said, lambda record: record.valid.since)
        targets = [target for record in said.records for target in record.applies_to]
        places, classes = each(t.place for t in targets), each(t.zone_class for t in targets)
        agreements = distinct(record.agreements for record in said.records)
        sentences = said.sentences("valid.since")
        if time.when is None or is_said(self._events, "any", time.when, (*places, *agreements), sentences):
            return None
        ahead = [record.status for record in said.records if record.status in ("planned", "draft")]
        return Entry(
            id=f"{said.id}-since", kind="measure", entity=said.id, type="measure",
            label=self._name("measure", said.id), when=time.when,
            lane="agreements" if agreements else self._lane(places, classes), status=ahead[-1] if ahead else "done",
            reports=self._reports(time.sources), cited=(("measure", said.id, ("valid", "status")),), places=places,
            classes=classes, agreements=agreements, instruments=each(record.instrument for record in said.records),
            organizations=distinct(record.authorities for record in said.records),
            topics=distinct(record.topics for record in said.records), differs=time.differs,
        )  # fmt: skip

    # ------------------------------------------------------------ what entries share

    def _read(self, cls: type[R]) -> Iterator[Said[R]]:
        return read(self._catalogue, cls, self._known)

    def _name(self, kind: str, slug: str) -> Label:
        return self._catalogue.label(kind, slug)

    def _reports(self, sources: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in dict.fromkeys(sources) if slug in self._all_reports)

    def _areas(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in parties if self._catalogue.kind_of(slug, ("zone", "area")))

    def _bodies(self, parties: Iterable[str]) -> tuple[str, ...]:
        return tuple(slug for slug in parties if self._catalogue.kind_of(slug, ("organization",)))

    def _is_ahead(self, when: EdtfDate | None, reports: Iterable[str]) -> bool:
        """Whether every report that states it had been closed before it could happen."""
        cutoffs = [cutoff.latest for slug in reports if (cutoff := self._catalogue.sources[slug].cutoff)]
        closed = [day for day in cutoffs if day]
        return bool(closed and when and when.earliest and max(closed) < when.earliest)

    def _lane(self, places: Sequence[str], classes: Sequence[str]) -> str:
        """``zones`` for what is for places within a country, else ``national``."""
        wide = set(self._catalogue.world.territories.values())
        local = [place for place in places if place not in wide and not self._is_country(place)]
        return "zones" if (local or classes) and len(local) == len(places) else "national"

    def _is_country(self, place: str) -> bool:
        said = self._catalogue.statements.get(("area", place), ())
        return any(getattr(item.record, "area_class", None) in ("country", "economy", "world") for item in said)


def _at(records: Iterable[Participation], times: Iterable[EdtfDate | None]) -> bool:
    """Whether one of the dates of a participation is compatible with one of ``times``."""
    dates = [parse(record.since) for record in records if record.since]
    return any(more_precise(one, other) for one in dates for other in times if other)
