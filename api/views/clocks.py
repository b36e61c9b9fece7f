"""The two days of a question, as every answer echoes them."""

from api.present import Object, Presenter
from graph.dates import EdtfDate


def echo(show: Presenter, valid_on: EdtfDate | None = None) -> Object:
    """The days used, the latest day that the sources known then cover, and whether the question goes beyond it."""
    cutoffs = [
        source.cutoff.latest
        for slug, source in show.catalogue.sources.items()
        if source.cutoff and source.cutoff.latest and slug in show.sources
    ]
    until = max(cutoffs, default=None)
    last = valid_on.latest if valid_on else None
    return {
        "valid_on": valid_on.edtf if valid_on else None,
        "known_on": show.known_on.edtf if show.known_on else None,
        "covered_until": until.isoformat() if until else None,
        "beyond_sources": bool(until and last and last > until),
    }
