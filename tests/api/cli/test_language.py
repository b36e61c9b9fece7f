"""Messages, help and labels in Chinese and English."""

import ast
import string
from collections.abc import Iterator
from pathlib import Path
from typing import get_args

import pytest
import typer

from api import cli as package
from api.cli import create
from api.cli.chinese import CHINESE, KINDS
from api.cli.language import BadLanguage, Words, chosen, take
from graph.model import KINDS as ALL_KINDS
from graph.neo4j.progress import Step
from loaders import build as builder
from tests.api.cli.conftest import Cli

# Said by the answers of REST, and put into Chinese by the command line.
COUNTED = {"measures", "zones", "areas", "places"}


def spoken() -> Iterator[str]:
    """Every text that the code hands to ``say``."""
    for file in Path(package.__path__[0]).glob("*.py"):
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Call) and node.args:
                name = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                text = node.args[0]
                if name == "say" and isinstance(text, ast.Constant):
                    yield str(text.value)


def steps() -> Iterator[str]:
    """Every step that a build or a load tells of, ``{}`` where a number stands."""
    for node in ast.walk(ast.parse(Path(builder.__file__).read_text("utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "progress":
            told = node.args[0]
            parts = told.values if isinstance(told, ast.JoinedStr) else [told]
            yield "".join(str(part.value) if isinstance(part, ast.Constant) else "{}" for part in parts)
    yield from get_args(Step)


def helped() -> Iterator[str]:
    """Every text of the help."""
    waiting: list[object] = [typer.main.get_command(create())]
    while waiting:
        part = waiting.pop()
        yield from (text for name in ("help", "epilog") if isinstance(text := getattr(part, name, None), str))
        waiting += [*getattr(part, "params", ()), *getattr(part, "commands", {}).values()]


def places(text: str) -> set[str | None]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_everything_said_has_a_chinese_translation_and_nothing_else_has() -> None:
    assert set(spoken()) | set(helped()) | set(steps()) | COUNTED | set(ALL_KINDS) | {"entity"} == set(CHINESE)


@pytest.mark.parametrize("text", CHINESE, ids=lambda text: text[:30])
def test_a_translation_has_the_same_values_in_it(text: str) -> None:
    assert places(CHINESE[text]) == places(text)


def test_every_kind_has_a_chinese_name() -> None:
    assert set(ALL_KINDS) <= set(KINDS)


@pytest.mark.parametrize(
    ("asked", "environment", "language"),
    [
        ("zh", {"POLICYGRAPH_LANG": "en"}, "zh"),
        (None, {"POLICYGRAPH_LANG": "zh", "LANG": "en_US.UTF-8"}, "zh"),
        (None, {"LANG": "zh_CN.UTF-8"}, "zh"),
        (None, {"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, "en"),
        (None, {"LC_MESSAGES": "zh_TW", "LANG": "en_US"}, "zh"),
        (None, {"LANG": "de_DE.UTF-8"}, "en"),
        (None, {}, "en"),
    ],
)
def test_the_option_goes_before_the_variable_before_the_locale(
    asked: str | None, environment: dict[str, str], language: str
) -> None:
    assert chosen(asked, environment) == language


def test_a_language_that_is_not_spoken_is_refused_by_the_name_of_where_it_stands() -> None:
    with pytest.raises(BadLanguage, match="POLICYGRAPH_LANG: found 'fr'; expected zh or en"):
        chosen(None, {"POLICYGRAPH_LANG": "fr"})


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--lang", "zh", "zones"], ("zh", ["zones"])),
        (["zones", "--lang=zh", "--json"], ("zh", ["zones", "--json"])),
        (["zones", "--", "--lang", "zh"], (None, ["zones", "--", "--lang", "zh"])),
        (["zones", "--lang"], (None, ["zones", "--lang"])),
    ],
)
def test_the_option_may_stand_before_or_after_the_command(
    arguments: list[str], expected: tuple[str | None, list[str]]
) -> None:
    assert take(arguments) == expected


def test_steps_of_a_build_are_said_with_their_numbers() -> None:
    assert Words("zh").progress("writing the quads of 1613 records") == "写出 1613 条记录的四元组"
    assert Words("en").progress("writing the quads of 1613 records") == "writing the quads of 1613 records"
    assert Words("zh").progress("something new") == "something new"


def test_help_is_in_the_language_asked_for(cli: Cli) -> None:
    assert "某日哪些措施适用于某区域" in cli("--help", "--lang", "zh").out
    assert "所问之日" in cli("measures", "--help", environment={"POLICYGRAPH_LANG": "zh"}).out
    assert "Which measures apply" in cli("--help").out


def test_labels_of_entities_are_in_the_language_asked_for(cli: Cli) -> None:
    assert "上海自由贸易试验区临港新片区" in cli("zones", "--within", "shanghai-ftz", "--lang", "zh").out
    assert "Lin-gang Special Area" in cli("zones", "--within", "shanghai-ftz").out


def test_the_page_on_the_command_line_tells_every_command_and_no_other() -> None:
    page = (Path(package.__path__[0]).parents[1] / "docs" / "cli.md").read_text("utf-8")
    told = {line.split("`")[1].split()[0] for line in page.splitlines() if line.startswith("| `")}
    command = typer.main.get_command(create())
    assert told == set(getattr(command, "commands"))  # noqa: B009
