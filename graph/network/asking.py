"""What a person asks of the graph, read strictly: ids with or without their kind, kinds, a depth."""

from difflib import get_close_matches
from typing import Final

from graph.catalogue import Catalogue
from graph.errors import BadParameter
from graph.network.relations import KINDS
from graph.network.selecting import DEFAULT_KINDS

DEEPEST: Final = 5


def focus_of(catalogue: Catalogue, text: str | None) -> tuple[str, ...]:
    """Node ids of ``lingang`` or ``zone/lingang``, several by commas; BadParameter with near ids for unknown ones."""
    return tuple(_one(catalogue, part.strip()) for part in text.split(",")) if text else ()


def _one(catalogue: Catalogue, text: str) -> str:
    kind, _, slug = text.rpartition("/")
    having = [name for name in KINDS if kind in ("", name) and _has(catalogue, name, slug)]
    if len(having) == 1:
        return f"{having[0]}/{slug}"
    if having:
        told = [f"{name}/{slug}" for name in having]
        raise BadParameter("focus", text, "an id that one entity has; say which", told)
    known = [other for name, other in (*catalogue.statements, *catalogue.concepts) if name in KINDS]
    raise BadParameter("focus", text, "the id of an entity", get_close_matches(slug, known, n=5, cutoff=0.5))


def _has(catalogue: Catalogue, kind: str, slug: str) -> bool:
    if kind in ("topic", "indicator"):
        return (kind, slug) in catalogue.concepts
    return (kind, slug) in catalogue.statements


def kinds_of(text: str | None) -> tuple[str, ...]:
    """Kinds of nodes by commas, ``all`` for all of them; without, all but figures and their indicators."""
    if text is None:
        return DEFAULT_KINDS
    if text == "all":
        return KINDS
    found = tuple(part.strip() for part in text.split(","))
    for kind in found:
        if kind not in KINDS:
            raise BadParameter("kinds", kind, f"all, or some of {', '.join(KINDS)}", get_close_matches(kind, KINDS))
    return found


def depth_of(text: str | None) -> int:
    """Steps from the focus; 1 where none are given."""
    if text is None:
        return 1
    if not (text.isascii() and text.isdigit() and int(text) <= DEEPEST):
        raise BadParameter("depth", text, f"a number from 0 to {DEEPEST}")
    return int(text)
