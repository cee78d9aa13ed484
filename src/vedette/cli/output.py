"""What the terminal shows: tables and JSON on stdout, messages and progress on stderr."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any

import typer

Progress = Callable[[str, float | None], None]


def say(message: str) -> None:
    """A message to the person at the terminal."""
    typer.echo(message, err=True)


def print_json(schema: str, content: Mapping[str, Any]) -> None:
    """One JSON document with its schema id, to stdout."""
    typer.echo(json.dumps({"schema": schema, **content}, ensure_ascii=False, indent=2, default=_plain))


def print_table(title: str, columns: Sequence[str], rows: Sequence[Sequence[str]], *, caption: str | None = None) -> None:
    """A table to stdout, as wide as the terminal; plain where stdout is not a terminal."""
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(title=title or None, title_justify="left", caption=caption, caption_justify="left", show_lines=False)
    for i, column in enumerate(columns):
        table.add_column(column, overflow="fold", no_wrap=i == 0 and len(columns) > 2)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))  # as text: a citation in [ ] is no markup
    width = None if sys.stdout.isatty() else 140
    Console(file=sys.stdout, width=width, highlight=False).print(table)


@contextmanager
def progress(is_quiet: bool = False) -> Iterator[Progress]:
    """A bar on stderr: call it with what is being done and the share done (None = not known)."""
    if is_quiet or not sys.stderr.isatty():
        yield lambda _message, _share: None
        return
    from rich.console import Console
    from rich.progress import BarColumn, SpinnerColumn, TextColumn, TimeElapsedColumn
    from rich.progress import Progress as Bar

    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn())
    with Bar(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("", total=None)

        def show(message: str, share: float | None) -> None:
            bar.update(task, description=message, total=None if share is None else 1.0, completed=share or 0.0)

        yield show


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        from vedette.clock import format_time

        return format_time(value)
    return str(value)
