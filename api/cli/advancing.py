"""How far a long step is: bars on a terminal, elsewhere a line as it begins and one for every 100,000 rows."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from api.cli.session import Session
from graph.neo4j.progress import Progress, Step

_EVERY: Final = 100_000


@contextmanager
def advancing(run: Session) -> Iterator[Progress]:
    """Where a load says what it does, on standard error."""
    if not sys.stderr.isatty():
        yield _lines(run)
        return
    from rich.console import Console  # rich only where a terminal is looked at
    from rich.progress import BarColumn, MofNCompleteColumn, SpinnerColumn, TaskID, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bars

    columns = (
        SpinnerColumn(finished_text="[green]✓[/]"), TextColumn("{task.description}"), BarColumn(),
        MofNCompleteColumn(), TimeElapsedColumn(),
    )  # fmt: skip
    with Bars(*columns, console=Console(stderr=True, highlight=False)) as bars:
        tasks: dict[Step, TaskID] = {}

        def tell(step: Step, done: int = 0, total: int = 0, /) -> None:
            for before in bars.tasks:  # what came before is done, also where its size was not known
                if not before.finished and before.id != tasks.get(step):
                    bars.update(before.id, total=before.total or 1, completed=before.total or 1)
            if step not in tasks:
                tasks[step] = bars.add_task(run.say(step), total=total or None)
            bars.update(tasks[step], completed=done, total=total or None)

        yield tell
        for last in bars.tasks:
            bars.update(last.id, total=last.total or 1, completed=last.total or 1)


def _lines(run: Session) -> Progress:
    told: dict[Step, int] = {}

    def tell(step: Step, done: int = 0, total: int = 0, /) -> None:
        if step not in told:
            run.note(run.say(step) if not total else run.say("{step}: {total}", step=run.say(step), total=f"{total:,}"))
        elif done // _EVERY > told[step] // _EVERY:
            run.note(run.say("{step}: {done} of {total}", step=run.say(step), done=f"{done:,}", total=f"{total:,}"))
        told[step] = done

    return tell
