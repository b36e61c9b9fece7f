"""Reading a request to ``/cypher``: the query, its parameters, the format asked."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from difflib import get_close_matches
from typing import Final, NoReturn, cast
from urllib.parse import parse_qsl

from starlette.requests import Request

from graph.errors import BadParameter, BadRequest, QueryTooLong, UnsupportedMediaType

JSON: Final = "application/json"
_BODY: Final = 1 << 20
_MOST: Final = 1_000
"""Parameters of a query, and fields of a URL."""

_DEEPEST: Final = 20
_LARGEST: Final = 2**63


@dataclass(frozen=True, slots=True)
class Operation:
    """One query with its parameters; ``query`` is None where a GET has none."""

    query: str | None
    parameters: Mapping[str, object]
    format: str | None


async def operation(request: Request) -> Operation:
    """Read a GET or POST request.

    Raises BadRequest, BadParameter, UnsupportedMediaType and QueryTooLong (a body over 1 MiB).
    """
    post = request.method == "POST"
    fields = _fields(request.scope["query_string"], ("format",) if post else ("query", "parameters", "format"))
    wanted = fields.get("format")
    if post:
        asked = await _asked(request)
        query, parameters = asked.get("query"), asked.get("parameters")
        if query is None:
            raise BadRequest("there is no query: expected the key query")
    else:
        query, parameters = fields.get("query"), _object(fields.get("parameters") or "{}", "the parameters")
    if query is not None and not isinstance(query, str):
        raise BadParameter("query", _kind(query), "text")
    if query is None and parameters:
        raise BadRequest("there is no query: expected the parameter query")
    return Operation(None if query is None else _text(query).removeprefix("\ufeff"), checked(parameters), wanted)


def _fields(encoded: bytes, names: tuple[str, ...]) -> dict[str, str]:
    try:
        pairs = parse_qsl(
            encoded.decode("ascii"), keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_MOST
        )
    except UnicodeDecodeError:
        raise BadRequest("the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise BadRequest(f"there are more than {_MOST:,} parameters") from None
    _known([name for name, _ in pairs], names, "parameter")
    return dict(pairs)


def _known(found: list[str], names: tuple[str, ...], what: str) -> None:
    for at, name in enumerate(found):
        if name not in names:
            expected = f"one of the {what}s {', '.join(sorted(names))}"
            raise BadParameter(_short(name), f"an unknown {what}", expected, get_close_matches(name, names))
        if name in found[:at]:
            raise BadRequest(f"the {what} {name} is given more than once")


async def _asked(request: Request) -> dict[str, object]:
    """The body of a POST."""
    media, *more = (part.strip().lower() for part in request.headers.get("content-type", "").split(";"))
    charsets = [part.removeprefix("charset=").strip('"') for part in more if part.startswith("charset=")]
    if media != JSON or any(charset not in ("utf-8", "utf8") for charset in charsets):
        raise UnsupportedMediaType(request.headers.get("content-type", ""), (JSON,))
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _BODY:
            raise QueryTooLong(f"the request has more than {_BODY:,} bytes")
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the body is not UTF-8: byte {error.start}") from None
    asked = _object(text, "the body")
    _known(list(asked), ("query", "parameters"), "key")
    return asked


def _object(text: str, what: str) -> dict[str, object]:
    """The JSON object that a text is."""
    try:
        found: object = json.loads(text, parse_constant=_no_constant, object_pairs_hook=_once)
    except json.JSONDecodeError as error:
        raise BadRequest(f"{what}: no JSON at line {error.lineno}, column {error.colno}: {error.msg}") from None
    except RecursionError:
        raise BadRequest(f"{what}: more than {_DEEPEST} lists and objects within one another") from None
    except ValueError as error:
        raise BadRequest(f"{what}: {error}") from None
    if not isinstance(found, dict):
        raise BadRequest(f"{what}: expected a JSON object, found {_kind(found)}")
    return cast("dict[str, object]", found)


def _no_constant(name: str) -> NoReturn:
    raise ValueError(f"{name} is no JSON")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    """An object, none of whose names may stand twice: which of the values is meant nobody can tell."""
    found = dict(pairs)
    if len(found) < len(pairs):
        names = [name for name, _ in pairs]
        raise ValueError(f"the name {next(name for name in names if names.count(name) > 1)!r} stands twice")
    return found


def checked(parameters: object) -> Mapping[str, object]:
    if parameters is None:
        return {}
    if not isinstance(parameters, dict):
        raise BadParameter("parameters", _kind(parameters), "a JSON object")
    found = cast("dict[str, object]", parameters)
    if len(found) > _MOST:
        raise BadParameter("parameters", f"{len(found):,}", f"{_MOST:,} at most")
    for name, value in found.items():
        _text(name)
        _value(name, value, 1)
    return found


def _value(name: str, value: object, depth: int) -> None:
    """Refuse a value that no engine takes."""
    if depth > _DEEPEST:
        raise BadParameter(f"parameters.{name}", "lists and objects within one another", f"{_DEEPEST} at most")
    match value:
        case str():
            _text(value)
        case int() if not -_LARGEST <= value < _LARGEST:
            raise BadParameter(f"parameters.{name}", _short(str(value)), "an integer of 64 bits")
        case list():
            for item in cast("list[object]", value):
                _value(name, item, depth + 1)
        case dict():
            for key, item in cast("dict[str, object]", value).items():
                _text(key)
                _value(name, item, depth + 1)
        case _:
            pass


def _text(text: str) -> str:
    try:
        text.encode()
    except UnicodeEncodeError as error:
        raise BadRequest(f"half of a surrogate pair is no character: {text[error.start]!a}") from None
    return text


def _kind(value: object) -> str:
    match value:
        case None:
            return "null"
        case str():
            return "text"
        case bool():
            return "a truth value"
        case list():
            return "a list"
        case dict():
            return "an object"
        case _:
            return "a number"


def _short(text: str) -> str:
    return text if len(text) <= 40 else f"{text[:40]}…"
