"""Reports: the sources, and what was taken from each."""

from collections import Counter

from api.present import Json, Object, Presenter
from api.views.entities import entity


def report(show: Presenter, slug: str) -> Object:
    """A report with its issuer, publication, cut-off, text hash, passages by kind, and counts of facts taken by kind.

    ``text_available``: whether the service has the report's text, so that evidence comes with quotes.
    """
    found = entity(show, "report", slug)
    found.pop("reports")
    printed = found.pop("issuer_as_printed", None)
    issuer = found["issuer"]
    passages = Counter(item.kind for item in show.catalogue.passages.values() if item.report == slug)
    kinds: dict[str, Json] = dict(sorted(passages.items()))
    return {
        **found,
        "issuer": {**issuer, "as_printed": printed, "inferred": False} if isinstance(issuer, dict) else None,
        "text_sha256": show.catalogue.text_hashes.get(slug),
        "text_available": slug in show.service.quotes.hashes,
        "passages": kinds,
        "counts": counts(show, slug),
    }


def counts(show: Presenter, slug: str) -> Object:
    """How many entities of each kind a report states something of."""
    said = [statement for group in show.catalogue.statements.values() for statement in group]
    found = Counter(statement.key[0] for statement in said if statement.record.source == slug)
    return dict(sorted((kind, count) for kind, count in found.items() if kind != "report"))
