"""Whether all words of a question stand in some names: the plain search of lists, in any script."""

import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

from graph.model import Measure
from graph.statements import Statement

# Marks around titles, which one writer sets and another leaves out.
QUOTES: Final = dict.fromkeys(map(ord, "《》〈〉“”‘’\"'「」"))


def folded(text: str) -> str:
    """A text for comparison: compatibility forms and case folded, quotation marks dropped."""
    return unicodedata.normalize("NFKC", text).translate(QUOTES).casefold()


def matches(question: str | None, texts: Iterable[str]) -> bool:
    """Whether every word of ``question`` (parted by white space) stands in one of ``texts``; without words, yes."""
    if question is None:
        return True
    whole = "\n".join(folded(text) for text in texts)
    return all(word in whole for word in folded(question).split())


def names(statements: Iterable[Statement]) -> Iterator[str]:
    """Every name that statements give an entity, in both languages; of a measure its sectors too."""
    for record in (statement.record for statement in statements):
        sectors = record.sectors if isinstance(record, Measure) else ()
        for words in (record.label, *sectors):
            if words is not None:
                yield from (words.zh, words.en)
        yield from (*record.alt.zh, *record.alt.en)
