"""``policygraph verify``, ``lock`` and ``passages``: the evidence and the texts it stands in."""

from dataclasses import asdict
from difflib import get_close_matches
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import completion
from api.cli.failures import FAULTS, Missing, line
from api.cli.options import AsJson
from api.cli.session import Session, session
from api.settings import Settings
from graph.errors import BadData, Fault, UnknownId

if TYPE_CHECKING:
    from loaders.listing import Listed
    from loaders.verify import Checked

ReportId = Annotated[
    str | None, typer.Option(metavar="ID", help="This report only.", autocompletion=completion.reports)
]


def verify(ctx: typer.Context, report: ReportId = None, as_json: AsJson = False) -> None:
    """Check every record, and every piece of evidence against the reports' texts."""
    from loaders.check import check  # pydantic, pyoxigraph
    from loaders.records import load
    from loaders.verify import verify as verify_evidence
    from loaders.vocabulary import ontology_triples, vocabulary

    run = session(ctx)
    settings = run.settings()
    if report:
        _folder(settings, report)
    loaded = load(settings.data)
    verified = verify_evidence(loaded, settings.sources)
    faults = [*check(loaded, vocabulary(ontology_triples())), *verified.faults]
    faults = [fault for fault in faults if report is None or _of(fault, report, settings)]
    checked = [one for one in verified.reports if report in (None, one.report)]
    records = sum(report in (None, record.source) for record in loaded.records)
    if as_json:
        run.json({"records": records, "reports": [asdict(one) for one in checked],
                  "faults": [asdict(fault) for fault in faults]})  # fmt: skip
    else:
        run.line(run.say("{count} records", count=records))
        for one in checked:
            sound = not any(_of(fault, one.report, settings) for fault in faults)
            run.line(_told(run, one, sound))
        if faults:
            run.note(line(BadData(faults), run.say))
        else:
            run.line(run.say("no faults"))
    raise typer.Exit(FAULTS if faults else 0)


def _of(fault: Fault, report: str, settings: Settings) -> bool:
    return fault.file == f"{report}.txt" or fault.file.startswith(f"{settings.data.name}/{report}/")


def _told(run: Session, one: "Checked", sound: bool) -> str:
    say, report, count = run.say, one.report, one.evidence
    match sound, one.against_text:
        case True, True:
            return say("{report}: {count} pieces of evidence found in the text and in the lock",
                       report=report, count=count)  # fmt: skip
        case True, False:
            return say("{report}: {count} pieces of evidence found in the lock; the text is not here",
                       report=report, count=count)  # fmt: skip
        case False, True:
            return say("{report}: {count} pieces of evidence checked against the text and the lock",
                       report=report, count=count)  # fmt: skip
        case _:
            return say("{report}: {count} pieces of evidence checked against the lock; the text is not here",
                       report=report, count=count)  # fmt: skip


def lock(ctx: typer.Context) -> None:
    """Find every piece of evidence in the reports' texts and write the locks anew."""
    from loaders.records import load  # pydantic
    from loaders.verify import lock_all, report_folders

    run = session(ctx)
    settings = run.settings()
    names = [f"{folder.name}.txt" for folder in report_folders(settings.data)]
    sources = settings.sources
    lacking = [name for name in names if sources is None or not (sources / name).is_file()]
    if sources is None or lacking:
        raise Missing(
            run.say("the reports' texts are needed: set POLICYGRAPH_SOURCES to a folder with {names}",
                    names=", ".join(lacking))
        )  # fmt: skip
    for file in lock_all(load(settings.data), sources):
        run.line(run.say("written: {file}", file=file))


def passages(
    ctx: typer.Context,
    report: Annotated[str, typer.Argument(help="Id of a report.", autocompletion=completion.reports)],
    as_json: AsJson = False,
) -> None:
    """Print a report's passages as the graph sees them, with their words where the text is there."""
    from loaders.listing import listed

    run = session(ctx)
    settings = run.settings()
    found = listed(_folder(settings, report), settings.sources)
    if as_json:
        run.json([{"report": report, **asdict(one)} for one in found])
        return
    for one in found:
        _print(run, one)
    if found and found[0].text is None:
        run.note(run.say("the report's text is not here: set POLICYGRAPH_SOURCES to a folder with {names}",
                         names=f"{report}.txt"))  # fmt: skip


def _print(run: Session, one: "Listed") -> None:
    where = run.say("lines {lines}, characters {start}–{end}", lines=one.lines, start=one.start, end=one.end)
    section = run.say("in {section}", section=one.section) if one.section not in (None, one.id) else ""
    run.head("  ".join(part for part in (one.id, section, where) if part))
    if one.text is not None:
        run.indented(one.text)


def _folder(settings: Settings, report: str) -> Path:
    """The folder of a report's data; UnknownId with near ones."""
    known = sorted(file.parent.name for file in settings.data.glob("*/source.yml"))
    if report not in known:
        raise UnknownId("report", report, get_close_matches(report, known, cutoff=0.3))
    return settings.data / report
