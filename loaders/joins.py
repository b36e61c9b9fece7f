"""Paragraphs whole again over page breaks, and the order that this gives the text.

A paragraph that does not end as one does is continued by the next, whatever footnotes, tables or figures stand between.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import pairwise

from loaders.blocks import Block, Complain
from loaders.outline import JoinRule

Group = tuple[Block, ...]
BETWEEN = ("footnote", "table", "figure")


def joined(blocks: Iterable[Block], rule: JoinRule, plain: Callable[[str], str], fault: Complain) -> list[Group]:
    """The blocks in the order of the text, the halves of a paragraph as one group; what interrupted it stands behind.

    ``plain`` gives a line without footnote marks. A paragraph that nothing continues is a fault.
    """
    groups: list[Group] = []
    unfinished: int | None = None

    def close(follows: str) -> None:
        if unfinished is not None:
            line = groups[unfinished][-1].lines[-1]
            fault(line.number, "joins", f"“…{line.text[-8:]}”, then {follows}", "the rest of the paragraph")

    for block in blocks:
        if block.kind != "paragraph":
            if block.kind not in BETWEEN:
                close("the end of the box" if block.kind == "box-end" else f"a {block.kind}")
                unfinished = None
            groups.append((block,))
            continue
        text = plain(block.lines[0].text)
        if unfinished is not None and rule.fresh.match(text):
            close("a paragraph that continues none")
            unfinished = None
        if unfinished is None:
            groups.append((block,))
            unfinished = len(groups) - 1
        else:
            groups[unfinished] = (*groups[unfinished], block)
        if rule.complete.search(text):
            unfinished = None
    close("the end of the text")
    return groups


def order(groups: Sequence[Group], length: int) -> Iterator[tuple[int, int]]:
    """The half-open raw spans in normalised order, for a raw text of ``length``.

    Halves come together; behind them what stood between, each piece with the white space before it.
    """
    singles = [group[0] for group in groups if len(group) == 1]
    at = 0
    for group in groups:
        if len(group) == 1:
            continue
        yield at, group[0].end
        for half in group[1:]:
            yield half.start, half.end
        for before, after in pairwise(group):
            ends = [block.end for block in singles if before.end < block.start < after.start]
            if ends:
                yield before.end, max(ends)
        at = group[-1].end
    yield at, length
