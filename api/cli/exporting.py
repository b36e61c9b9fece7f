"""``policygraph export``: the whole dataset as one file."""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Annotated, Final

import typer

from api.cli.failures import BadUse
from api.cli.session import Session, session
from api.settings import Settings
from graph.home import Home

FORMATS: Final = ("nquads", "turtle", "jsonld", "ntriples", "rdfxml", "trig")


def export(
    ctx: typer.Context,
    format: Annotated[str, typer.Option(metavar="FORMAT", help="nquads, turtle, jsonld, ntriples, rdfxml or trig.")],
    output: Annotated[
        str, typer.Option("--output", "-o", metavar="FILE", help="File to write, or - for standard output.")
    ],
) -> None:
    """Write the whole dataset to a file, sorted; named graphs are kept in nquads, trig and jsonld."""
    run = session(ctx)
    if format not in FORMATS:
        raise BadUse(run.say("{found} is no format; there is {formats}", found=format, formats=", ".join(FORMATS)))
    settings = run.settings()
    to_file = output != "-"
    try:
        # Written beside its place and moved there whole: what is killed half-way leaves no file that looks complete.
        with TemporaryDirectory(prefix=".policygraph-", dir=Path(output).parent if to_file else None) as folder:
            written = Path(folder) / "dataset"
            _write(settings, format, written)
            if to_file:
                written.replace(output)
            else:
                with written.open("rb") as content:
                    shutil.copyfileobj(content, sys.stdout.buffer)
    except BrokenPipeError:  # whoever read it has enough
        raise
    except OSError as error:
        raise BadUse(run.say("{file} cannot be written: {why}", file=output, why=error.strerror or error)) from None
    if to_file:
        _told(run, Path(output))


def _write(settings: Settings, format: str, output: Path) -> None:
    if format == "nquads" and not settings.endpoint:  # the very bytes whose hash is the dataset's version
        shutil.copyfile(Home(settings.home).current().quads, output)
        return
    from graph.export import SYNTAXES, write  # pyoxigraph
    from graph.store import Store
    from graph.store.disk import DiskStore
    from graph.store.remote import RemoteStore

    store: Store
    if settings.endpoint:
        store = RemoteStore(settings.endpoint)
    else:
        dataset = Home(settings.home).current()
        store = DiskStore(dataset.store, dataset.manifest.version)
    write(store, SYNTAXES[format], output)


def _told(run: Session, output: Path) -> None:
    size = output.stat().st_size
    run.note(run.say("written: {file}, {size} MB", file=output, size=f"{size / 1e6:.1f}"))
