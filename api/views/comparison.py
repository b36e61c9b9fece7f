"""Items of the comparison of two reports, as ``api.md`` shapes them."""

from api.present import Json, Object, Presenter, date
from api.views import names
from graph.comparison import Compared, Mention
from graph.dates import EdtfDate
from graph.fields_compared import Detail, Value


def item(show: Presenter, found: Compared, reports: tuple[str, str]) -> Object:
    """One entity: how it stands in both reports, what is stated differently, and the evidence of both."""
    return {
        **names.ref(show, found.kind, found.id),
        "change": found.change,
        "progress": _progress(show, found),
        "detail": [_detail(show, found, one) for one in found.details],
        "see_also": [
            {**names.ref(show, *other), "shares": names.ref(show, *shared)} for other, shared in found.see_also
        ],
        "mentions": [
            {"report": report, "states": side.own is not None, "referred_to": len({s.key for s, _ in side.by})}
            for report, side in zip(reports, (found.first, found.second), strict=True)
            if side
        ],
        "evidence": [*_evidence(show, found.first), *_evidence(show, found.second)],
    }


def _progress(show: Presenter, found: Compared) -> Object | None:
    if found.progress is None:
        return None
    return {
        "announced_in": found.progress.announced_in,
        "done_in": found.progress.done_in,
        "from": found.progress.announced,
        "to": found.progress.status,
        "done": names.ref(show, *found.progress.done),
        "evidence": show.evidence(
            [one for one in show.said(*found.progress.done) if one.record.source == found.progress.done_in]
        ),
    }


def _detail(show: Presenter, found: Compared, one: Detail) -> Object:
    owners = [side.own for side in (found.first, found.second) if side and side.own]
    keys = (one.key, one.key.split(".")[0])
    return {
        "key": one.key,
        "type": one.type,
        "relation": one.relation,
        "from": _value(show, one.before),
        "to": _value(show, one.after),
        "evidence": show.evidence(owners, keys),
    }


def _value(show: Presenter, value: Value | None) -> Json:
    if isinstance(value, EdtfDate):
        return date(value)
    if isinstance(value, tuple):
        return [names.ref(show, kind, slug) for kind, slug in value]
    return value


def _evidence(show: Presenter, side: Mention | None) -> list[Json]:
    """Where a report states the entity; where it only refers to it, the first reference that has evidence."""
    if side is None:
        return []
    if side.own:
        return show.evidence([side.own])
    for statement, key in side.by:
        if found := show.evidence([statement], (key,)):
            return found
    return [] if not side.by else show.evidence([side.by[0][0]])
