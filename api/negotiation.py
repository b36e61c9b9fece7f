"""Which format an answer takes: ``?format=`` before ``Accept``; 406 lists what there is."""

from collections.abc import Mapping, Sequence

from graph.errors import NotAcceptable

JSON = "application/json"
CSV = "text/csv"


def choose(formats: Mapping[str, str], accept: str | None, wanted: str | None) -> str:
    """The short name of the format to send. ``formats``: short name → media type, the preferred first."""
    if wanted is not None:
        if wanted not in formats:
            raise NotAcceptable(wanted, tuple(formats))
        return wanted
    if not accept:
        return next(iter(formats))
    ranked = sorted(_ranges(accept), key=lambda pair: -pair[1])
    refused = {media for media, quality in ranked if quality == 0}
    for media, quality in ranked:
        for name, own in formats.items():
            if quality > 0 and _matches(media, own) and own not in refused:
                return name
    raise NotAcceptable(accept, tuple(dict.fromkeys(formats.values())))


def _ranges(accept: str) -> Sequence[tuple[str, float]]:
    """Media ranges with their quality, those without a star first among equals (RFC 9110, 12.5.1)."""
    found: list[tuple[str, float]] = []
    for part in accept.split(","):
        media, *parameters = (piece.strip() for piece in part.split(";"))
        quality = 1.0
        for parameter in parameters:
            name, _, value = parameter.partition("=")
            if name.strip().lower() == "q":
                try:
                    quality = min(1.0, max(0.0, float(value)))
                except ValueError:
                    quality = 0.0
        if media:
            found.append((media.lower(), quality))
    return sorted(found, key=lambda pair: pair[0].count("*"))


def _matches(wanted: str, own: str) -> bool:
    if wanted in ("*/*", own):
        return True
    major, _, minor = wanted.partition("/")
    return minor == "*" and own.partition("/")[0] == major
