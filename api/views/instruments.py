"""Instruments: laws, plans, opinions, notices, lists and drafts with their dates, issuers and relations."""

from collections.abc import Iterator

from api.present import Json, Object, Presenter
from api.views.entities import entity
from graph.dates import EdtfDate, Span, overlap, parse, span
from graph.merge import Stated, merged_date
from graph.model import Instrument, Issuer, Relation, Status
from graph.validity import START_ORDER

KINDS_OF_DATE = ("adopted", "published", "in_force", "applicable", "ended")


def instrument(show: Presenter, slug: str, day: EdtfDate) -> Object:
    """An instrument as it stood on ``day``; UnknownId, NotKnownThen."""
    found = entity(show, "instrument", slug)
    found["issuers"] = issuers(show, slug)
    found["status"] = status(show, slug, day)
    found["measures"] = show.refs("measure", show.citing("measure", "instrument").get(slug, ()))
    found["related_by"] = related_by(show, slug)
    return found


def records(show: Presenter, slug: str) -> list[Instrument]:
    """What the sources known then say of an instrument."""
    said = (statement.record for statement in show.said("instrument", slug))
    return [record for record in said if isinstance(record, Instrument)]


def issuers(show: Presenter, slug: str) -> list[Json]:
    """Who issued it, each once: with the words printed, or ``inferred`` where every source lets only the title tell."""
    stated: dict[str, list[Issuer]] = {}
    for record in records(show, slug):
        for issuer in record.issuers:
            stated.setdefault(issuer.id, []).append(issuer)
    found: list[Json] = []
    for name, items in stated.items():
        inferred = all(item.inferred for item in items)
        printed = next((item.as_printed for item in items if item.as_printed), None)
        named = None if inferred else show.catalogue.label("organization", name).zh
        found.append({**show.ref("organization", name), "as_printed": printed or named, "inferred": inferred})
    return found


def dates(show: Presenter, slug: str) -> Iterator[EdtfDate]:
    """Every date of an instrument that a source states, of any kind."""
    for record in records(show, slug):
        for name in KINDS_OF_DATE:
            if text := getattr(record.dates, name):
                yield parse(text)


def dated_within(show: Presenter, slug: str, period: EdtfDate) -> bool:
    """Whether any date of an instrument shares a day with a period."""
    return any(overlap(found, period) for found in dates(show, slug))


def holding(show: Presenter, slug: str) -> Span:
    """From the date that an instrument counts from (in force, else published, else adopted) to when it ended."""
    said = records(show, slug)

    def merged(name: str) -> EdtfDate | None:
        stated = [Stated(record.source, text) for record in said if (text := getattr(record.dates, name))]
        return merged_date(stated).value

    begun = next((found for name in START_ORDER if (found := merged(name))), None)
    return span(begun, merged("ended"))


def status(show: Presenter, slug: str, day: EdtfDate) -> Status:
    """The status that a source states (draft), else what the dates tell of ``day``; an undated one has been issued."""
    stated: list[Status] = [record.status for record in records(show, slug) if record.status]
    during = holding(show, slug)
    if during.to_latest and day.earliest and during.to_latest <= day.earliest:
        return "ended"
    if stated:
        return stated[-1]
    begun = during.from_earliest is None or day.latest is None or during.from_earliest <= day.latest
    return "in_force" if begun else "unknown"


def related_by(show: Presenter, slug: str) -> list[Json]:
    """Relations that others state to this instrument or agreement: the type, and who stands at the other end."""
    found: list[Json] = []
    for kind in ("instrument", "agreement"):
        for other in show.citing(kind, "relations.target").get(slug, ()):
            for statement in show.said(kind, other):
                relations: tuple[Relation, ...] = getattr(statement.record, "relations", ())
                for relation in relations:
                    item: Object = {"type": relation.type, "source": show.ref(kind, other)}
                    if relation.target == slug and item not in found:
                        found.append(item)
    return found
