"""How a report's text is laid out, told by ``structure:`` in ``source.yml``: the reader is the same for every report.

Patterns are Python regular expressions, matched from the start of a line without its outer white space.
"""

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import ClassVar, Literal

from pydantic import TypeAdapter, ValidationError
from pydantic_core import ErrorDetails

from graph.errors import BadData, Fault
from graph.model import STRICT
from loaders.files import Unreadable, line_of, read

Part = Literal["caption", "unit", "rows", "source"]
NEVER = re.compile(r"(?!)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Contents:
    """A table of contents: its title line, then entries; group ``title`` of an entry must be a heading, in order."""

    __pydantic_config__: ClassVar = STRICT

    title: str
    entry: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadingRule:
    """What lines are headings of a level: those given as they stand, or those that a pattern matches."""

    __pydantic_config__: ClassVar = STRICT

    level: int
    lines: tuple[str, ...] = ()
    pattern: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class BoxRule:
    """Boxes: how their title line looks. One ends at a heading or box, or before what ``ends_before`` matches."""

    __pydantic_config__: ClassVar = STRICT

    title: re.Pattern[str]
    ends_before: re.Pattern[str] = NEVER


@dataclass(frozen=True, slots=True, kw_only=True)
class FootnoteRule:
    """Footnotes: the mark in the text, and how a line with a footnote's body begins (mark and space, both left out)."""

    __pydantic_config__: ClassVar = STRICT

    mark: re.Pattern[str]
    body: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableLayout:
    """One table: header rows, the ids of its columns from left to right, and of its rows by what their names print.

    ``named_by``: the columns that name a row, the first that is not empty. Without ``rows`` the name itself is the id.
    """

    __pydantic_config__: ClassVar = STRICT

    id: str
    header_rows: int
    columns: tuple[str, ...]
    named_by: tuple[str, ...]
    rows: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class FloatRule:
    """Tables or figures: the order of their parts and how each part's lines look. All but caption and rows may lack.

    A group ``number`` in the caption's pattern must count 1, 2, 3 …
    """

    __pydantic_config__: ClassVar = STRICT

    order: tuple[Part, ...]
    caption: re.Pattern[str]
    unit: re.Pattern[str] = NEVER
    rows: re.Pattern[str] = NEVER
    source: re.Pattern[str] = NEVER
    layouts: tuple[TableLayout, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class JoinRule:
    """When a paragraph is whole: ``complete`` is found in it. ``fresh`` matches one that continues none."""

    __pydantic_config__: ClassVar = STRICT

    complete: re.Pattern[str] = re.compile(r"[。！？：；][”’」』）》〉]*$")
    fresh: re.Pattern[str] = re.compile(r"[（(][0-9一二三四五六七八九十]+[）)]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Counts:
    """What the text must yield; ``headings`` by level."""

    __pydantic_config__: ClassVar = STRICT

    paragraphs: int
    joins: int
    headings: dict[int, int]
    boxes: int = 0
    boxed_paragraphs: int = 0
    footnotes: int = 0
    tables: int = 0
    cells: int = 0
    figures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Outline:
    """The layout of one report's text.

    ``title``: the lines of the title page. ``ignore``: what a line is of that is no text (page numbers, running heads).
    """

    __pydantic_config__: ClassVar = STRICT

    title: tuple[str, ...]
    contents: Contents | None = None
    headings: tuple[HeadingRule, ...]
    boxes: BoxRule | None = None
    footnotes: FootnoteRule | None = None
    tables: FloatRule | None = None
    figures: FloatRule | None = None
    joins: JoinRule = field(default_factory=JoinRule)
    ignore: re.Pattern[str] = NEVER
    counts: Counts


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """What ``source.yml`` says of the report's text: its id, the hash of the text, its layout."""

    id: str
    sha256: str
    outline: Outline


def read_source(folder: Path) -> Source:
    """Read ``source.yml`` of a report's folder; BadData with file, line and key of all that does not fit."""
    file = folder / "source.yml"
    name = f"{folder.parent.name}/{folder.name}/{file.name}"
    try:
        content = read(file)
    except Unreadable as error:
        raise BadData([Fault(name, error.line, "", str(error), "YAML")]) from None
    except OSError as error:
        raise BadData([Fault(name, 1, "", str(error.strerror), "a readable file")]) from None
    known = {"id", "sha256", "structure"}
    given = {key: value for key, value in content.items() if key in known} if isinstance(content, dict) else {}
    given["outline"] = given.pop("structure", None)
    try:
        return TypeAdapter(Source).validate_python(given)
    except ValidationError as error:
        raise BadData([_fault(file, name, problem) for problem in error.errors()]) from None


def _fault(file: Path, name: str, problem: ErrorDetails) -> Fault:
    keys = tuple("structure" if key == "outline" else key for key in problem["loc"])
    found = "nothing" if problem["type"] == "missing" else repr(problem["input"])
    return Fault(name, line_of(file, keys), ".".join(map(str, keys)), found[:200], problem["msg"])
