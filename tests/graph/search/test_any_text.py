"""Ten thousand texts of any characters: no error, and marks that stand within their snippets."""

from random import Random

import pytest

from graph.search import Search

LETTERS = (
    "数据跨境流动天津上海自贸试验区服务出口的在数字经济", "abcdefghijklmnopqrstuvwxyz", "lingangshujudepatrade ",
    '"*:()^-+{}[]\'\\\x00;%_.,《》，。 AND OR NOT NEAR 0123456789', "數據臨港貿易區ＤＥＰＡǜé①㈠한글かな",
)  # fmt: skip


def any_text(random: Random) -> str:
    """Up to 24 characters of one sort, of all sorts, or of all of Unicode with halves of characters too."""
    sort = random.randrange(len(LETTERS) + 2)
    if sort < len(LETTERS):
        return "".join(random.choices(LETTERS[sort], k=random.randrange(25)))
    if sort == len(LETTERS):
        return "".join(random.choices("".join(LETTERS), k=random.randrange(25)))
    return "".join(chr(random.randrange(0x110000)) for _ in range(random.randrange(25)))


@pytest.mark.parametrize("part", range(10))
def test_any_text_is_answered(search: Search, part: int) -> None:
    random = Random(part)
    for number in range(1000):
        typed = any_text(random)
        found = search.search(typed, random.choice((None, None, "zone", "instrument", "provision")))
        for hit in found.hits[:2]:
            why = search.why(found, hit)
            assert all(0 <= start < end <= len(why.snippet.text) for start, end in why.snippet.marks), typed
        if not found.hits and number % 10 == 0:
            search.near(typed)
