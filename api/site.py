"""HTML from templates: self-contained pages without a script, a font or a style from elsewhere."""

from functools import lru_cache
from typing import TYPE_CHECKING

from starlette.requests import Request

if TYPE_CHECKING:
    from jinja2 import Environment

PLURALS = {
    "report": "reports", "instrument": "instruments", "measure": "measures", "agreement": "agreements",
    "zone": "zones", "area": "zones", "organization": "organizations", "topic": "topics", "indicator": "indicators",
    "document": "documents", "target": "targets", "event": "events",
}  # fmt: skip
"""Kind → the collection of the API that has it."""
NAMED = ("instrument", "agreement", "zone", "zone-class", "area", "organization", "document", "report")
"""Kinds whose names are the sources' own, so that their English is a translation."""


@lru_cache(maxsize=1)
def _templates() -> "Environment":
    from jinja2 import Environment, PackageLoader, StrictUndefined  # only where a page is asked for

    return Environment(
        loader=PackageLoader("api"), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
    )


def render(template: str, request: Request, **values: object) -> bytes:
    """A page from a template; it knows ``root``, the path that the application is mounted at."""
    root = str(request.scope.get("root_path", ""))
    return _templates().get_template(template).render(root=root, plurals=PLURALS, named=NAMED, **values).encode()
