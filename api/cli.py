"""The command line."""

from pathlib import Path

import typer

from graph.errors import BadData
from loaders.check import check
from loaders.records import load
from loaders.vocabulary import ontology_triples, vocabulary

app = typer.Typer(name="policygraph", no_args_is_help=True, add_completion=True)


@app.callback()
def root() -> None:
    """The policy and rules knowledge graph of China's digital trade."""


@app.command()
def verify() -> None:
    """Check every record and every piece of evidence."""
    data = Path(__file__).parent.parent / "data"
    try:
        loaded = load(data)
        faults = check(loaded, vocabulary(ontology_triples()))
    except BadData as error:
        typer.echo(error)
        raise typer.Exit(1) from None
    for fault in faults:
        typer.echo(fault)
    typer.echo(f"{len(loaded.records)} records, {len(faults)} faults")
    raise typer.Exit(1 if faults else 0)


def main() -> None:
    """Entry point of the ``policygraph`` command."""
    app()
