"""The timeline as a Vega-Lite chart: a lane a panel, a row an entry, a bar as long as its date is unsure.

Every entry has a row of its own and its words stand beside the axis, so that no two labels meet.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, cast

from api.objects import Json, Object
from graph.network.palette import BLUE, GREEN, ORANGE, VERMILION
from graph.vegalite import FONT, SCHEMA

LANES: Final = {
    "national": "国家政策", "zones": "试验区与地方", "agreements": "协定与谈判", "international": "国际",
    "infrastructure": "基础设施", "statistics": "统计",
}  # fmt: skip
PRECISION: Final = {"day": "确定到日", "month": "确定到月", "year": "确定到年", "interval": "时段"}
COLOURS: Final = (BLUE, GREEN, ORANGE, VERMILION)
AHEAD: Final = {"planned": "（计划）", "draft": "（征求意见）"}
WIDTH, ROW, WORDS = 760, 19, 520


def spec(answer: Object) -> Object:
    """The spec of a timeline's answer (its page); of an empty one, one that says so."""
    rows = _rows(cast("Sequence[Object]", answer["items"]), str(answer["covered_until"]))
    top: Object = {
        "$schema": SCHEMA,
        "background": "white",
        "padding": 14,
        "config": _config(),
        "title": _title(answer),
    }
    if not rows:
        return {**top, "data": {"values": [{}]}, "mark": {"type": "text", "text": "没有符合条件的条目"}}
    return {
        **top,
        "data": {"values": rows},
        "facet": {"row": {"field": "lane", "sort": list(LANES.values()), "title": None, "header": _header()}},
        "spec": {"width": WIDTH, "height": {"step": ROW}, "layer": [_bars(), _days()]},
        "resolve": {"scale": {"y": "independent"}},
    }


def _rows(items: Sequence[Object], until: str) -> list[Json]:
    """A row an entry; one that is open at its start has no place on an axis of time and is left out."""
    rows: list[Json] = []
    seen: set[str] = set()
    for item in items:
        begins, ends = cast(Object, item["date"]), cast("Object | None", item["end"])
        if begins["earliest"] is None:
            continue
        precision = "interval" if ends else str(begins["precision"])
        last = str((ends or begins)["latest"] or until)
        shown = f"{begins['edtf']}/{ends['edtf']}" if ends else str(begins["edtf"])
        words = f"{cast(Object, item['label'])['zh']}{AHEAD.get(str(item['status']), '')}  {shown}"
        while words in seen:  # rows are told apart by their words
            words += "′"
        seen.add(words)
        rows.append({
            "id": item["id"], "words": words, "lane": LANES.get(str(item["lane"]), str(item["lane"])),
            "from": begins["earliest"], "to": (date.fromisoformat(last) + timedelta(days=1)).isoformat(),
            "precision": PRECISION[precision], "status": item["status"], "order": len(rows),
        })  # fmt: skip
    return rows


def _bars() -> Object:
    x: Object = {"field": "from", "type": "temporal", "scale": {"type": "utc"}, "title": None,
                 "axis": {"grid": True, "format": "%Y", "tickCount": "year", "labelOverlap": True}}  # fmt: skip
    return {
        "transform": [{"filter": f"datum.precision !== '{PRECISION['day']}'"}],
        "mark": {"type": "bar", "height": 9, "cornerRadius": 2},
        "encoding": {"x": x, "x2": {"field": "to"}, **_shared()},
    }


def _days() -> Object:
    x: Object = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    return {
        "transform": [{"filter": f"datum.precision === '{PRECISION['day']}'"}],
        "mark": {"type": "point", "shape": "diamond", "size": 60, "filled": True},
        "encoding": {"x": x, **_shared()},
    }


def _shared() -> Object:
    ahead: Object = {"test": "datum.status !== 'done'", "value": 0.35}
    return {
        "y": {"field": "words", "type": "nominal", "sort": {"field": "order"}, "title": None,
              "axis": {"labelLimit": WORDS, "labelPadding": 8, "grid": True, "ticks": False, "domain": False}},
        "color": {"field": "precision", "type": "nominal", "title": "日期精度",
                  "scale": {"domain": list(PRECISION.values()), "range": list(COLOURS)}},
        "opacity": {"condition": ahead, "value": 1},
        "tooltip": [{"field": "words", "title": "条目"}, {"field": "precision", "title": "日期精度"}],
    }  # fmt: skip


def _title(answer: Object) -> Object:
    shown, total = len(cast("Sequence[Json]", answer["items"])), answer["total"]
    words = (
        f"共 {total} 条" if shown == total else f"第 {int(str(answer['offset'])) + 1} 条起 {shown} 条，共 {total} 条"
    )
    note = "条形的长度是来源所述日期的范围，菱形为确定的一日；浅色为计划或征求意见"
    return {"text": f"政策与规则时间线（{words}）", "subtitle": note, "anchor": "start", "fontSize": 15}


def _header() -> Object:
    return {"labelAngle": 0, "labelAlign": "left", "labelOrient": "top", "labelAnchor": "start", "labelFontSize": 13,
            "labelFontWeight": "bold"}  # fmt: skip


def _config() -> Object:
    return {"font": FONT, "axis": {"labelFontSize": 11, "gridColor": "#e6e6e6"}, "legend": {"orient": "top"},
            "view": {"stroke": None}}  # fmt: skip
