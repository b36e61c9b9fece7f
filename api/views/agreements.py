"""Agreements, and who takes part in them with what status since when."""

from api.present import Json, Object, Presenter
from api.views.entities import entity
from api.views.instruments import related_by
from graph.applicability import held_then
from graph.dates import Certainty, EdtfDate, Span, span
from graph.merge import Stated, merged_date
from graph.model import Agreement, Participation

# The order of a history: who issued it, then what becomes of an application.
ORDER = ("issuer", "participant", "negotiating", "applied", "in_accession", "signed", "party")


def agreement(show: Presenter, slug: str, day: EdtfDate) -> Object:
    """An agreement with its dates, counts and relations, and what in the graph names it.

    ``status`` is as stated, else ``in_force`` where a date says so of ``day``, else null.
    """
    found = entity(show, "agreement", slug)
    found["status"] = found["status"] or _in_force(show, slug, day)
    found["provisions"] = []
    found["related_by"] = related_by(show, slug)
    for kind, key in (("measure", "measures"), ("event", "events"), ("target", "targets")):
        found[key] = show.refs(kind, show.citing(kind, "agreements").get(slug, ()))
    found["participations"] = len(show.citing("participation", "agreement").get(slug, ()))
    return found


def _in_force(show: Presenter, slug: str, day: EdtfDate) -> str | None:
    said = (statement.record for statement in show.said("agreement", slug))
    dates = [(record.source, record.dates.in_force) for record in said if isinstance(record, Agreement)]
    begun = merged_date([Stated(source, text) for source, text in dates if text]).value
    return "in_force" if begun and held_then(span(begun), day) == "certain" else None


def participations(show: Presenter, slug: str) -> list[str]:
    """The ids of the participations in an agreement that were known then: by party, each party's in time."""
    found = show.citing("participation", "agreement").get(slug, [])
    return sorted(found, key=lambda item: _order(show, item))


def _order(show: Presenter, slug: str) -> tuple[str, int, str]:
    first = records(show, slug)[0]
    return first.party, ORDER.index(first.status), slug


def records(show: Presenter, slug: str) -> list[Participation]:
    """What the sources known then say of a participation."""
    said = (statement.record for statement in show.said("participation", slug))
    return [record for record in said if isinstance(record, Participation)]


def during(show: Presenter, slug: str) -> Span:
    """When a participation holds; undated, always."""
    said = records(show, slug)
    since = merged_date([Stated(record.source, record.since) for record in said if record.since])
    until = merged_date([Stated(record.source, record.until) for record in said if record.until])
    return span(since.value, until.value)


def certainty(show: Presenter, slug: str, day: EdtfDate | None) -> Certainty | None:
    """How surely a participation holds on a day: None if it does not, or without a day."""
    return held_then(during(show, slug), day) if day else None


def participation(show: Presenter, slug: str, sure: Certainty | None) -> Object:
    """One party's status in one agreement."""
    found = entity(show, "participation", slug)
    found["certainty"] = sure
    party, other = found["party"], found["agreement"]
    if isinstance(party, dict) and isinstance(other, dict):
        found["label"] = _label(party["label"], other["label"])
    return found


def _label(party: Json, other: Json) -> Object | None:
    if not isinstance(party, dict) or not isinstance(other, dict):
        return None
    return {"zh": f"{party['zh']}：{other['zh']}", "en": f"{party['en']}: {other['en']}"}
