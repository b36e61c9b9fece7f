"""What facts are about: topics, indicators, organizations.

Topics and indicators are our concepts: they state no fact and have no evidence.
"""

from api.present import Json, Object, Presenter, label
from api.views.entities import entity
from graph.catalogue import Concept

BY_TOPIC = ("measure", "instrument", "agreement", "event", "target")


def concept(show: Presenter, kind: str, slug: str) -> Concept:
    """A concept of a kind; UnknownId."""
    found = show.catalogue.concepts.get((kind, slug))
    if found is None:
        raise show.catalogue.unknown(kind, slug)
    return found


def topic(show: Presenter, slug: str, *, full: bool) -> Object:
    """A topic with its definition, and what is about it: counted by kind, and by name if ``full``."""
    found = concept(show, "topic", slug)
    about = {kind: show.citing(kind, "topics").get(slug, []) for kind in BY_TOPIC}
    answer: Object = {
        **show.ref("topic", slug),
        "definition": label(found.definition),
        "broader": show.ref("topic", found.broader) if found.broader else None,
        "counts": {kind: len(ids) for kind, ids in about.items()},
    }
    if full:
        answer.update({f"{kind}s": show.refs(kind, ids) for kind, ids in about.items()})
    return answer


def indicator(show: Presenter, slug: str) -> Object:
    """An indicator with its definition, the family of those that look like it, and how often it is printed where."""
    found = concept(show, "indicator", slug)
    printed = show.citing("observation", "indicator").get(slug, [])
    return {
        **show.ref("indicator", slug),
        "definition": label(found.definition),
        "family": show.concept(found.family),
        "units": [show.concept(unit) for unit in _stated(show, printed, "unit")],
        "reports": show.refs("report", _reports(show, printed)),
        "observations": len(printed),
    }


def _stated(show: Presenter, observations: list[str], field: str) -> list[str]:
    return sorted({name for slug in observations for name in show.names("observation", slug, field)})


def _reports(show: Presenter, observations: list[str]) -> list[str]:
    return sorted({statement.record.source for slug in observations for statement in show.said("observation", slug)})


def organization(show: Presenter, slug: str) -> Object:
    """An organization with what it issued, did and published."""
    found = entity(show, "organization", slug)
    for kind, field, key in (
        ("organization", "part_of", "parts"),
        ("instrument", "issuers.id", "instruments"),
        ("measure", "authorities", "measures"),
        ("event", "organizations", "events"),
        ("document", "publishers", "documents"),
    ):
        named: list[Json] = show.refs(kind, show.citing(kind, field).get(slug, ()))
        found[key] = named
    return found
