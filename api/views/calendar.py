"""The timeline as a calendar (RFC 5545): all-day events that span what the source's words allow.

A date of a month is an event of the whole month, with the precision in its words; nothing is made up to fit a day.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final, cast

from icalendar import Calendar, Event
from icalendar.enums import STATUS, TRANSP

from api.objects import Json, Object

ICS: Final = "text/calendar"
PRODID: Final = "-//policygraph//timeline//ZH"
PRECISION: Final = {
    "day": ("日期确定到日", "exact to the day"), "month": ("日期仅确定到月", "known to the month only"),
    "year": ("日期仅确定到年", "known to the year only"), "interval": ("时段", "an interval"),
    "open": ("在前一日期内开始，来源未载结束", "begun within the first date; no source gives its end"),
}  # fmt: skip
AHEAD: Final = {"planned": "计划", "draft": "征求意见"}


def calendar(answer: Object, stamp: date) -> bytes:
    """The entries of a timeline's answer as iCalendar. ``stamp`` is the date of the data, for DTSTAMP.

    Entries that are open at their start are left out: a calendar has no event without a first day.
    """
    items = cast("Sequence[Object]", answer["items"])
    events = [event for item in items if (event := _event(item, stamp))]
    made = Calendar.new(
        prodid=PRODID, name="policygraph", description="政策与规则时间线 / timeline of policies and rules",
        subcomponents=events,
    )  # fmt: skip
    made.pop("UID", None)  # a random one, which would differ each time
    return bytes(made.to_ical())


def precision(begins: Object, ends: Object | None) -> tuple[str, str]:
    """How exact an entry's date is, in Chinese and English."""
    return PRECISION[str(begins["precision"]) if ends is None else "open" if ends["latest"] is None else "interval"]


def _event(item: Object, stamp: date) -> Event | None:
    begins, ends = cast(Object, item["date"]), cast("Object | None", item["end"])
    first = begins["earliest"]
    if first is None:
        return None
    last = (ends or {}).get("latest") or begins["latest"] or first
    words, label = _words(item, begins, ends), cast(Object, item["label"])
    ahead = AHEAD.get(str(item["status"]))
    return Event.new(
        uid=f"{item['id']}@policygraph", stamp=stamp, start=date.fromisoformat(str(first)),
        end=date.fromisoformat(str(last)) + timedelta(days=1),
        summary=f"{label['zh']}（{ahead}）" if ahead else str(label["zh"]), description=words,
        url=str(item["iri"]), categories=[str(item["lane"]), str(item["type"])],
        status=STATUS.TENTATIVE if ahead else STATUS.CONFIRMED, transparency=TRANSP.TRANSPARENT,
    )  # fmt: skip


def _words(item: Object, begins: Object, ends: Object | None) -> str:
    """The English label, the date as the source gives it with its precision in words, and the passages."""
    zh, en = precision(begins, ends)
    edtf = f"{begins['edtf']}/{ends['edtf']}" if ends else str(begins["edtf"])
    label = cast(Object, item["label"])
    cited = [str(one["passage"]) for one in _objects(item["evidence"]) if "passage" in one]
    lines = [str(label["en"]), f"{edtf}：{zh}。", f"{edtf}: {en}."]
    return "\n".join([*lines, *dict.fromkeys(cited)])


def _objects(value: Json) -> Sequence[Object]:
    return cast("Sequence[Object]", value)
