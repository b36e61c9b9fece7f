"""Reading the questions of the gallery from their files, strictly."""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Final

from graph.errors import BadQuery
from graph.gallery.paths import column
from graph.gallery.question import Example, Parameter, Question
from graph.model import KINDS, Label
from graph.store.queries import HeaderLine, header
from graph.store.queries import load as kept

ONCE: Final = ("question", "zh", "rest", "order")
WORDS: Final = (*ONCE, "param", "example", "empty", "row")
PLAIN: Final = ("date", "text")
HOLE: Final = re.compile(r"\{(&?)([\w,]+)\}")
"""A hole of a REST call: ``{place}``, or ``{&valid_on,known_on}``."""

_PARAMETER: Final = re.compile(r"\$(\w+)")
_ENDING: Final = ".cypher"


def _folder() -> Traversable:
    return files("graph") / "cypher"


def ids() -> tuple[str, ...]:
    """The ids of all questions, sorted: a query is of the gallery if it has a Cypher form."""
    names = (file.name for file in _folder().iterdir())
    return tuple(sorted(name.removesuffix(_ENDING) for name in names if name.endswith(_ENDING)))


@lru_cache(maxsize=256)
def load(name: str) -> Question:
    """The question of an id that ``ids`` has; raises BadQuery where its two files do not hold what they should."""
    return parse(name, kept(name).text, (_folder() / f"{name}{_ENDING}").read_text("utf-8"))


def parse(name: str, sparql: str, cypher: str) -> Question:
    """Read a question from its two texts; raises BadQuery that tells what does not fit, and where."""
    said: dict[str, list[HeaderLine]] = {word: [] for word in WORDS}
    for line in header(sparql):
        if line.word not in said:
            raise _wrong(name, line, f"{line.word!r} is none of {', '.join(WORDS)}; a remark begins with a capital")
        said[line.word].append(line)
    for word in ONCE:
        if len(said[word]) != 1:
            raise BadQuery(f"{name}.rq: its header has {len(said[word])} lines '# {word}: …', not one")
    found = Question(
        id=name,
        label=Label(zh=said["zh"][0].value, en=said["question"][0].value),
        parameters=tuple(_parameter(name, line) for line in said["param"]),
        examples=tuple(_example(name, line) for line in (*said["example"], *said["empty"])) or (Example({}),),
        sparql=_body(sparql),
        cypher=cypher.partition("\n")[2],
        rest=said["rest"][0].value,
        columns=tuple(column(line.argument, line.value) for line in said["row"]),
        order=tuple(said["order"][0].value.split()),
    )
    faults = [*_faults(found), *_faults_of_cypher(found, cypher)]
    if faults:
        raise BadQuery(f"{name}: {'; '.join(faults)}")
    return found


def awaited(text: str) -> set[str]:
    """The names of the parameters of a text; none of our texts has a dollar sign elsewhere."""
    return set(_PARAMETER.findall(text))


def _wrong(name: str, line: HeaderLine, words: str) -> BadQuery:
    return BadQuery(f"{name}.rq, line {line.number}: {words}", line.number)


def _parameter(name: str, line: HeaderLine) -> Parameter:
    """``# param place zone|area: the place | 地点``; ``?`` after the name of a date that may be left out."""
    given, _, kinds = line.argument.partition(" ")
    en, bar, zh = line.value.partition(" | ")
    several = tuple(kinds.split("|"))
    if not bar or not (several in {(kind,) for kind in PLAIN} or set(several) <= set(KINDS)):
        raise _wrong(name, line, "expected '# param NAME KIND: what it is | 中文', KIND being date, text or entities")
    if given.endswith("?") and several != ("date",):
        raise _wrong(name, line, "only a date may be left out")
    return Parameter(given.removesuffix("?"), several, given.endswith("?"), Label(zh=zh, en=en))


def _example(name: str, line: HeaderLine) -> Example:
    """``# example: place=lingang valid_on=2024-08-31``; ``# empty: …`` where the answer has no rows."""
    pairs = [item.partition("=") for item in line.value.split()]
    if not all(equals and value for _, equals, value in pairs):
        raise _wrong(name, line, f"expected '# {line.word}: NAME=VALUE …'")
    return Example({key: value for key, _, value in pairs}, line.word == "empty")


def _body(sparql: str) -> str:
    """The text without the lines of its header, which the gallery shows apart; remarks stay."""
    numbers = {line.number for line in header(sparql)}
    lines = [line for number, line in enumerate(sparql.splitlines(), 1) if number not in numbers]
    return "\n".join(lines).removeprefix("#\n") + "\n"


def _faults(found: Question) -> Iterator[str]:
    """What of a header does not fit together."""
    names = {parameter.name for parameter in found.parameters}
    needed = {parameter.name for parameter in found.parameters if not parameter.optional}
    for example in found.examples:
        if not needed <= example.values.keys() <= names:
            yield f"the example {_written(example.values)} does not give what the question asks for"
    filled = {name for _, hole in HOLE.findall(found.rest) for name in hole.split(",")}
    yield from (f"{name} of the REST call is no parameter" for name in sorted(filled - names))
    yield from (f"the REST call does not take {name}" for name in sorted(names - filled))
    columns = {item.name for item in found.columns}
    yield from (f"{name} of the order is no column" for name in found.order if name.removeprefix("-") not in columns)
    if not columns:
        yield "its header has no line '# row COLUMN: …'"


def _faults_of_cypher(found: Question, cypher: str) -> Iterator[str]:
    """What of the Cypher form does not fit its twin's header."""
    if not cypher.startswith(f"// {found.label.en}\n"):
        yield f"{found.id}.cypher does not begin with the question of its twin: '// {found.label.en}'"
    used = awaited(found.cypher)
    ends = {end for parameter in found.parameters for end in parameter.ends}
    yield from (f"${name} of the Cypher is no parameter" for name in sorted(used - ends))
    yield from (f"the Cypher does not use {item.name}" for item in found.parameters if used.isdisjoint(item.ends))


def _written(values: Mapping[str, str]) -> str:
    return " ".join(f"{name}={value}" for name, value in values.items()) or "(none)"
