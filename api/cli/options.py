"""Options that several commands have, and what is offered when they are completed."""

from typing import Annotated, TypeAlias

import typer

from api.cli import completion

AsJson: TypeAlias = Annotated[bool, typer.Option("--json", help="Print JSON, the same objects as the REST API.")]
AsCsv: TypeAlias = Annotated[bool, typer.Option("--csv", help="Print CSV.")]
Day: TypeAlias = Annotated[str | None, typer.Option(metavar="DATE", help="YYYY, YYYY-MM or YYYY-MM-DD.")]
PlaceId: TypeAlias = Annotated[
    str | None, typer.Option(metavar="ID", help="Id of a zone or area.", autocompletion=completion.places)
]
