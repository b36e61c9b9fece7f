"""What was measured as Markdown: goals, build, question, memory, each beside its peer."""

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from statistics import median
from typing import Final

from benchmarks.asking import CONNECTIONS, Measured
from benchmarks.building import Builds, Run
from benchmarks.faces import FUSEKI, FUSEKI_MEMORY, NEVER_ASKED, NEW_PLACE, REMEMBERED, SERVICE, Served
from benchmarks.machine import described
from graph.home import Manifest

BEGIN: Final = "<!-- measured: written by python -m benchmarks --write -->"
END: Final = "<!-- end of what was measured -->"
COLD_GOAL, UNCHANGED_GOAL, WARM_GOAL, NEW_GOAL, RATE_GOAL = 3.0, 0.3, 0.003, 0.010, 3.0
MB: Final = 1e6


def written(manifest: Manifest, builds: Builds, served: Served) -> str:
    """All tables of one run."""
    parts = [
        f"Machine: {described()}. Dataset `{manifest.version[:16]}`, {manifest.quads:,} quads. All in one run.",
        "### Goals", *_goals(builds, served.rows),
        "### Build", *_build(builds),
        "### The question", *_question(served.rows),
        "### Memory", *_memory(served),
        *(f"Not measured: {reason}." for reason in served.absent),
    ]  # fmt: skip
    return "\n\n".join(parts)


def replace(file: Path, tables: str, begin: str = BEGIN) -> None:
    """Put the tables in the place that the file keeps for them, from ``begin`` to the next end."""
    text = file.read_text("utf-8")
    before = text.index(begin) + len(begin)
    after = text.index(END, before)
    file.write_text(f"{text[:before]}\n\n{tables}\n\n{text[after:]}", "utf-8")


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [head, ["---", *(["---:"] * (len(head) - 1))], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def _goals(builds: Builds, rows: Sequence[Measured]) -> Iterator[str]:
    cold = median(run.seconds for run in builds.cold)
    warm, new, place = (_find(rows, SERVICE, how) for how in (REMEMBERED, NEVER_ASKED, NEW_PLACE))
    found = [
        ("cold build without SHACL", f"≤ {COLD_GOAL:.0f} s", f"{cold:.2f} s", cold <= COLD_GOAL),
        ("unchanged rebuild beyond Python's start", f"≤ {UNCHANGED_GOAL} s", f"{builds.beyond_python:.2f} s",
         builds.beyond_python <= UNCHANGED_GOAL),
    ]  # fmt: skip
    for name, row, goal in (
        ("zone question, remembered, p50", warm, WARM_GOAL),
        ("zone question, never asked, p50", new, NEW_GOAL),
        ("zone question, place never asked since the start, p50", place, NEW_GOAL),
    ):
        if row:
            p50 = row.latency.median
            found.append((name, f"≤ {goal * 1000:.0f} ms", f"{p50 * 1000:.1f} ms", p50 <= goal))
    for row, name in ((warm, "remembered"), (new, "never asked")):
        for peer in (peer for peer in rows if peer.who in (FUSEKI, FUSEKI_MEMORY)):
            if row and row.rate and peer.rate:
                ratio = row.rate.per_second / peer.rate.per_second
                what = f"rate, {name}, to {peer.who} ({peer.how})"
                found.append((what, f"≥ {RATE_GOAL:.0f} ×", f"{ratio:.1f} ×", ratio >= RATE_GOAL))
    yield table(("goal", "wanted", "measured", "met"), [(*line[:3], "yes" if line[3] else "no") for line in found])


def _build(builds: Builds) -> Iterator[str]:
    names = [name for name, _ in builds.validated[0].phases]
    yield table(
        ("", "whole, s", "processor, s", *names),
        [_run_row("cold, without SHACL", builds.cold, names), _run_row("cold, with SHACL", builds.validated, names)],
    )
    yield (
        f"Unchanged rebuild: {builds.unchanged.median:.3f} s, `python -c pass`: {builds.python.median:.3f} s, "
        f"difference {builds.beyond_python:.3f} s. Medians of {len(builds.cold)} cold builds, {len(builds.validated)} "
        f"with SHACL, {len(builds.unchanged.seconds)} unchanged; phases in seconds."
    )


def _run_row(name: str, runs: Sequence[Run], phases: Sequence[str]) -> Sequence[str]:
    times = {phase: median(dict(run.phases).get(phase, 0.0) for run in runs) for phase in phases}
    whole, cpu = median(run.seconds for run in runs), median(run.cpu for run in runs)
    return (name, f"{whole:.2f}", f"{cpu:.2f}", *(f"{times[phase]:.2f}" if times[phase] else "–" for phase in phases))


def _find(rows: Iterable[Measured], who: str, how: str) -> Measured | None:
    return next((row for row in rows if (row.who, row.how) == (who, how)), None)


def _question(rows: Sequence[Measured]) -> Iterator[str]:
    head = ("asked", "p50, ms", "p99, ms", "answers/s", "server's processor, ms", "KB", "client's core")
    yield table(head, [_row(row) for row in rows])
    peers = [row for row in rows if row.rate and row.who != SERVICE]
    ours = [row for row in rows if row.rate and row.who == SERVICE]
    yield "Rate of ours (rows) as a multiple of the peer's (columns):"
    names = [f"{peer.who}: {peer.how.removeprefix('SPARQL, ')}" for peer in peers]
    yield table(["", *names], [(row.how, *(_ratio(row, peer) for peer in peers)) for row in ours])
    yield (
        f"p50 and p99 over one kept-open connection; answers a second over {CONNECTIONS}; KB of an answer on average. "
        "“Client's core”: the share of a core that the client took meanwhile."
    )


def _row(row: Measured) -> Sequence[str]:
    latency, found = row.latency, row.rate
    return (
        f"{row.who}: {row.how}", f"{latency.median * 1000:.2f}", f"{latency.percentile(0.99) * 1000:.1f}",
        f"{found.per_second:,.0f}" if found else "–", f"{row.cpu * 1000:.2f}" if row.cpu is not None else "–",
        f"{row.size / 1000:,.0f}", f"{found.client:.0%}" if found else "–",
    )  # fmt: skip


def _ratio(one: Measured, other: Measured) -> str:
    assert one.rate
    assert other.rate
    return f"{one.rate.per_second / other.rate.per_second:.1f}"


def _memory(served: Served) -> Iterator[str]:
    def mega(size: int | None) -> str:
        return f"{size / MB:,.0f}" if size is not None else "–"

    rows = [(one.who, f"{one.started:.1f}", mega(one.at_first), mega(one.at_last)) for one in served.kept]
    yield table(("", "start with data, s", "resident at first, MB", "after the questions, MB"), rows)
