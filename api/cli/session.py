"""What every command gets: the language, the settings, and where its output goes."""

import json
import sys
from collections.abc import Mapping
from dataclasses import dataclass

import typer

from api.cli.language import Words
from api.cli.lines import wrapped
from api.objects import Object
from api.settings import Settings, settings_from


@dataclass(frozen=True, slots=True)
class Session:
    """One run of the command line."""

    say: Words
    environment: Mapping[str, str]

    def settings(self) -> Settings:
        """The settings of the environment; BadSetting."""
        return settings_from(self.environment)

    def line(self, text: str = "") -> None:
        """A line of the answer, on standard output."""
        typer.echo(text)

    def note(self, text: str) -> None:
        """A line about the answer or the work, on standard error."""
        typer.echo(text, err=True)

    def head(self, text: str) -> None:
        """A line that begins something, bold on a terminal."""
        typer.secho(text, bold=True)

    def indented(self, text: str, *, depth: int = 1, dim: bool = False) -> None:
        """Text set in; on a terminal broken so that every line of it is."""
        for line in wrapped(text, 2 * depth):
            typer.secho(line, dim=dim or None)

    def json(self, answer: object) -> None:
        """The answer as indented JSON, its characters as they are."""
        typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))

    def as_data(self, answer: Object, *, as_json: bool, as_csv: bool) -> bool:
        """Print a list for a program, where one of the two was asked for; tell whether it was."""
        if as_json:
            self.json(answer)
        elif as_csv:
            self.csv(answer)
        return as_json or as_csv

    def csv(self, answer: Object) -> None:
        """The items of a list as CSV, as REST has it."""
        from api import table

        items = answer["items"]
        self.bytes(table.rows(items if isinstance(items, list) else []).encode())

    def bytes(self, content: bytes) -> None:
        """The answer as it is, to standard output, its last line ended."""
        sys.stdout.flush()
        sys.stdout.buffer.write(content if content.endswith(b"\n") else content + b"\n")
        sys.stdout.buffer.flush()


def session(ctx: typer.Context) -> Session:
    """The session of a command."""
    found = ctx.find_object(Session)
    assert found is not None
    return found
