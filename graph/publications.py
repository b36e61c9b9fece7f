"""When what figures come from was published: the reports, and the works that they name.

A report's own date is not in its text: it comes from reference data.
"""

from collections.abc import Iterator, Sequence
from typing import Final, TypeVar

from graph.catalogue import Catalogue
from graph.model import Document, Record, Report
from graph.same_act import Happening, Said, Time, distinct, each, publishes, read, time_of
from graph.timeline_entry import Entry, with_words

R = TypeVar("R", bound=Record)
PUBLISHED: Final = ("发布", "published")


def publications(catalogue: Catalogue, known: frozenset[str], events: Sequence[Happening]) -> Iterator[Entry]:
    """The publication of each report, and of each work that somebody publishes where no event is that act."""
    for report in read(catalogue, Report, known):
        issuers = each(record.issuer for record in report.records)
        time = time_of(report, lambda record: record.published)
        yield _entry(catalogue, "report", report, time, issuers)
    for work in read(catalogue, Document, known):
        publishers = distinct(record.publishers for record in work.records)
        time = time_of(work, lambda record: record.published)
        if publishers and not any(publishes(event, work.id, time.when) for event in events):
            yield _entry(catalogue, "document", work, time, publishers)


def _entry(catalogue: Catalogue, kind: str, said: Said[R], time: Time, by: tuple[str, ...]) -> Entry:
    every = frozenset(catalogue.ids("report"))
    own = (said.id,) if kind == "report" else ()
    by_key = "issuer" if kind == "report" else "publishers"
    return Entry(
        id=f"{said.id}-published", kind=kind, entity=said.id, type="published",
        label=with_words(catalogue.label(kind, said.id), PUBLISHED), when=time.when, lane="statistics", status="done",
        reports=distinct([own, (slug for slug in time.sources or said.sources if slug in every)]),
        cited=((kind, said.id, ("published", by_key)),), organizations=by, differs=time.differs,
    )  # fmt: skip
