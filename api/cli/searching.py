"""``policygraph search``: what is found, best first, each with the text that shows why."""

from collections.abc import Iterator
from typing import Annotated, cast

import typer

from api.cli import completion
from api.cli.language import Words
from api.cli.options import AsJson
from api.cli.session import session
from api.cli.shapes import label, part, parts
from api.objects import Object


def search(
    ctx: typer.Context,
    words: Annotated[list[str], typer.Argument(metavar="WORDS", help="Words in Chinese, English or pinyin.")],
    kind: Annotated[
        str | None, typer.Option(metavar="KIND", help="This kind of entity only.", autocompletion=completion.kinds)
    ] = None,
    limit: Annotated[int, typer.Option(metavar="N", help="How many to show, at most 1000.")] = 20,
    as_json: AsJson = False,
    as_csv: Annotated[bool, typer.Option("--csv", help="Print CSV, as the REST API.")] = False,
) -> None:
    """Search names, titles, descriptions and quotes; best first, with the text that was found."""
    from api.cli.asking import ask_one  # FastAPI and the store
    from api.cli.tables import Column, table
    from api.service import open_service
    from api.table import rows

    run = session(ctx)
    say = run.say
    asked = {"q": " ".join(words), "limit": str(limit)} | ({"kind": kind} if kind else {})
    answer = ask_one(open_service(run.settings()), "/api/search", asked)
    if as_json:
        run.json(answer)
        return
    found = parts(answer["items"])
    if as_csv:
        run.bytes(rows(found).encode())
        return
    if found:
        columns = [Column(say("name"), 4, below=(say("id"),)), Column(say("kind")), Column(say("found"), 5)]
        table(columns, [
            [(label(say, one), str(one["id"])), say(str(one["kind"])), _marked(one)] for one in found
        ])  # fmt: skip
    for line in _told(say, answer):
        run.note(line)


def _marked(hit: Object) -> str:
    """The snippet of a hit, its marks between 【 and 】, which a file keeps where colour would be lost."""
    text, shown, last = str(hit["snippet"]), "", 0
    for start, end in cast("list[list[int]]", hit["marks"]):
        shown += f"{text[last:start]}【{text[start:end]}】"
        last = end
    return shown + text[last:]


def _told(say: Words, answer: Object) -> Iterator[str]:
    """How many there are, how the words were read, and where nothing was found, why, and what is near."""
    for word in parts(answer["words"]):
        if taken := cast("list[str]", word["taken_for"]):
            yield say("{word} is taken for {taken}", word=word["word"], taken=say(", ").join(taken))
        elif not word["found"]:
            yield say("{word} is nowhere", word=word["word"])
    if answer["matching"] == "any":
        yield say("Nothing holds all the words: these hold at least half of them.")
    if not answer["items"] and answer["total"] == 0:
        searched = part(answer["searched"])
        yield say("Nothing was found in {entities} entities with {texts} texts.", **_counts(searched))
    others = {kind: count for kind, count in part(answer["counts"]).items() if kind != answer["kind"]}
    kinds = say(", ").join(f"{say(kind)} {count}" for kind, count in others.items())
    if answer["kind"] and answer["total"]:
        yield say("{count} found", count=answer["total"])
    if others:
        total = say("of other kinds") if answer["kind"] else say("{count} found", count=answer["total"])
        yield f"{total}{say(': ')}{kinds}"
    if near := parts(answer.get("near")):
        names = say(", ").join(f"{one['name']} ({one['kind']}/{one['id']})" for one in near)
        yield say("near: {names}", names=names)


def _counts(searched: Object) -> dict[str, object]:
    return {"entities": searched["entities"], "texts": searched["texts"]}
