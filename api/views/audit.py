"""Checks of the reports' arithmetic, as ``api.md`` shapes them."""

from typing import Final

from api.present import Object, Presenter, date, label
from api.views import figure as view
from api.views import names
from graph.model import Label, Observation
from graph.statistics.check import Check

RULES: Final = {
    "growth": ("由两期数值计算增速", "growth from two levels"),
    "growth-over-period": ("由首末两期数值计算增长", "growth from first and last level"),
    "average-growth": ("由首末两年数值计算年均增速", "average growth from first and last level"),
    "growth-of-parts": ("由各部分数值与增速推算总体增速", "growth from levels and growth of the parts"),
    "growth-lead": ("两项年均增速之差", "difference of two average rates of growth"),
    "share": ("部分除以整体", "part over whole"),
    "change-of-share": ("两期比重之差", "difference of two shares"),
    "sum-of-parts": ("各部分之和", "sum of the parts"),
    "balance": ("出口减进口", "exports less imports"),
    "sum-of-rows": ("表中以上各行之和", "sum of the rows above"),
    "sum-of-members": ("成员之和", "sum of the members"),
    "sum-of-hosts": ("所在省份之和", "sum of the provinces with such zones"),
    "sum-of-largest": ("前若干位之和", "sum of the largest"),
    "sum-of-provinces": ("各省份之和", "sum of the provinces"),
    "sum-of-regions": ("各地区之和", "sum of the regions"),
    "printed-twice": ("同一数据在他处所印", "the same figure printed elsewhere"),
    "two-currencies": ("另一币种所计", "the same in another currency"),
    "rank": ("按数值排位", "place by value"),
    "order-of-rows": ("表中行序与数值", "order of rows by value"),
    "order-in-text": ("文中次序与数值", "order in the text by value"),
    "text-table": ("同一数据在他处所印", "the same figure printed elsewhere"),
    "sum": ("各部分之和", "sum of the parts"),
}  # fmt: skip
"""What each rule does, in words."""


def check(show: Presenter, found: Check) -> Object:
    """One check: what is stated and computed in the printed unit, both with intervals, and the verdict.

    ``tolerance`` is the largest difference that rounding explains; ``reason`` tells why a figure cannot be checked.
    """
    figure, digits = found.figure, found.figure.digits
    about = show.ref("observation", figure.id)
    return {
        "id": found.id,
        "kind": "audit-check",
        "iri": f"{about['iri']}#{found.id}",
        "label": label(_label(show, found)),
        "check": found.rule,
        "type": found.type,
        "stated": None if found.stated is None else view.exact(found.stated),
        "computed": view.shown(found.computed, digits),
        "difference": view.shown(found.difference, digits),
        "tolerance": view.shown(found.tolerance, digits),
        "result": found.verdict,
        "reason": {"code": found.missing.code, "detail": found.missing.detail} if found.missing else None,
        "stated_interval": view.bounds(found.stated_interval, digits),
        "computed_interval": view.bounds(found.interval, digits),
        "expression": found.expression,
        "unit": show.concept("place" if found.type == "rank" else figure.unit),
        "indicator": show.ref("indicator", figure.indicator),
        **view.about(show, figure.about),
        "period": date(figure.period),
        "report": figure.report,
        "table": figure.table,
        "observations": [figure.id, *found.used],
        "evidence": view.evidence(show, [figure.id]),
    }


def _label(show: Presenter, found: Check) -> Label:
    record = show.catalogue.entity("observation", found.figure.id)[0].record
    assert isinstance(record, Observation)
    name = names.observation(show, record)
    zh, en = RULES[found.rule]
    return Label(zh=f"{name.zh}：{zh}", en=f"{name.en}: {en}")
