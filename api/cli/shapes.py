"""The shapes of an answer (references, labels, dates, lists) as short text for a person."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final, TypeAlias, cast

from api.cli.language import Words
from api.objects import Json, Object

if TYPE_CHECKING:
    from api.service import Service

NONE: Final = "—"
SIGNS: Final[Mapping[str, str]] = {"part_of": "→", "contains": "⊃", "member_of": "∈"}
Term: TypeAlias = Callable[[str], str]
"""The name of a concept (a basis, a certainty, a reason) in the language spoken."""


def parts(value: Json) -> list[Object]:
    """The objects of a list."""
    return cast("list[Object]", value) if isinstance(value, Sequence) and not isinstance(value, str) else []


def part(value: Json) -> Object:
    """An object; an empty one for null."""
    return value if isinstance(value, dict) else {}


def terms(say: Words, service: "Service") -> Term:
    """The names of the ontology's concepts."""

    def term(slug: str) -> str:
        words = service.catalogue.label("concept", slug)
        return words.zh if say.language == "zh" else words.en

    return term


def label(say: Words, ref: Json) -> str:
    """The label of a reference in the language spoken; a dash for null."""
    return say.label(part(ref).get("label")) or NONE


def labels(say: Words, refs: Json) -> str:
    """The labels of references."""
    return say(", ").join(label(say, ref) for ref in parts(refs)) or NONE


def ids(refs: Json) -> str:
    """The ids of references."""
    return ", ".join(str(ref["id"]) for ref in parts(refs)) or NONE


def date(value: Json) -> str:
    """A date as its source gives it; ``≤`` where only the latest day is known."""
    edtf = str(part(value).get("edtf") or NONE)
    return f"≤ {edtf.removeprefix('../')}" if edtf.startswith("../") else edtf


def path(steps: Json) -> str:
    """The steps from a place to what the source names: ``lingang → shanghai-ftz ∈ free-trade-zone``."""
    found = parts(steps)
    if not found:
        return NONE
    return " ".join([str(found[0]["from"]), *(f"{SIGNS[str(step['relation'])]} {step['to']}" for step in found)])


def reason(say: Words, answer: Object) -> Iterable[str]:
    """Why a list is empty, and how much was searched."""
    why, searched = part(answer.get("reason")), part(answer.get("searched"))
    if why:
        own = {
            "no_match": say("Nothing matches all the filters."),
            "none_applies": say("No measure applies on the day asked; --explain tells why."),
            "nothing_known": say("No source had been published by the day asked."),
        }
        yield own.get(str(why["code"]), str(why["detail"]))
    if why and searched:
        counts = say(", ").join(f"{say(name)} {count}" for name, count in searched.items())
        yield say("searched: {counts}", counts=counts)
