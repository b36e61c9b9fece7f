"""What ``/cypher`` says of itself: in OpenAPI, and on a page for people."""

import json
from collections.abc import Mapping
from html import escape
from importlib.resources import files
from string import Template
from typing import Final

from api.negotiation import CSV, JSON
from api.shapes.common import Problem

PAGE: Final = "text/html"
EXAMPLE: Final = """\
MATCH (m:Measure)-[a:APPLIES_TO]->(z:Zone {id: $zone})
RETURN m.id AS measure, m.label_zh, a.basis
ORDER BY measure"""
VALUES: Final = {"zone": "lingang"}
_ROWS: Final = {
    "columns": ["measure", "m.label_zh", "a.basis"],
    "rows": [["ftz-rcep-implementation", "自贸区落实RCEP", "class"]],
    "truncated": False,
    "engine": "ArcadeDB 26.10.2",
}
_TEXT: Final = {"type": "string"}
_OBJECT: Final = {"type": "object"}
_QUERY: Final = {"name": "query", "in": "query", "schema": _TEXT, "example": EXAMPLE, "description": "A read query."}
_VALUES: Final = {
    "name": "parameters",
    "in": "query",
    "schema": _TEXT,
    "example": json.dumps(VALUES),
    "description": "Its parameters: a JSON object.",
}
_FORMAT: Final = {
    "name": "format",
    "in": "query",
    "schema": {"type": "string", "enum": ["json", "csv"]},
    "description": "The format, in place of Accept.",
}
_BODY: Final = {
    "required": True,
    "content": {
        JSON: {
            "schema": {
                "type": "object",
                "properties": {"query": _TEXT, "parameters": _OBJECT},
                "required": ["query"],
                "additionalProperties": False,
            },
            "example": {"query": EXAMPLE, "parameters": VALUES},
        }
    },
}
_ANSWER: Final = {
    "type": "object",
    "properties": {
        "columns": {"type": "array", "items": _TEXT},
        "rows": {"type": "array", "items": {"type": "array", "items": {}}},
        "truncated": {"type": "boolean", "description": "Whether there are more rows than these."},
        "limit": {"type": "integer", "description": "How many rows an answer has at most; where it is truncated."},
        "plan": {"description": "How the engine would answer; of EXPLAIN."},
        "engine": {"type": "string", "description": "What answered, with its version."},
    },
    "required": ["columns", "rows", "truncated", "engine"],
}
_ANSWERS: Final = {
    "description": "The rows; of a GET without a query, a page for browsers.",
    "content": {JSON: {"schema": _ANSWER, "example": _ROWS}, CSV: {}, PAGE: {}},
}
_PROBLEMS: Final = {
    400: "The request or the query cannot be read, or is refused; with its line and column.",
    406: "No format that is accepted; lists what there is.",
    413: "The query or the request is too long.",
    415: "A body of another type than JSON.",
    503: "No engine, too many queries, or a query or answer beyond the bounds.",
    504: "The query took too long.",
}


def responses() -> dict[int | str, dict[str, object]]:
    """The answers that OpenAPI describes."""
    problem = {"application/problem+json": {"schema": Problem.model_json_schema()}}
    return {200: {**_ANSWERS}, **{code: {"description": text, "content": problem} for code, text in _PROBLEMS.items()}}


def asking(method: str) -> dict[str, object]:
    """How OpenAPI says that a query is given by a method."""
    if method == "GET":
        return {"parameters": [_QUERY, _VALUES, _FORMAT]}
    return {"parameters": [_FORMAT], "requestBody": _BODY}


def page(endpoint: str, limits: Mapping[str, str]) -> bytes:
    """A page that says how to ask, with a form; it needs nothing from elsewhere. ``limits``: seconds and rows."""
    template = Template((files("api.cypher") / "page.html").read_text(encoding="utf-8"))
    values = json.dumps(VALUES)
    return template.substitute(
        endpoint=escape(endpoint), example=escape(EXAMPLE), values=escape(values), **limits
    ).encode()
