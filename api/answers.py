"""From a computed answer to an HTTP response: format, ETag, 304, paging, remembered bodies."""

import gzip
import hashlib
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Final
from urllib.parse import urlencode

import orjson
from starlette.requests import Request
from starlette.responses import Response

import api
import graph
from api import table
from api.negotiation import CSV, JSON, choose
from api.present import Json, Object
from api.service import Service
from graph.errors import BadParameter

LIST: Final[Mapping[str, str]] = {"json": JSON, "csv": CSV}
OBJECT: Final[Mapping[str, str]] = {"json": JSON}
CACHE_CONTROL: Final = "public, max-age=0, must-revalidate"
# Shorter bodies are sent as they are; on a body of 400 KB levels above 3 save a tenth and take twice as long.
COMPRESSED_FROM: Final = 2048
LEVEL: Final = 3
# How a compressed body begins, and no text.
GZIP: Final = b"\x1f\x8b"


@lru_cache(maxsize=1)
def code_version() -> str:
    """What tells this code from other code: the release and a hash of the packages that make answers."""
    digest = hashlib.sha256(version("policygraph").encode())
    for package in (api, graph):
        root = Path(package.__path__[0])
        for file in sorted(path for path in root.rglob("*") if path.suffix in (".py", ".rq", ".cypher", ".html")):
            digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


def etag(service: Service, request: Request, resolved: Mapping[str, str | None], media: str) -> str:
    """A strong validator over dataset, code, texts, resolved dates, media type (with its coding) and query."""
    parts = [
        service.catalogue.version, code_version(), repr(sorted(service.quotes.hashes.items())), media,
        str(request.url), repr(sorted(resolved.items(), key=lambda pair: pair[0])),
    ]  # fmt: skip
    return f'"{hashlib.sha256(chr(0).join(parts).encode()).hexdigest()[:32]}"'


def respond(
    request: Request,
    service: Service,
    compute: Callable[[], Object],
    *,
    resolved: Mapping[str, str | None] | None = None,
    formats: Mapping[str, str] = OBJECT,
    renderers: Mapping[str, Callable[[Object], bytes]] | None = None,
) -> Response:
    """Answer with what ``compute`` gives, in the format that the request accepts.

    ``resolved``: values that the answer depends on and the URL does not show (today). ``renderers``: format → bytes,
    for formats other than JSON and CSV.
    """
    for name in request.query_params:
        if len(request.query_params.getlist(name)) > 1:
            raise BadParameter(name, ", ".join(request.query_params.getlist(name)), "one value")
    chosen = choose(formats, request.headers.get("accept"), request.query_params.get("format"))
    media = formats[chosen]
    zipped = "gzip" in request.headers.get("accept-encoding", "")
    tag = etag(service, request, resolved or {}, f"{media}, gzip" if zipped else media)
    headers = {"ETag": tag, "Cache-Control": CACHE_CONTROL, "Vary": "Accept, Accept-Encoding"}
    held = [part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")]
    if tag in held or "*" in held:
        return Response(status_code=304, headers=headers)

    def made() -> bytes:
        answer = compute()
        if renderers and chosen in renderers:
            return renderers[chosen](answer)
        if chosen == "csv":
            items = answer["items"]
            return table.rows(items if isinstance(items, list) else []).encode()
        return orjson.dumps(answer)

    def body() -> bytes:
        written = made()
        return gzip.compress(written, LEVEL, mtime=0) if zipped and len(written) >= COMPRESSED_FROM else written

    charset = "; charset=utf-8" if media.startswith("text/") else ""
    content = service.remembered.get(tag, body)
    if content.startswith(GZIP):
        headers["Content-Encoding"] = "gzip"
    return Response(content, headers=headers, media_type=media + charset)


def page(
    request: Request,
    items: Sequence[Json],
    limit: int,
    offset: int,
    *,
    searched: Object | None = None,
    reason: tuple[str, str] | None = None,
    extra: Object | None = None,
) -> Object:
    """The list envelope. ``items`` is the whole list; an empty one needs ``searched`` and ``reason`` (code, detail)."""
    total = len(items)
    following = offset + limit
    answer: Object = {
        **(extra or {}),
        "items": list(items[offset:following]),
        "total": total,
        "limit": limit,
        "offset": offset,
        "next": _url(request, following) if following < total else None,
        "searched": searched or {},
    }
    if total == 0:
        code, detail = reason or ("no_match", "Nothing in the graph matches all the filters.")
        answer["reason"] = {"code": code, "detail": detail}
    elif offset >= total:
        answer["reason"] = {"code": "past_end", "detail": f"The list has {total} and this page begins after them."}
    return answer


def _url(request: Request, offset: int) -> str:
    query = [(name, value) for name, value in request.query_params.multi_items() if name != "offset"]
    return str(request.url.replace(query=urlencode([*query, ("offset", str(offset))])))
