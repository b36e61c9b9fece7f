"""Options that several commands have, and what is offered when they are completed."""

from typing import Annotated, TypeAlias

import typer

from api.cli import completion

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON, the same objects as the REST API.")]
AsCsv: TypeAlias = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Day: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]
KnownOn: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only what had been published by that day.")
]
OfPeriod: TypeAlias = Annotated[
    str | None, typer.Option(metavar="DATE", help="Only figures of this day, month or year.")
]
OfReport: TypeAlias = Annotated[str | None, typer.Option(metavar="ID", help="This report only.")]
OfSubject: TypeAlias = Annotated[str | None, typer.Option(metavar="ID", help="Only figures about this entity.")]
OfType: TypeAlias = Annotated[str | None, typer.Option(help="level, growth, share, change, count, rank or ratio.")]
PlaceId: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ID", help="Id of a zone or area.", autocompletion=completion.places)
]
