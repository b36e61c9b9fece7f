"""From exception to one line on standard error and an exit code: the one place that knows exit codes."""

from collections.abc import Mapping
from typing import Final

from api.cli.language import BadLanguage, Words
from api.settings import BadSetting
from graph.errors import (
    AnswerTooLarge,
    BadData,
    BadDate,
    BadParameter,
    BadQuery,
    BadRequest,
    NotAcceptable,
    NotBuilt,
    PolicyGraphError,
    QueryFailed,
    QueryRefused,
    QueryTimeout,
    QueryTooLong,
    StoreError,
    UnknownId,
)  # fmt: skip

FAULTS: Final = 1
USAGE: Final = 2
MISSING: Final = 3


class Ambiguous(PolicyGraphError):
    """An id that several kinds of entity have; ``kinds`` names them."""

    def __init__(self, slug: str, kinds: tuple[str, ...]) -> None:
        super().__init__(f"{slug!r} is the id of several entities: {', '.join(f'{kind}/{slug}' for kind in kinds)}")
        self.slug = slug
        self.kinds = kinds


class BadUse(PolicyGraphError):
    """Arguments that do not go together, or a file named that cannot be used."""


class Missing(PolicyGraphError):
    """Something that a command needs is not there: a text, a free port."""


CODES: Final[Mapping[type[PolicyGraphError], int]] = {
    BadData: FAULTS, QueryTimeout: FAULTS, QueryFailed: FAULTS, AnswerTooLarge: FAULTS,
    BadSetting: USAGE, BadLanguage: USAGE, BadUse: USAGE, Ambiguous: USAGE, UnknownId: USAGE, BadParameter: USAGE,
    BadDate: USAGE, BadQuery: USAGE, QueryRefused: USAGE, QueryTooLong: USAGE, BadRequest: USAGE, NotAcceptable: USAGE,
    NotBuilt: MISSING, StoreError: MISSING, Missing: MISSING,
}  # fmt: skip


def exit_code(error: PolicyGraphError) -> int:
    """The exit code for an error; 1 for one that has none of its own."""
    return next((CODES[cls] for cls in type(error).__mro__ if cls in CODES), FAULTS)


def line(error: PolicyGraphError, say: Words) -> str:
    """What to print for an error. For data that do not fit: a line each fault, and how many they are."""
    match error:
        case BadData():
            faults = [
                say("{file}:{line}: {key}: found {found}; expected {expected}",
                    file=fault.file, line=fault.line, key=fault.key, found=fault.found, expected=fault.expected)
                for fault in error.faults
            ]  # fmt: skip
            return "\n".join([*faults, say("faults: {count}", count=len(faults))])
        case NotBuilt():
            return say("no dataset is built yet: run `policygraph build` first")
        case Ambiguous():
            several = ", ".join(f"{kind}/{error.slug}" for kind in error.kinds)
            return say("{id} is the id of several entities: say which: {several}", id=error.slug, several=several)
        case UnknownId() if type(error) is UnknownId:
            return say("no {kind} has the id {id}", kind=say(error.kind), id=error.found) + _near(error.near, say)
        case BadParameter():
            told = say(
                "{name}: found {found}; expected {expected}",
                name=error.name, found=error.found, expected=error.expected,
            )  # fmt: skip
            return told + _near(error.near, say)
        case _:
            return str(error)


def _near(near: tuple[str, ...], say: Words) -> str:
    return say("; did you mean {near}?", near=", ".join(near)) if near else ""
