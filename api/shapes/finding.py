"""The shapes of an answer to a search."""

from typing import Annotated, Literal

from pydantic import Field

from api.shapes.common import Page, Ref, Shape

Mark = Annotated[list[int], Field(min_length=2, max_length=2)]


class SearchHit(Ref):
    """An entity that was found, and why."""

    score: float = Field(description="the higher the better; from 85 on a name that is what was asked")
    field: str = Field(description="the key that holds the words; quote and text are of the reports", examples=["alt"])
    language: Literal["zh", "en"] | None
    by: Literal["exact", "word", "stem", "prefix", "pinyin", "near"] = Field(description="in which way it holds them")
    snippet: str
    marks: list[Mark] = Field(
        description="from and to before where in the snippet, in code points", examples=[[[0, 2]]]
    )
    passage: str | None = Field(description="where a quote stands", examples=["mofcom-2024-p27"])
    missing: list[str] = Field(description="words that it does not hold; none where matching is all")


class SearchWord(Shape):
    """A word of the question, as it was read."""

    word: str
    taken_for: list[str] = Field(description="what it was taken for, where nothing holds it as it was typed")
    found: bool


class NearName(Ref):
    """An entity with a name like what was asked."""

    name: str


class SearchAnswer(Page[SearchHit]):
    """What was found, how the question was read, and what else there is: by kind, or near."""

    q: str
    kind: str | None
    matching: Literal["all", "any", "none"] = Field(description="whether hits hold all words or at least half of them")
    words: list[SearchWord]
    counts: dict[str, int] = Field(description="hits by kind, of all kinds")
    near: list[NearName] | None = None
