"""Answers of the query protocols, with a validator made from their bytes."""

import hashlib
from collections.abc import Mapping

from fastapi import Request, Response


def tagged(request: Request, body: bytes, media: str, more: Mapping[str, str] | None = None) -> Response:
    """The answer, or 304 to who has it. ``more``: further headers.

    The validator is of the bytes alone: a query may ask for the time or for random numbers.
    """
    tag = f'"{hashlib.blake2b(media.encode() + body, digest_size=16).hexdigest()}"'
    headers = {"ETag": tag, "Cache-Control": "no-cache", "Vary": "Accept", **(more or {})}
    # Where a type has no fixed encoding it is told.
    content_type = f"{media}; charset=utf-8" if media.startswith("text/") else media
    if request.method != "POST" and tag in [
        part.strip().removeprefix("W/") for part in request.headers.get("if-none-match", "").split(",")
    ]:
        return Response(status_code=304, headers=headers)
    if request.method == "HEAD":
        return Response(headers={**headers, "Content-Length": str(len(body))}, media_type=content_type)
    return Response(body, headers=headers, media_type=content_type)
