"""The timeline as a Vega-Lite chart: a lane a panel, a row an entry, a bar as long as its date is unsure.

Every entry has a row of its own and its words stand beside the axis, so that no two labels meet.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, cast

from api.objects import Json, Object
from api.views.dots import Language
from graph.model import Label
from graph.network.palette import BLUE, GREEN, ORANGE, VERMILION
from graph.vegalite import FONT, SCHEMA

LANES: Final = {
    "national": "国家政策", "zones": "试验区与地方", "agreements": "协定与谈判", "international": "国际",
    "infrastructure": "基础设施", "statistics": "统计",
}  # fmt: skip
IN_ENGLISH: Final = {
    "national": "National policy", "zones": "Zones and localities", "agreements": "Agreements and negotiations",
    "international": "International", "infrastructure": "Infrastructure", "statistics": "Statistics",
}  # fmt: skip
PRECISION: Final = {
    "day": Label(zh="确定到日", en="to the day"), "month": Label(zh="确定到月", en="to the month"),
    "year": Label(zh="确定到年", en="to the year"), "interval": Label(zh="时段", en="interval"),
}  # fmt: skip
COLOURS: Final = (BLUE, GREEN, ORANGE, VERMILION)
AHEAD: Final = {
    "planned": Label(zh="（计划）", en=" (planned)"), "draft": Label(zh="（征求意见）", en=" (draft for comment)"),
}  # fmt: skip
SAID: Final = {
    "none": Label(zh="没有符合条件的条目", en="No entry matches the filters"),
    "precision": Label(zh="日期精度", en="How exactly dated"),
    "entry": Label(zh="条目", en="Entry"),
    "title": Label(zh="政策与规则时间线（{}）", en="Timeline of policies and rules ({})"),
    "all": Label(zh="共 {} 条", en="{} entries"),
    "page": Label(zh="第 {} 条起 {} 条，共 {} 条", en="from entry {} on {} of {} entries"),
    "note": Label(
        zh="条形的长度是来源所述日期的范围，菱形为确定的一日；浅色为计划或征求意见",
        en="A bar is as long as the source leaves the date open, a diamond is one day; pale: planned, or a draft",
    ),
}
WIDTH, ROW = 760, 19
WORDS: Final = {"zh": 520, "en": 1100}
"""The most that the words beside the axis take, in pixels: more than the longest does."""


def spec(answer: Object, language: Language = "zh") -> Object:
    """The spec of a timeline's answer (its page); of an empty one, one that says so."""
    rows = _rows(cast("Sequence[Object]", answer["items"]), str(answer["covered_until"]), language)
    top: Object = {
        "$schema": SCHEMA,
        "background": "white",
        "padding": 14,
        "config": _config(),
        "title": _title(answer, language),
    }
    if not rows:
        return {**top, "data": {"values": [{}]}, "mark": {"type": "text", "text": _say(SAID["none"], language)}}
    return {
        **top,
        "data": {"values": rows},
        "facet": {
            "row": {"field": "lane", "sort": list(_lanes(language).values()), "title": None, "header": _header()}
        },
        "spec": {"width": WIDTH, "height": {"step": ROW}, "layer": [_bars(language), _days(language)]},
        "resolve": {"scale": {"y": "independent"}},
    }


def _say(words: Label, language: Language) -> str:
    return words.zh if language == "zh" else words.en


def _lanes(language: Language) -> dict[str, str]:
    return LANES if language == "zh" else IN_ENGLISH


def _rows(items: Sequence[Object], until: str, language: Language) -> list[Json]:
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
        status = str(item["status"])
        mark = _say(AHEAD[status], language) if status in AHEAD else ""
        words = f"{cast(Object, item['label'])[language]}{mark}  {shown}"
        while words in seen:  # rows are told apart by their words
            words += "′"
        seen.add(words)
        rows.append({
            "id": item["id"], "words": words, "lane": _lanes(language).get(str(item["lane"]), str(item["lane"])),
            "from": begins["earliest"], "to": (date.fromisoformat(last) + timedelta(days=1)).isoformat(),
            "precision": _say(PRECISION[precision], language), "status": status, "order": len(rows),
        })  # fmt: skip
    return rows


def _bars(language: Language) -> Object:
    x: Object = {"field": "from", "type": "temporal", "scale": {"type": "utc"}, "title": None,
                 "axis": {"grid": True, "format": "%Y", "tickCount": "year", "labelOverlap": True}}  # fmt: skip
    return {
        "transform": [{"filter": f"datum.precision !== '{_say(PRECISION['day'], language)}'"}],
        "mark": {"type": "bar", "height": 9, "cornerRadius": 2},
        "encoding": {"x": x, "x2": {"field": "to"}, **_shared(language)},
    }


def _days(language: Language) -> Object:
    x: Object = {"field": "from", "type": "temporal", "scale": {"type": "utc"}}
    return {
        "transform": [{"filter": f"datum.precision === '{_say(PRECISION['day'], language)}'"}],
        "mark": {"type": "point", "shape": "diamond", "size": 60, "filled": True},
        "encoding": {"x": x, **_shared(language)},
    }


def _shared(language: Language) -> Object:
    precisions: list[Json] = [_say(words, language) for words in PRECISION.values()]
    title = _say(SAID["precision"], language)
    ahead: Object = {"test": "datum.status !== 'done'", "value": 0.35}
    return {
        "y": {"field": "words", "type": "nominal", "sort": {"field": "order"}, "title": None,
              "axis": {"labelLimit": WORDS[language], "labelPadding": 8, "grid": True, "ticks": False,
                       "domain": False}},
        "color": {"field": "precision", "type": "nominal", "title": title,
                  "scale": {"domain": precisions, "range": list(COLOURS)}},
        "opacity": {"condition": ahead, "value": 1},
        "tooltip": [{"field": "words", "title": _say(SAID["entry"], language)},
                    {"field": "precision", "title": title}],
    }  # fmt: skip


def _title(answer: Object, language: Language) -> Object:
    shown, total = len(cast("Sequence[Json]", answer["items"])), answer["total"]
    words = _say(SAID["all"], language).format(total)
    if shown != total:
        words = _say(SAID["page"], language).format(int(str(answer["offset"])) + 1, shown, total)
    text = _say(SAID["title"], language).format(words)
    return {"text": text, "subtitle": _say(SAID["note"], language), "anchor": "start", "fontSize": 15}


def _header() -> Object:
    return {"labelAngle": 0, "labelAlign": "left", "labelOrient": "top", "labelAnchor": "start", "labelFontSize": 13,
            "labelFontWeight": "bold"}  # fmt: skip


def _config() -> Object:
    return {"font": FONT, "axis": {"labelFontSize": 11, "gridColor": "#e6e6e6"}, "legend": {"orient": "top"},
            "view": {"stroke": None}}  # fmt: skip
