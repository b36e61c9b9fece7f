"""``policygraph build``."""

import gc
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Annotated

import typer

from api.cli.options import AsJson
from api.cli.session import Session, session
from graph.home import Dataset, Home
from graph.iris import Iris
from loaders.inputs import fingerprint, unchanged

SHORT = 16


def build(
    ctx: typer.Context,
    force: Annotated[bool, typer.Option("--force", help="Build even if nothing changed.")] = False,
    no_shacl: Annotated[bool, typer.Option("--no-shacl", help="Leave out validation with SHACL.")] = False,
    as_json: AsJson = False,
) -> None:
    """Build the graph from data/, and switch to it if it is sound."""
    run = session(ctx)
    settings, began = run.settings(), time.monotonic()
    home, iris = Home(settings.home), Iris(settings.base)
    inputs = fingerprint(settings.data, iris)
    dataset = None if force else unchanged(home, inputs, validated=not no_shacl)
    fresh = dataset is None
    if dataset is None:
        from loaders import build as builder  # pydantic, pyoxigraph and rdflib: needless where nothing changed

        with _progress(run) as progress:
            dataset = builder.build(
                settings.data, home, iris, shacl=not no_shacl, force=force, progress=progress
            ).dataset
    _report(run, dataset, fresh, time.monotonic() - began, as_json)
    gc.freeze()  # else Python looks for garbage in all of it once more before it ends


def _report(run: Session, dataset: Dataset, fresh: bool, seconds: float, as_json: bool) -> None:
    made = dataset.manifest
    if as_json:
        run.json({"version": made.version, "base": made.base, "built": fresh, "quads": made.quads,
                  "counts": dict(made.counts), "folder": str(dataset.folder)})  # fmt: skip
        return
    version, quads, took = made.version[:SHORT], f"{made.quads:,}", f"{seconds:.1f}"
    if fresh:
        run.line(
            run.say("built dataset {version}: {quads} quads, {seconds} s", version=version, quads=quads, seconds=took)
        )
    else:
        run.line(run.say("unchanged: dataset {version}, {quads} quads", version=version, quads=quads))
    run.line(run.say(", ").join(f"{run.say(kind)} {count:,}" for kind, count in made.counts.items()))


@contextmanager
def _progress(run: Session) -> Iterator[Callable[[str], None]]:
    """Where a build says what it does: a turning mark with the time each step took on a terminal, else plain lines."""
    if not sys.stderr.isatty():
        yield lambda text: run.note(run.say.progress(text))
        return
    from rich.console import Console

    console = Console(stderr=True, highlight=False)
    with console.status("") as status:
        step, began = "", time.monotonic()

        def begin(text: str) -> None:
            nonlocal step, began
            now = time.monotonic()
            if step:
                console.print(f"[green]✓[/] {step} [dim]{now - began:.1f} s[/]")
            step, began = run.say.progress(text), now
            status.update(step)

        yield begin
        begin("")
