"""What the graph holds for each section of each report, and what it leaves out."""

from collections import Counter
from collections.abc import Iterable, Mapping

from api.present import Json, Object, Presenter, label
from graph.catalogue import PassagePlace

# A heading or the title says what follows; a box is its title, its paragraphs are passages of their own.
FRAME = frozenset({"title", "heading", "box"})
Cited = Mapping[str, set[tuple[str, str]]]


def cited(show: Presenter) -> dict[str, set[tuple[str, str]]]:
    """Passage → kinds and ids of the entities that have evidence in it."""
    found: dict[str, set[tuple[str, str]]] = {}
    for group in show.catalogue.statements.values():
        for statement in show.known(group):
            for piece in statement.cited:
                if piece.evidence.passage:
                    passage = f"{statement.record.source}-{piece.evidence.passage}"
                    found.setdefault(passage, set()).add(statement.key)
    return found


def sections(show: Presenter, report: str | None = None) -> list[Object]:
    """One object a section, in the order of the reports and of the text; what stands before the first is the title."""
    grouped: dict[str, list[PassagePlace]] = {}
    for passage in show.catalogue.passages.values():
        if report in (None, passage.report) and show.known(show.said("report", passage.report)):
            grouped.setdefault(passage.section or passage.id, []).append(passage)
    evidence = cited(show)
    order = {name: place for place, name in enumerate(show.catalogue.passages)}
    return [_section(show, name, grouped[name], evidence) for name in sorted(grouped, key=lambda name: order[name])]


def _section(show: Presenter, name: str, passages: Iterable[PassagePlace], evidence: Cited) -> Object:
    heading = show.catalogue.passages[name]
    held = list(passages)
    content = [passage.id for passage in held if passage.kind not in FRAME]
    records = {key for passage in held for key in evidence.get(passage.id, ())}
    counts: dict[str, Json] = dict(sorted(Counter(kind for kind, _ in records).items()))
    uncited: list[Json] = [passage for passage in content if passage not in evidence]
    return {
        **show.ref("passage", name),
        "report": heading.report,
        "title": show.service.quotes.quote(heading.report, heading.start, heading.end),
        "passages": len(content),
        "cited": len(content) - len(uncited),
        "uncited": uncited,
        "records": counts,
        "left_out": _left_out(show, heading.report, {passage.id for passage in held}),
    }


def _left_out(show: Presenter, report: str, passages: set[str]) -> list[Json]:
    found: list[Json] = []
    for remark in show.service.left_out.get(report, ()):
        named = [passage for passage in (f"{report}-{name}" for name in remark.passages) if passage in passages]
        if named:
            found.append({"passages": named, "what": label(remark.what)})
    return found
