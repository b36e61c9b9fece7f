"""What to call an entity that no source names: made of the names of what it joins.

Designations, participations, observations, applicabilities, passages and dates have no label of their own.
"""

from typing import Final

from api.present import Object, Presenter, label
from graph.catalogue import PassagePlace
from graph.dates import EdtfDate, parse
from graph.errors import BadDate
from graph.model import Designation, Label, Measure, Observation, Participation, Record

PASSAGES: Final = {
    "title": ("题名", "title"), "heading": ("标题", "heading"), "paragraph": ("段", "paragraph"),
    "footnote": ("脚注", "footnote"), "figure": ("图", "figure"), "table": ("表", "table"), "box": ("专栏", "box"),
}  # fmt: skip


def ref(show: Presenter, kind: str, slug: str) -> Object:
    """``{"id", "kind", "iri", "label"}`` with a label for every kind."""
    return {**show.ref(kind, slug), "label": label(name(show, kind, slug))}


def name(show: Presenter, kind: str, slug: str) -> Label:
    """The label of an entity, its own or made; its id where nothing better is known."""
    if kind == "passage":
        place = show.catalogue.passages.get(slug)
        return _passage(show, place) if place else show.catalogue.label(kind, slug)
    if kind == "applicability":
        return _applicability(show, slug)
    if kind == "date":
        return _date(slug)
    if kind == "reference-source":
        source = show.catalogue.references.get(slug)
        return Label(zh=source.title, en=source.title) if source else show.catalogue.label(kind, slug)
    for statement in show.catalogue.statements.get((kind, slug), ()):
        if found := _of_record(show, statement.record):
            return found
    return show.catalogue.label(kind, slug)


def _of_record(show: Presenter, record: Record) -> Label | None:
    match record:
        case Observation():
            return observation(show, record)
        case Designation():
            place, zone_class = _name(show, record.place, "zone", "area"), _name(show, record.zone_class, "zone-class")
            return Label(zh=f"{place.zh}：{zone_class.zh}", en=f"{place.en}: {zone_class.en}")
        case Participation():
            party, status = _name(show, record.party, "area", "organization"), _name(show, record.status, "concept")
            agreement = _name(show, record.agreement, "agreement")
            return Label(
                zh=f"{agreement.zh}：{party.zh}（{status.zh}）", en=f"{agreement.en}: {party.en} ({status.en})"
            )
        case _:
            return None


def observation(show: Presenter, record: Observation) -> Label:
    """Indicator, area or subject, and period; of a growth, change or rank that it is one."""
    indicator = _name(show, record.indicator, "indicator")
    if record.type in ("growth", "change", "rank"):
        what = _name(show, record.type, "concept")
        indicator = Label(zh=f"{indicator.zh}（{what.zh}）", en=f"{indicator.en} ({what.en.lower()})")
    kind, _, slug = record.subject.partition("/")
    place = _name(show, record.area, "zone", "area") if record.area else _name(show, slug, kind)
    zh, en = [indicator.zh, place.zh], [indicator.en, place.en]
    if record.period:
        words = period(parse(record.period))
        zh.append(words.zh)
        en.append(words.en)
    return Label(zh="，".join(zh), en=", ".join(en))


def period(when: EdtfDate) -> Label:
    """A date in words: ``2024年5月``, ``2019—2023年``; in English as EDTF has it, with a dash between the ends."""
    if when.precision != "interval":
        return Label(zh=_point(when.edtf), en=when.edtf)
    first, _, last = when.edtf.partition("/")
    if first == "..":
        return Label(zh=f"{_point(last)}以前", en=f"up to {last}")
    if last == "..":
        return Label(zh=f"{_point(first)}以来", en=f"since {first}")
    start = first if len(first) == len(last) == 4 else _point(first)
    return Label(zh=f"{start}—{_point(last)}", en=f"{first}–{last}")


def _point(edtf: str) -> str:
    units = ("年", "月", "日")
    return "".join(f"{int(part)}{unit}" for part, unit in zip(edtf.split("-"), units, strict=False))


def _date(slug: str) -> Label:
    try:
        return period(parse(slug.replace("_", "/")))
    except BadDate:
        return Label(zh=slug, en=slug)


def _name(show: Presenter, slug: str, *kinds: str) -> Label:
    return show.catalogue.label(show.catalogue.kind_of(slug, kinds) or kinds[0], slug)


def _passage(show: Presenter, place: PassagePlace) -> Label:
    report = _name(show, place.report, "report")
    zh, en = PASSAGES.get(place.kind, (place.kind, place.kind))
    number = "" if place.kind == "title" else f" {place.number}"
    return Label(zh=f"{report.zh}：{zh}{number}", en=f"{report.en}: {en}{number}")


def _applicability(show: Presenter, slug: str) -> Label:
    """The measure and where it applies; the id is made of both, so the measure that has it is looked for."""
    for (kind, measure), statements in show.catalogue.statements.items():
        if kind != "measure" or not slug.startswith(f"{measure}-"):
            continue
        for statement in statements:
            if not isinstance(statement.record, Measure):
                continue
            for target in statement.record.applies_to:
                if slug == f"{measure}-{target.place or target.zone_class}":
                    words = show.catalogue.label("measure", measure)
                    place = _name(show, target.place or target.zone_class or "", "zone", "area", "zone-class")
                    return Label(zh=f"{words.zh}：{place.zh}", en=f"{words.en}: {place.en}")
    return show.catalogue.label("applicability", slug)
