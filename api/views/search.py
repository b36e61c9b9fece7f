"""How a search is answered: the hits, why each was found, how the question was read, what else is near."""

from typing import TYPE_CHECKING

from api.objects import Json, Object
from api.present import Presenter
from api.views.names import ref

if TYPE_CHECKING:  # its dictionaries are read when the first search is made
    from graph.search import Found, Hit, Near, Search


def hit(show: Presenter, search: "Search", found: "Found", one: "Hit") -> Object:
    """A reference with its score, the field that holds the words, and part of its text with the words marked.

    ``marks``: from and to before where in ``snippet``, in code points. ``passage``: where a quote stands.
    """
    why = search.why(found, one)
    return {
        **ref(show, one.kind, one.id),
        "score": one.score,
        "field": why.field,
        "language": why.language or None,
        "by": why.by,
        "snippet": why.snippet.text,
        "marks": [[start, end] for start, end in why.snippet.marks],
        "passage": why.passage or None,
        "missing": list(one.missing),
    }


def reading(found: "Found") -> Object:
    """How the question was read: its words, what they were taken for, and whether hits hold all of them."""
    words: list[Json] = [
        {"word": word.typed, "taken_for": list(word.guessed), "found": word.typed not in found.nowhere}
        for word in found.words
    ]
    counts: Object = dict(found.counts)
    return {"matching": found.matching, "words": words, "counts": counts}


def near(show: Presenter, names: "list[Near]") -> list[Json]:
    """Entities with names like what was typed; ``name``: the one that is like it."""
    return [{**ref(show, one.kind, one.id), "name": one.name} for one in names]


def empty(found: "Found", kind: str | None) -> tuple[str, str]:
    """Why there is no hit: code and detail."""
    if not found.words:
        return "no_words", "There is no letter, figure or character to look for."
    if kind and sum(found.counts.values()):
        others = ", ".join(f"{name} ({count})" for name, count in found.counts.items())
        return "none_of_kind", f"No {kind} holds these words; other kinds do: {others}."
    nowhere = ", ".join(found.nowhere) or "these words together"
    what = f"No {kind}" if kind else "Nothing in the graph, and no text of a report that is here,"
    return "no_match", f"{what} holds {nowhere}."
