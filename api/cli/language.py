"""Which language the command line speaks, and its words: English in the code, Chinese in ``api.cli.chinese``."""

import re
from collections.abc import Mapping, Sequence
from typing import Final, Literal, Protocol, TypeAlias, cast, get_args

from graph.errors import PolicyGraphError

Language: TypeAlias = Literal["zh", "en"]
LANGUAGES: Final[tuple[Language, ...]] = get_args(Language)
_NUMBER: Final = re.compile(r"\d+")


class BadLanguage(PolicyGraphError):
    """A language that the command line does not speak."""


class Command(Protocol):
    """What is read of a command to put its help into another language."""

    help: str | None
    epilog: str | None


def take(arguments: Sequence[str]) -> tuple[str | None, list[str]]:
    """The value of ``--lang`` wherever it stands before ``--``, and the other arguments."""
    asked: str | None = None
    rest: list[str] = []
    waiting = list(arguments)
    while waiting:
        argument = waiting.pop(0)
        if argument == "--":
            return asked, [*rest, argument, *waiting]
        if argument == "--lang" and waiting:
            asked = waiting.pop(0)
        elif argument.startswith("--lang="):
            asked = argument.partition("=")[2]
        else:
            rest.append(argument)
    return asked, rest


def chosen(asked: str | None, environment: Mapping[str, str]) -> Language:
    """The language asked for, else of ``POLICYGRAPH_LANG``, else of the locale: Chinese for zh, English for others."""
    for name, value in (("--lang", asked), ("POLICYGRAPH_LANG", environment.get("POLICYGRAPH_LANG"))):
        if value:
            if value not in LANGUAGES:
                raise BadLanguage(f"{name}: found {value!r}; expected zh or en")
            return value
    locale = next((found for name in ("LC_ALL", "LC_MESSAGES", "LANG") if (found := environment.get(name))), "")
    return "zh" if locale.lower().startswith("zh") else "en"


class Words:
    """Says things in one language."""

    def __init__(self, language: Language) -> None:
        self.language: Language = language
        self._table: Mapping[str, str] = {}
        if language == "zh":
            from api.cli.chinese import CHINESE  # read only where it is spoken

            self._table = CHINESE

    def __call__(self, text: str, **values: object) -> str:
        """The text in this language, with ``{name}`` replaced by its value."""
        found = self._table.get(text, text)
        return found.format(**values) if values else found

    def progress(self, text: str) -> str:
        """A message of the layers below, whose numbers stand in it: ``the quads of 1613 records``."""
        numbers = _NUMBER.findall(text)
        found = self._table.get(_NUMBER.sub("{}", text))
        return found.format(*numbers) if found else text

    def label(self, words: object) -> str:
        """The label in this language of ``{"zh": …, "en": …}``; empty for none."""
        if not isinstance(words, dict):
            return ""
        pair = cast("dict[str, object]", words)
        return str(pair.get(self.language) or pair.get("zh") or "")

    def translate(self, command: object) -> None:
        """Put the help of a command, its options and its subcommands into this language."""
        if not self._table:
            return
        for part in ("help", "epilog", "short_help"):
            text = getattr(command, part, None)
            if isinstance(text, str):
                setattr(command, part, self(text))
        for parameter in getattr(command, "params", ()):
            self.translate(parameter)
        for below in getattr(command, "commands", {}).values():
            self.translate(below)
