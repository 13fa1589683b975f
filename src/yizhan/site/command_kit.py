"""What every command of `yizhan` stands on: the group, one line for a refusal, JSON or words.

Exit codes: 0 done, 1 the check found something or the request was refused (one line on stderr), 2 wrong usage.
"""

import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import wraps
from pathlib import Path
from typing import Any, NoReturn

import click

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "yizhan.site.settings")

PATH = click.Path(path_type=Path, dir_okay=False)
AS_JSON = click.option("--json", "as_json", is_flag=True, help="one JSON document on stdout")


class Program(click.Group):
    """The group: sets Django up, and turns every refusal into one line on stderr and exit code 1."""

    def invoke(self, ctx: click.Context) -> Any:
        from django.core.exceptions import ImproperlyConfigured
        from django.db import DatabaseError

        from yizhan.kernel.refusals import Refused

        try:
            return super().invoke(ctx)
        except Refused as refused:
            fail(told(refused))
        except UnicodeEncodeError:
            fail("an argument is not text in UTF-8")
        except (ImproperlyConfigured, OSError, DatabaseError) as fault:
            fail(str(fault).strip().splitlines()[0] if str(fault).strip() else type(fault).__name__)


def fail(message: str) -> NoReturn:
    """One line on stderr, exit code 1."""
    click.echo(f"yizhan: {message}", err=True)
    sys.exit(1)


def told(refused: Any) -> str:
    """A refusal as one line: its code, its words, its facts, and every faulty field."""
    from yizhan.web.refusals import words

    title = str(words(refused.code, refused.facts)[0])
    errors = "; ".join(f"{field}: {', '.join(faults)}" for field, faults in getattr(refused, "errors", {}).items())
    return " ".join(part for part in (f"{refused}:", title, errors) if part)


@click.group(cls=Program, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(package_name="yizhan")
def main() -> None:
    """Yizhan (一站): government service centres, from the prefecture to the village."""


def with_django(command: Callable[..., Any]) -> Callable[..., Any]:
    """Set Django up before the command runs: `--help` stays quick."""

    @wraps(command)
    def ready(*args: Any, **kwargs: Any) -> Any:
        import django

        django.setup()
        return command(*args, **kwargs)

    return ready


def show(document: Any, as_json: bool, text: Callable[[], None]) -> None:
    """Print JSON alone, or words for people."""
    if as_json:
        click.echo(json.dumps(document, ensure_ascii=False, indent=2, default=str))
    else:
        text()


def now() -> datetime:
    """The moment of a command."""
    return datetime.now(UTC)


def operator() -> Any:
    """An act of whoever has the machine's command line: the node's system administrator."""
    from yizhan.site.operating import operator_act

    return operator_act(now())


def show_lines(documents: Sequence[dict[str, Any]], as_json: bool, line: str) -> None:
    """Print a list: JSON alone, or a line each by a format."""
    if as_json:
        click.echo(json.dumps(documents, ensure_ascii=False, indent=2, default=str))
        return
    for document in documents:
        click.echo(line.format(**document))
