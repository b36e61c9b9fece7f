"""Series of figures: vintages side by side, and where they break, in words."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from api.present import Json, Object, Presenter, date, label
from api.table import rows
from api.views import figure as view
from api.views import names
from graph.dates import parse
from graph.model import Label, Observation
from graph.statistics.printed import places_of, rounded
from graph.statistics.series import Break, Point, Series, Vintage

UNDATED: Final = Label(zh="未注日期", en="undated")


def series(show: Presenter, found: Series) -> Object:
    """One series in its smallest printed unit."""
    indicator = show.ref("indicator", found.indicator)
    family = show.catalogue.concepts["indicator", found.indicator].family
    return {
        "id": found.id,
        "kind": "series",
        "iri": f"{indicator['iri']}#{found.id}",
        "label": label(title(show, found)),
        "indicator": indicator,
        "family": show.ref("concept", family) if family else None,
        **view.about(show, found.about),
        "type": found.type,
        "unit": show.concept(found.unit),
        "unit_base": view.base_unit(found.base_unit),
        "vintages": [_vintage(show, found, vintage) for vintage in found.vintages],
        "breaks": [_break(show, found, one) for one in found.breaks],
        "evidence": view.evidence(show, (figure.id for figure in found.figures)),
    }


def title(show: Presenter, found: Series) -> Label:
    """Indicator, type unless a level, and place."""
    return view.name(show, show.catalogue.label("indicator", found.indicator), found.about, found.type)


def _vintage(show: Presenter, found: Series, vintage: Vintage) -> Object:
    numbers = {id(point): number for number, point in enumerate(vintage.points)}
    return {
        "report": show.ref("report", vintage.report),
        "source_organization": view.organization(show, vintage.source_organization),
        "points": [_point(show, found, point) for point in vintage.points],
        "runs": [[numbers[id(point)] for point in run] for run in vintage.runs],
    }


def _point(show: Presenter, found: Series, point: Point) -> Object:
    figure = point.figure
    record = show.catalogue.entity("observation", figure.id)[0].record
    interval = None if figure.interval is None else view.scaled(figure.interval, found.factor)
    return {
        "period": date(figure.period),
        "value": None if figure.value is None else view.exact(figure.value / found.factor),
        "value_base": None if figure.value is None else view.exact(figure.value),
        "interval": view.bounds(interval, figure.digits),
        "printed": record.value_text if isinstance(record, Observation) else "",
        "status": figure.status,
        "qualifier": figure.qualifier,
        "table": figure.table,
        "observation": figure.id,
        "others": [other.id for other in point.others],
    }


def _break(show: Presenter, found: Series, one: Break) -> Object:
    return {
        "kind": one.kind,
        "first": one.first,
        "second": one.second,
        "observations": [figure.id for figure in one.figures],
        "difference": None if (difference := _difference(found, one)) is None else view.exact(difference),
        "indicator": show.ref("indicator", one.indicator) if one.indicator else None,
        "note": label(note(show, found, one)),
    }


def _difference(found: Series, one: Break) -> Decimal | None:
    """What the second figure of a break between vintages has more than the first, in the unit of the series."""
    if one.kind not in ("vintage", "source") or len(one.figures) < 2:
        return None
    first, second = (figure.value for figure in one.figures)
    return None if first is None or second is None else (second - first) / found.factor


def note(show: Presenter, found: Series, one: Break) -> Label:
    """Why figures are not joined, in words."""
    first, second = (names.period(parse(edtf)) if edtf else UNDATED for edtf in (one.first, one.second))
    match one.kind:
        case "definition":
            other = show.catalogue.label("indicator", one.indicator or "")
            return Label(
                zh=f"“{other.zh}”口径不同，另成序列", en=f'"{other.en}" is defined otherwise, a series of its own'
            )
        case "gap":
            return Label(zh=f"{first.zh}与{second.zh}之间无数据", en=f"no figures between {first.en} and {second.en}")
        case "forecast":
            return Label(
                zh=f"{first.zh}与{second.zh}：实际值与预测值", en=f"{first.en} and {second.en}: observed and forecast"
            )
        case "vintage" | "source":
            return _apart(show, found, one, first, second)


def _apart(show: Presenter, found: Series, one: Break, first: Label, second: Label) -> Label:
    """How two vintages stand to each other: by how much they differ, that they agree, or that they do not overlap."""
    difference = _difference(found, one)
    if difference is None:
        return Label(
            zh=f"前者至{first.zh}，后者自{second.zh}：版本不同，不予连接",
            en=f"one until {first.en}, the other from {second.en}: different vintages, not joined",
        )
    what = (
        Label(zh="两份报告", en="the two reports")
        if one.kind == "vintage"
        else Label(zh="两个来源", en="the two sources")
    )
    if not difference:
        return Label(zh=f"{first.zh}：{what.zh}数值相同", en=f"{first.en}: {what.en} agree")
    unit = show.catalogue.label("concept", found.unit)
    shown = f"{rounded(difference, places_of(difference)):+f}"
    return Label(
        zh=f"{first.zh}：{what.zh}相差 {shown}{unit.zh}", en=f"{first.en}: {what.en} differ by {shown} {unit.en}"
    )


def table(answer: Object) -> bytes:
    """Series as CSV, a row a point; ``run`` numbers the stretches of a vintage that may be joined."""
    items = answer["items"]
    found = [row for item in items if isinstance(item, dict) for row in _rows(item)] if isinstance(items, list) else []
    return rows(found).encode()


def _rows(item: Object) -> Iterator[Object]:
    vintages = item["vintages"]
    for vintage in vintages if isinstance(vintages, list) else []:
        assert isinstance(vintage, dict)
        points, runs = vintage["points"], vintage["runs"]
        assert isinstance(points, list)
        assert isinstance(runs, list)
        run = {
            number: place for place, numbers in enumerate(runs, 1) if isinstance(numbers, list) for number in numbers
        }
        for number, point in enumerate(points):
            assert isinstance(point, dict)
            yield {
                "series": item["id"],
                **{name: _id(item[name]) for name in ("indicator", "subject", "area", "counterpart")},
                "type": item["type"],
                "unit": _id(item["unit"]),
                "report": _id(vintage["report"]),
                "source_organization": _id(vintage["source_organization"]),
                "period": _id(point["period"], "edtf"),
                **{name: point[name] for name in ("value", "value_base", "printed", "status", "qualifier")},
                "run": run.get(number),
                "table": point["table"],
                "observation": point["observation"],
            }


def _id(value: Json, name: str = "id") -> Json:
    return value.get(name) if isinstance(value, dict) else None
