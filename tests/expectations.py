"""The language in which ``questions.yaml`` says what an answer must hold."""

from collections.abc import Mapping
from typing import Final

from api.objects import Json
from tests.client import values

WORDS: Final = frozenset({
    "at", "where", "includes", "excludes", "equals_set", "equals", "min", "max", "includes_number", "tolerance",
    "present", "status",
})  # fmt: skip
Expectation = Mapping[str, Json]


def unmet(expectation: Expectation, status: int, answer: Json) -> str | None:
    """What of an expectation an answer does not meet, in words; None if it meets it.

    ``where`` picks items, of which at least one must match, and ``at`` then starts at each of them.
    """
    unknown = expectation.keys() - WORDS
    assert not unknown, f"unknown words {sorted(unknown)}"
    if "status" in expectation:
        return None if status == expectation["status"] else f"status {status}"
    if status != 200:
        return f"status {status}: {answer}"
    starts: list[Json] = [answer]
    if "where" in expectation:
        starts = [item for item in values(answer, "items[]") if _matches(item, expectation["where"])]
        if not starts:
            return f"no item has {expectation['where']}"
    found = [value for start in starts for value in values(start, str(expectation["at"]))]
    return next((word for word in (_check(expectation, found)) if word), None)


def _matches(item: Json, wanted: Json) -> bool:
    return isinstance(wanted, dict) and all(values(item, way) == [value] for way, value in wanted.items())


def _check(expectation: Expectation, found: list[Json]) -> list[str]:
    """Every word that the values do not meet."""
    failed: list[str] = []
    for word, wanted in expectation.items():
        if word not in ("at", "where", "tolerance") and not _meets(word, wanted, found, expectation.get("tolerance")):
            shown = found if len(found) < 40 else f"{len(found)} values"
            failed.append(f"{expectation.get('at')} {word} {wanted}: found {shown}")
    return failed


def _meets(word: str, wanted: Json, found: list[Json], tolerance: Json) -> bool:
    several = wanted if isinstance(wanted, list) else [wanted]
    match word:
        case "includes":
            return all(item in found for item in several)
        case "excludes":
            return not any(item in found for item in several)
        case "equals_set":
            return all(item in found for item in several) and all(item in several for item in found)
        case "equals":
            return bool(found) and all(item == wanted for item in found)
        case "min":
            return bool(found) and _number(found[0]) >= _number(wanted)
        case "max":
            return bool(found) and _number(found[0]) <= _number(wanted)
        case "includes_number":
            return any(_near(item, _number(wanted), _number(tolerance or 0.0)) for item in found)
        case "present":
            return bool(found) is wanted
        case _:
            raise AssertionError(word)


def _number(value: Json) -> float:
    assert isinstance(value, int | float), value
    return float(value)


def _near(value: Json, wanted: float, tolerance: float) -> bool:
    return isinstance(value, int | float) and abs(value - wanted) <= tolerance
