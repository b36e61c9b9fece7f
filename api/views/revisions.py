"""What the texts give differently, as ``api.md`` shapes it."""

from decimal import Decimal
from typing import Final

from api.present import Json, Object, Presenter, date, label
from api.views import figure as view
from api.views import names
from graph.model import Label
from graph.statistics.printed import places_of, rounded
from graph.statistics.revisions import Class, Given, Pair, Revision

RELATIVE: Final = 6
WHY: Final[dict[Class, Label]] = {
    "rounding": Label(
        zh="按印出的位数，各值可为同一数值", en="at the places printed, the values can be one and the same"
    ),
    "inconsistency": Label(
        zh="同一报告、同一口径，舍入不足以解释其差异",
        en="one report and one definition; rounding does not explain the difference",
    ),
}


def revision(show: Presenter, found: Revision) -> Object:
    """One thing given differently: every value, the pairs that differ with the class of each, and a note in words.

    ``difference`` is the largest value less the smallest, in ``unit``; ``relative`` that over the smallest.
    """
    finest = min((given.figure for given in found.values), key=lambda figure: (figure.factor, figure.unit))
    family = view.family(show, found.family)
    what = show.catalogue.label(str(family["kind"]), found.family)
    return {
        "id": found.id,
        "kind": "revision",
        "iri": f"{family['iri']}#{found.id}",
        "label": label(view.name(show, what, found.about, found.type, found.period)),
        "family": family,
        **view.about(show, found.about),
        "type": found.type,
        "period": date(found.period),
        "unit": show.concept(finest.unit),
        "unit_base": view.base_unit(found.base_unit),
        "values": [_value(show, given) for given in found.values],
        "difference": view.exact(found.spread / finest.factor),
        "relative": _relative(found.relative),
        "classes": list(found.classes),
        "differences": [_pair(found, pair, finest.factor) for pair in found.pairs],
        "note": label(_note(show, found)),
        "evidence": view.evidence(show, (slug for given in found.values for slug in _observations(given))),
    }


def _value(show: Presenter, given: Given) -> Object:
    """One value in its printed unit. ``interval``: what it can stand for; ``from``: what a derived one follows from."""
    figure = given.figure
    return {
        "report": figure.report,
        "indicator": show.ref("indicator", figure.indicator),
        "value": view.exact(given.value),
        "unit": show.concept(figure.unit),
        "value_base": view.exact(given.base),
        "interval": view.bounds(view.scaled(given.interval, figure.factor), figure.digits),
        "qualifier": figure.qualifier,
        "source_organization": view.organization(show, figure.source_organization),
        "observation": None if given.derived else figure.id,
        "derived": given.derived,
        "from": [used.id for used in given.used],
        "expression": given.expression,
    }


def _observations(given: Given) -> list[str]:
    return [used.id for used in given.used] if given.derived else [given.figure.id]


def _pair(found: Revision, pair: Pair, factor: Decimal) -> Object:
    """Two values by their numbers in ``values``; ``difference`` is the second less the first."""
    return {
        "class": pair.kind,
        "first": found.values.index(pair.first),
        "second": found.values.index(pair.second),
        "difference": view.exact(pair.difference / factor),
        "relative": _relative(pair.relative),
    }


def _relative(value: Decimal | None) -> Json:
    return None if value is None else view.exact(rounded(value, RELATIVE))


def _note(show: Presenter, found: Revision) -> Label:
    """Why the values differ, a sentence for each class."""
    parts: list[Label] = []
    for kind in found.classes:
        pairs = [pair for pair in found.pairs if pair.kind == kind]
        if kind == "revision":
            parts += [_revised(show, pair) for pair in pairs if not (pair.first.derived or pair.second.derived)] or [
                _revised(show, pairs[0])
            ]
        elif kind == "definition":
            parts.append(_defined(show, found, pairs))
        else:
            parts.append(WHY[kind])
    return Label(
        zh="；".join(dict.fromkeys(part.zh for part in parts)), en="; ".join(dict.fromkeys(part.en for part in parts))
    )


def _revised(show: Presenter, pair: Pair) -> Label:
    first, second = pair.first.figure, pair.second.figure
    one, other = (show.catalogue.label("report", figure.report) for figure in (first, second))
    unit = show.catalogue.label("concept", second.unit)
    difference = f"{rounded(pair.difference / second.factor, places_of(pair.difference / second.factor)):+f}"
    percent = "" if pair.relative is None else f"{rounded(pair.relative * 100, 2):+f}%"
    return Label(
        zh=f"《{one.zh}》后由《{other.zh}》修订：{difference}{unit.zh}（{percent}）",
        en=f"revised from “{one.en}” to “{other.en}”: {difference} {unit.en} ({percent})",
    )


def _defined(show: Presenter, found: Revision, pairs: list[Pair]) -> Label:
    """The family's own words on how its definitions differ; else the indicators or sources that do."""
    if (concept := show.catalogue.concepts.get(("concept", found.family))) and concept.definition:
        return Label(zh=concept.definition.zh.rstrip("。"), en=concept.definition.en.rstrip("."))
    figures = [figure for pair in pairs for figure in (pair.first.figure, pair.second.figure)]
    sources = dict.fromkeys(figure.source_organization for figure in figures if figure.source_organization)
    labels = [names.name(show, "organization", slug) for slug in sources]
    return Label(
        zh=f"来源不同：{'、'.join(words.zh for words in labels)}",
        en=f"sources differ: {', '.join(words.en for words in labels)}",
    )
