"""What people type, and what they must find first."""

from statistics import median
from time import thread_time
from typing import Final

import pytest

from graph.search import Search

TIANJIN_LIST: Final = "instrument/tianjin-data-negative-list-2024"
LINGANG_RULES: Final = "instrument/lingang-data-classification-measures"

CHINESE: Final = {
    "临港": "zone/lingang",
    "上海临港": "zone/lingang",
    "数字经济伙伴关系协定": "agreement/depa",
    "数据出境 天津": TIANJIN_LIST,
    "天津数据出境清单": TIANJIN_LIST,
    "数据跨境流动规定": "instrument/cross-border-data-flow-provisions",
    "《个人信息保护法》": "instrument/pipl",
    "海南 负面清单": "instrument/hainan-services-negative-list-2021",
    "算力枢纽": "zone-class/computing-hub-node",
    "丝路电商先行区": "zone/silk-road-ecommerce-shanghai",
    "网信办": "organization/cac",
    "电子传输 关税": "agreement/wto-moratorium",
    "数据二十条": "instrument/data-twenty",
    "增值电信 外资股比": "measure/vats-foreign-equity-cap-removal",
    "洋浦 离岸": "zone/yangpu-data-processing-zone",
    "韩国 DEPA": "participation/depa-south-korea-party",
    "未成年人": "topic/minors-protection",
}
ENGLISH: Final = {
    "Lingang": "zone/lingang",
    "lin-gang special area": "zone/lingang",
    "depa": "agreement/depa",
    "Lingang DEPA": "zone/lingang-depa-area",
    "personal information protection law": "instrument/pipl",
    "provisions on cross-border data flow": "instrument/cross-border-data-flow-provisions",
    "hainan negative lists": "instrument/hainan-services-negative-list-2021",
    "free trade zone tianjin": "zone/tianjin-ftz",
    "customs duties on electronic transmissions": "agreement/wto-moratorium",
    "cybersecurity laws": "instrument/cybersecurity-law",
    "silk road ecommerce zone": "zone/silk-road-ecommerce-shanghai",
    "digital service export bases": "zone-class/digital-service-export-base",
    "WTO": "organization/wto",
    "tianj": "area/tianjin",
}
PINYIN: Final = {
    "lingang shuju": LINGANG_RULES,
    "lingangshuju": LINGANG_RULES,
    "lin gang": "zone/lingang",
    "lín gǎng": "zone/lingang",
    "shujukuajingliudong": "topic/data-cross-border",
    "shuju kuajing liudong": "topic/data-cross-border",
    "gongxinbu": "organization/miit",
    "hainan zimaogang": "zone/hainan-ftp",
    "gerenxinxi baohufa": "instrument/pipl",
    "tianj shuju chuj": TIANJIN_LIST,
    "xiamen ruanjianyuan": "zone/xiamen-software-park",
}
MIXED: Final = {
    "临港 DEPA": "zone/lingang-depa-area",
    "海南RCEP行动方案": "instrument/hainan-rcep-20",
    "shanghai 数据交易所": "organization/shanghai-data-exchange",
    "tianjin 数据出境": TIANJIN_LIST,
    "数据要素×": "instrument/data-element-x-plan",
    "数据要素x": "instrument/data-element-x-plan",
}
TRADITIONAL: Final = {
    "臨港": "zone/lingang",
    "數字經濟夥伴關係協定": "agreement/depa",
    "數據安全法": "instrument/data-security-law",
    "著作權法": "instrument/copyright-law",
    "數位貿易港": "zone/beijing-digital-trade-port",
    "ＲＣＥＰ": "agreement/rcep",
}
MISTYPED: Final = {
    "linggang": "zone/lingang",
    "Tianjn FTZ": "zone/tianjin-ftz",
    "cybersecurty law": "instrument/cybersecurity-law",
    "negtive list hainan": "instrument/hainan-services-negative-list-2021",
    "临岗": "zone/lingang",
    "数据出镜 天津": TIANJIN_LIST,
}
PAIRS: Final = {**CHINESE, **ENGLISH, **PINYIN, **MIXED, **TRADITIONAL, **MISTYPED}


def first(search: Search, typed: str) -> str:
    hit = search.search(typed).hits[0]
    return f"{hit.kind}/{hit.id}"


@pytest.mark.parametrize("typed", PAIRS)
def test_what_is_typed_leads_to_the_right_thing_first(search: Search, typed: str) -> None:
    assert first(search, typed) == PAIRS[typed]


def test_the_right_thing_is_first_among_the_quotes_of_the_reports_too(quoting: Search) -> None:
    assert {typed: first(quoting, typed) for typed in PAIRS} == PAIRS


@pytest.mark.parametrize("typed", [*CHINESE, *ENGLISH, *PINYIN, *MIXED, *TRADITIONAL])
def test_what_is_typed_rightly_is_not_taken_for_anything_else(search: Search, typed: str) -> None:
    found = search.search(typed)
    assert found.matching == "all"
    assert not [word.guessed for word in found.words if word.guessed]


@pytest.mark.parametrize("typed", MISTYPED)
def test_what_is_mistyped_says_what_it_was_taken_for(search: Search, typed: str) -> None:
    found = search.search(typed)
    assert found.matching == "all"
    assert any(word.guessed for word in found.words)


def test_half_of_all_questions_are_answered_in_five_milliseconds(quoting: Search) -> None:
    taken = []
    for typed in PAIRS:
        begun = thread_time()
        quoting.search(typed)
        taken.append(thread_time() - begun)
    assert median(taken) < 0.005
