"""The command line: ``policygraph build``, ``serve``, ``measures`` and the rest, in Chinese and English.

Described for users in ``docs/cli.md``. Each command imports what it needs when it runs: FastAPI, rich, pyshacl and the
store together take ten times as long to import as finding out that a dataset is unchanged.
"""

import os
import sys
from collections.abc import Mapping, Sequence
from io import TextIOWrapper
from typing import Annotated

import typer

from api.cli import (
    auditing,
    building,
    comparing,
    cypher,
    evidence,
    exporting,
    figures,
    measures,
    neo4j,
    querying,
    revising,
    searching,
    serving,
    showing,
    timing,
    zones,
)  # fmt: skip
from api.cli.failures import USAGE, exit_code, line
from api.cli.language import Words, chosen, take
from api.cli.session import Session
from graph.errors import PolicyGraphError

EPILOG = "Exit codes: 0 fine; 1 the data or the answer has faults; 2 not asked rightly; 3 what it needs is not there."

COMMANDS = (
    building.build, serving.serve, zones.zones, measures.measures, searching.search, comparing.compare, timing.timeline,
    figures.stats, revising.revisions, auditing.audit, showing.show,
    querying.sparql, cypher.cypher, exporting.export, evidence.passages, evidence.verify, evidence.lock,
)  # fmt: skip


def _version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"policygraph {version('policygraph')}")
        raise typer.Exit


def root(
    lang: Annotated[
        bool, typer.Option("--lang", metavar="zh|en", help="Language of messages and labels; also after the command.")
    ] = False,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_version, is_eager=True)
    ] = False,
) -> None:
    """The policy and rules knowledge graph of China's digital trade: every fact with the passage that says so."""


def create(*, spare: bool = False) -> typer.Typer:
    """The command line; ``spare``: without Typer's own options, for help and completion.

    Typer reads every option but our flags by way of pydantic, whose import takes longer than all else that an unchanged
    build does: so a build goes without them. ``--lang`` is taken out of the arguments before Typer reads them.
    """
    app = typer.Typer(
        name="policygraph", add_completion=not spare, add_help_option=not spare, no_args_is_help=True,
        pretty_exceptions_enable=False, epilog=EPILOG, context_settings={"help_option_names": ["-h", "--help"]},
    )  # fmt: skip
    app.callback()(root)
    for function in COMMANDS:
        app.command(epilog=EPILOG, add_help_option=not spare)(function)
    app.add_typer(neo4j.create(), name="neo4j", epilog=EPILOG)
    return app


def run(arguments: Sequence[str], environment: Mapping[str, str] = os.environ) -> int:
    """Run the command line given; returns its exit code. Nothing that policygraph raises on purpose comes out."""
    words = Words("en")
    try:
        asked, rest = take(arguments)
        words = Words(chosen(asked, environment))
        spare = rest[:1] == ["build"] and not {"-h", "--help"} & set(rest)
        command = typer.main.get_command(create(spare=spare))
        words.translate(command)
        command.main(rest, prog_name="policygraph", obj=Session(words, environment))
    except PolicyGraphError as error:
        typer.echo(line(error, words), err=True)
        return exit_code(error)
    except SystemExit as finished:
        return finished.code if isinstance(finished.code, int) else USAGE
    return 0


def main() -> None:
    """Entry point of the ``policygraph`` command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a character shows its number
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))
