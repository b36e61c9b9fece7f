"""Reading a request as the SPARQL 1.1 Protocol, 2.1, has it: the query, the dataset it names, the format asked.

Parameters that the protocol does not know are left alone, as clients send their own. A body is percent-decoded once.
"""

from dataclasses import dataclass
from typing import Final
from urllib.parse import parse_qsl

from pyoxigraph import NamedNode
from starlette.requests import Request

from graph.errors import BadRequest, QueryRefused, QueryTooLong, UnsupportedMediaType

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
_UPDATE: Final = "application/sparql-update"
_BODY: Final = 1 << 20
_FIELDS: Final = 1_000


@dataclass(frozen=True, slots=True)
class Operation:
    """One query operation; ``query`` is None where the request asks for the service's description."""

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    format: str | None


async def operation(request: Request) -> Operation:
    """Read a GET, HEAD or POST request.

    Raises BadRequest, UnsupportedMediaType, QueryTooLong (a body over 1 MiB) and QueryRefused (an update).
    """
    fields = _fields(request.scope["query_string"])
    queries: list[str] = []
    if request.method == "POST":
        media, charset = _content_type(request.headers.get("content-type", ""))
        if media == _UPDATE:
            raise QueryRefused("this service only reads: it takes no update")
        if media not in (FORM, DIRECT) or charset not in ("", "utf-8"):
            raise UnsupportedMediaType(request.headers.get("content-type", ""), (FORM, DIRECT))
        body = await _body(request)
        if media == FORM:
            fields += _fields(body)
        else:
            queries = [_decoded(body)]
    if any(name == "update" for name, _ in fields):
        raise QueryRefused("this service only reads: it takes no update")
    queries += [value for name, value in fields if name == "query"]
    if len(queries) > 1:
        raise BadRequest("the query is given more than once")
    if not queries and (request.method == "POST" or any(name.endswith("graph-uri") for name, _ in fields)):
        raise BadRequest("there is no query: expected the parameter query")
    return Operation(
        queries[0].removeprefix("\ufeff") if queries else None,
        _graphs(fields, "default-graph-uri"),
        _graphs(fields, "named-graph-uri"),
        next((value for name, value in fields if name == "format"), None),
    )


def _content_type(header: str) -> tuple[str, str]:
    media, *parameters = (part.strip().lower() for part in header.split(";"))
    charset = next((part.removeprefix("charset=").strip('"') for part in parameters if part.startswith("charset=")), "")
    return media, charset.replace("utf8", "utf-8")


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > _BODY:
            raise QueryTooLong(f"the request has more than {_BODY:,} bytes")
    return bytes(body)


def _decoded(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError as error:
        raise BadRequest(f"the query is not UTF-8: byte {error.start}") from None


def _fields(encoded: bytes) -> list[tuple[str, str]]:
    try:
        text = encoded.decode("ascii")
        return parse_qsl(text, keep_blank_values=True, encoding="utf-8", errors="strict", max_num_fields=_FIELDS)
    except UnicodeDecodeError:
        raise BadRequest("the parameters are not percent-encoded UTF-8") from None
    except ValueError:
        raise BadRequest(f"there are more than {_FIELDS} parameters") from None


def _graphs(fields: list[tuple[str, str]], name: str) -> tuple[str, ...]:
    graphs = tuple(value for key, value in fields if key == name)
    for graph in graphs:
        try:
            NamedNode(graph)
        except ValueError:
            raise BadRequest(f"{name}: found {graph!r}, expected an absolute IRI") from None
    return graphs
