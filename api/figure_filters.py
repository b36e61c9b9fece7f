"""The filters that all questions about figures share: period, subject, report."""

from collections.abc import Iterable
from difflib import get_close_matches

from api.service import Service
from graph.dates import EdtfDate, overlap, parse
from graph.errors import BadDate, BadParameter
from graph.model import KINDS


def period(text: str | None) -> EdtfDate | None:
    """The period asked: a day, month, year, or an interval of two; BadParameter."""
    if text is None:
        return None
    try:
        return parse(text)
    except BadDate as error:
        raise BadParameter("period", error.found, f"{error.expected}, or an interval of two") from None


def of_period(given: str | None, when: EdtfDate | None) -> bool:
    """Whether a figure is of the period asked: a point that overlaps with it, or an interval that lies within it."""
    if when is None:
        return True
    if given is None:
        return False
    found = parse(given)
    if found.precision != "interval":
        return overlap(found, when)
    starts = when.earliest is None or (found.earliest is not None and found.earliest >= when.earliest)
    return starts and (when.latest is None or (found.latest is not None and found.latest <= when.latest))


def known_subject(service: Service, asked: str | None, subjects: Iterable[str]) -> None:
    """Check what figures are asked about: an id of any kind, or ``kind/id``; BadParameter with near ``subjects``."""
    if asked is None:
        return
    kind, _, slug = asked.rpartition("/")
    kinds: Iterable[str] = (kind,) if kind else KINDS
    if not service.catalogue.kind_of(slug, kinds):
        known = {subject.partition("/")[2] for subject in subjects}
        raise BadParameter("subject", asked, "the id of an entity", get_close_matches(slug, sorted(known)))


def about(asked: str | None, subject: str) -> bool:
    """Whether a figure's subject (``kind/id``) is the one asked, given as an id or with its kind."""
    return asked in (None, subject, subject.partition("/")[2])
