"""``policygraph neo4j``: the property graph in a Neo4j server of the user's own."""

import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final, TypeAlias

import typer

from api.cli.failures import FAULTS, BadUse
from api.cli.options import AsJson
from api.cli.session import Session, session

if TYPE_CHECKING:
    from neo4j import Driver

    from graph.neo4j.checking import Checked
    from graph.neo4j.connecting import Address
    from graph.neo4j.syncing import Synced
    from graph.property_graph.model import PropertyGraph

SHORT: Final = 16
NAMED: Final = 20
"""So many rows that differ are named."""

Uri: TypeAlias = Annotated[
    str | None,
    typer.Option(metavar="URI", help="Address of the server, bolt:// or neo4j://; else POLICYGRAPH_NEO4J_URI."),
]
User: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="Its user; else POLICYGRAPH_NEO4J_USER, else neo4j.")
]
Database: TypeAlias = Annotated[
    str | None, typer.Option(metavar="NAME", help="Its database; else POLICYGRAPH_NEO4J_DATABASE, else neo4j.")
]


def sync(
    ctx: typer.Context,
    uri: Uri = None,
    user: User = None,
    database: Database = None,
    force: Annotated[
        bool, typer.Option("--force", help="Compare row by row, even where the counts say that all is there.")
    ] = False,
    as_json: AsJson = False,
) -> None:
    """Bring a Neo4j database to the state of the graph, writing only what differs. Your own nodes stay."""
    from api.cli.advancing import advancing
    from graph.neo4j import syncing

    run = session(ctx)
    with _connected(run, uri, user, database) as (driver, address):
        graph, began = graph_of(run), time.monotonic()
        with advancing(run) as progress:
            done = syncing.sync(driver, graph, address.database, force=force, progress=progress)
        _synced(run, done, time.monotonic() - began, as_json)


def check(
    ctx: typer.Context, uri: Uri = None, user: User = None, database: Database = None, as_json: AsJson = False
) -> None:
    """Compare a Neo4j database with the graph, by counts and hashes, and name what differs."""
    from api.cli.advancing import advancing
    from graph.neo4j import checking

    run = session(ctx)
    with _connected(run, uri, user, database) as (driver, address), advancing(run) as progress:
        found = checking.check(driver, graph_of(run), address.database, progress=progress)
    if as_json:
        run.json(_as_object(found))
    else:
        _checked(run, found)
    if not found.same:
        raise typer.Exit(FAULTS)


def import_files(
    ctx: typer.Context,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A folder that is empty or not there yet.")],
    database: Database = None,
) -> None:
    """Write CSV files for Neo4j's own bulk importer, and the command that loads them."""
    from graph.neo4j import files

    run = session(ctx)
    name = database or run.environment.get("POLICYGRAPH_NEO4J_DATABASE") or "neo4j"
    found = files.import_files(graph_of(run), folder, name)
    run.line(found.command)
    run.note(run.say(
        "{nodes} files of nodes and {relationships} of relationships are in {folder}; the command is there as {script}",
        nodes=len(found.nodes), relationships=len(found.relationships), folder=str(folder), script=files.SCRIPT,
    ))  # fmt: skip


def create() -> typer.Typer:
    """The group of commands."""
    group = typer.Typer(
        help="Put the graph into a Neo4j server of your own, or compare it with what is there.", no_args_is_help=True
    )
    for function in (sync, check, import_files):
        group.command()(function)
    return group


def graph_of(run: Session) -> "PropertyGraph":
    """The projection of the dataset that serves."""
    from api.service import open_service
    from graph.property_graph.projection import property_graph

    return property_graph(open_service(run.settings()).catalogue)


@contextmanager
def _connected(
    run: Session, uri: str | None, user: str | None, database: str | None
) -> Iterator[tuple["Driver", "Address"]]:
    """A connection by the options, else by the environment. The password is never an argument: others see these."""
    from graph.neo4j.connecting import Address, connected

    def given(option: str | None, name: str, otherwise: str = "") -> str:
        return option or run.environment.get(f"POLICYGRAPH_NEO4J_{name}") or otherwise

    address = Address(given(uri, "URI"), given(user, "USER", "neo4j"), given(database, "DATABASE", "neo4j"))
    if not address.uri:
        raise BadUse(run.say("no server is named: give --uri, or set POLICYGRAPH_NEO4J_URI"))
    with connected(address, password(run, address)) as driver:
        yield driver, address


