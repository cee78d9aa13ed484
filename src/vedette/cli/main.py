"""The door: verbs are registered here, and every way in which a verb can end becomes an exit code here."""

from __future__ import annotations

import gc
import os
import sys
from typing import Annotated, Any

import typer

from vedette.cli import bringing, evaluating, judging, patterns, publishing, simulating, watching, why_not

USAGE_ERROR: Any = typer.BadParameter.__mro__[2]  # ClickException, which typer does not name: it brings its own click
# the modules and tables that a verb loads stay until its end: searched for rubbish as often as is usual, they cost a tenth of a short run
_COLLECT_AFTER = (200_000, 50, 100)
OK, FAILURE, USAGE, PARTIAL, CONDITION, INTERRUPTED = 0, 1, 2, 3, 4, 130

app = typer.Typer(
    name="vedette",
    help="Check claims about the movement of ships and aircraft against open movement data.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _print_version(wanted: bool) -> None:
    if wanted:
        from vedette import __version__

        typer.echo(f"vedette {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_print_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Check claims about the movement of ships and aircraft against open movement data."""


for module in (publishing, judging, why_not, patterns, bringing, watching, evaluating, simulating):
    module.register(app)


def main() -> None:
    """Run the command line and exit with the code that tells how it went."""
    gc.set_threshold(*_COLLECT_AFTER)
    sys.exit(run(sys.argv[1:]))


def _leave_quietly() -> int:
    """The reader of our output went away, as `| head` does: what is left to say goes nowhere, and nothing is wrong."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.__stdout__.fileno() if sys.__stdout__ else 1)
    return OK


def run(arguments: list[str]) -> int:
    """Run one command line; gives its exit code, with any error said in one line on stderr."""
    from vedette.errors import VedetteError

    try:
        code = app(arguments, standalone_mode=False)
        sys.stdout.flush()
    except VedetteError as error:
        typer.echo(f"vedette: {error}", err=True)
        return error.exit_code
    except USAGE_ERROR as error:
        error.show()
        return USAGE
    except (KeyboardInterrupt, typer.Abort):
        code = INTERRUPTED
    except BrokenPipeError:
        return _leave_quietly()
    except SystemExit as end:  # so ends typer where it met the broken pipe itself
        if isinstance(end.__context__, BrokenPipeError):
            return _leave_quietly()
        raise
    except OSError as error:
        typer.echo(f"vedette: {error.filename or 'system'}: {error.strerror or error}", err=True)
        return FAILURE
    except Exception as error:
        if os.environ.get("VEDETTE_DEBUG"):
            raise
        typer.echo(
            f"vedette: a defect in Vedette: {type(error).__name__}: {error}\n"
            "Nothing was lost. Set VEDETTE_DEBUG=1 to see where, and please report it.",
            err=True,
        )
        return FAILURE
    if code == INTERRUPTED:  # typer itself turns Ctrl-C into this code, and says nothing
        typer.echo("vedette: interrupted; run the same command again to go on", err=True)
    return code if isinstance(code, int) else OK