def password(run: Session, address: "Address") -> str:
    """The password of the environment, else as typed at the terminal; BadUse where there is none."""
    if "POLICYGRAPH_NEO4J_PASSWORD" in run.environment:
        return run.environment["POLICYGRAPH_NEO4J_PASSWORD"]
    if not sys.stdin.isatty():
        raise BadUse(run.say("no password: set POLICYGRAPH_NEO4J_PASSWORD, or run it at a terminal, which asks for it"))
    asked = run.say("Password of {user} on {uri}", user=address.user, uri=address.uri)
    return str(typer.prompt(asked, default="", show_default=False, hide_input=True, err=True))


def _synced(run: Session, done: "Synced", seconds: float, as_json: bool) -> None:
    wanted, say = done.dataset, run.say
    if as_json:
        run.json({"version": wanted.version, "digest": wanted.digest, "nodes": wanted.nodes,
                  "relationships": wanted.relationships, "unchanged": done.unchanged, "written": done.written,
                  "removed": done.removed, "retired": done.retired})  # fmt: skip
        return
    values = {"version": wanted.version[:SHORT], "nodes": f"{wanted.nodes:,}", "seconds": f"{seconds:.1f}",
              "relationships": f"{wanted.relationships:,}"}  # fmt: skip
    if done.unchanged:
        run.line(
            say("unchanged: dataset {version}, {nodes} nodes, {relationships} relationships, {seconds} s", **values)
        )
        return
    run.line(say("synced dataset {version}: {nodes} nodes, {relationships} relationships, {seconds} s", **values))
    run.line(
        say("rows written: {written}, removed: {removed}", written=f"{done.written:,}", removed=f"{done.removed:,}")
    )
    if done.retired:
        run.note(say("kept as PolicyGraphRetired, for something of your own hangs on them: {count} nodes that are gone",
                     count=done.retired))  # fmt: skip


def _checked(run: Session, found: "Checked") -> None:
    from api.cli.tables import Column, table

    say = run.say
    heads = (
        say("label or type"),
        say("ours"),
        say("theirs"),
        say("hash of ours"),
        say("hash of theirs"),
        say("result"),
    )
    agrees, differs = say("agrees"), say("differs")
    table([Column(head) for head in heads], [
        [line.name, f"{line.ours.count:,}", f"{line.theirs.count:,}", line.ours.hash[:SHORT], line.theirs.hash[:SHORT],
         agrees if line.same else differs]
        for line in found.lines
    ])  # fmt: skip
    held = found.held
    if found.same:
        run.line(say("the database holds dataset {version}, whole", version=found.wanted.version[:SHORT]))
    elif held is None:
        run.line(say("the database holds no dataset of ours"))
    else:
        version = held.version[:SHORT] or say("being loaded")
        run.line(say("the database says that it holds dataset {version}; ours is {wanted}",
                     version=version, wanted=found.wanted.version[:SHORT]))  # fmt: skip
    named = {"missing": say("missing"), "changed": say("changed"), "surplus": say("surplus")}
    for how, row in islice(found.differing(), NAMED):
        run.line(f"{named[how]}{say(': ')}{row}")
    if (left := len(found.nodes) + len(found.relationships) - NAMED) > 0:
        run.line(say("and {count} more", count=f"{left:,}"))


def _as_object(found: "Checked") -> dict[str, object]:
    held = found.held
    return {
        "same": found.same,
        "version": found.wanted.version,
        "held": held and {"version": held.version, "digest": held.digest, "status": held.status},
        "lines": [
            {"what": line.what, "name": line.name, "ours": asdict(line.ours), "theirs": asdict(line.theirs),
             "same": line.same}
            for line in found.lines
        ],
        "differing": [{"how": how, "row": row} for how, row in found.differing()],
    }  # fmt: skip
