"""The demonstration: a sample prefecture with sixty working days of history, made once in an empty home.

A marker stands in the home while the sample is made. A preparation that was killed is thrown away and begun anew at
the next start; a home whose node was not made here is never touched.
"""

import json
import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from shutil import rmtree

import click
from django.conf import settings
from django.db import connection

from yizhan.journal.actions import checkpoint
from yizhan.kernel.refusals import Refused
from yizhan.places.queries import names_of
from yizhan.simulate.establishing import DemoAccount, establish
from yizhan.simulate.playing import first_moment, play
from yizhan.site import operating
from yizhan.site.processes import collect_rarely, round_of_work
from yizhan.site.progress import counted
from yizhan.site.sample import ACCOUNTS

CENTRES, DAYS, SEED = 3, 60, 1
PLACES = 235
"""The prefecture, its counties and its townships."""
UNFINISHED, SESSION_SECRET = "demo-unfinished", "session.secret"
SYLLABLES = (
    "ba",
    "bo",
    "da",
    "du",
    "fa",
    "ge",
    "hu",
    "ka",
    "li",
    "lo",
    "ma",
    "mi",
    "na",
    "pu",
    "ra",
    "shu",
    "ti",
    "yu",
)


def ready(*, now: datetime, quiet: bool = False) -> list[dict[str, str]]:
    """The accounts of the sample, made first where the home is empty. Raises Refused: not-a-demo, demo-needs-sqlite."""
    home = Path(settings.YIZHAN_HOME)
    if (home / UNFINISHED).exists():
        say("An earlier preparation was interrupted: beginning anew.", quiet)
        clear(home)
    if not (home / ACCOUNTS).exists():
        must_be_empty(home)
        prepare(home, now, quiet)
    operating.ready_to_serve(now=now, confirmed=False, ask=None)
    accounts: list[dict[str, str]] = json.loads((home / ACCOUNTS).read_text(encoding="utf-8"))
    return accounts


def must_be_empty(home: Path) -> None:
    """A sample is made only where nothing is. Raises Refused: not-a-demo, demo-needs-sqlite."""
    if connection.vendor != "sqlite":
        raise Refused("demo-needs-sqlite")
    if connection.introspection.table_names():
        raise Refused("not-a-demo", home=str(home))


def prepare(home: Path, now: datetime, quiet: bool) -> None:
    """Make the sample; the marker goes when everything is written."""
    operating.make_home(home)
    (home / UNFINISHED).touch()
    collect_rarely()
    operating.migrate()
    accounts = found(now, quiet)
    with step("Playing sixty working days in three township halls", total=DAYS, quiet=quiet) as tick:
        played = play(centres=CENTRES, days=DAYS, seed=SEED, until=now, progress=tick)
    say(f"{played.cases} cases, {played.acts} acts, {played.refusals} of them refused.", quiet)
    round_of_work()
    checkpoint(now=now)
    operating.collect_static()
    keep(home / ACCOUNTS, accounts)
    (home / UNFINISHED).unlink()


def found(now: datetime, quiet: bool) -> list[DemoAccount]:
    """The prefecture as it was before the first day that is played."""
    with step("Founding the sample prefecture", total=PLACES, quiet=quiet) as tick:
        sample = establish(
            now=first_moment(days=DAYS, until=now), password=password, seed=SEED, progress=lambda _what: tick(1)
        )
    return sample.accounts


def found_for(*, centres: int, days: int, seed: int, until: datetime) -> None:
    """`yizhan simulate` in an empty home: the sample with as many halls as play, nobody can log in."""
    if connection.introspection.table_names():
        return
    operating.migrate()
    establish(now=first_moment(days=days, until=until), working=centres, seed=seed)


@contextmanager
def step(what: str, *, total: int, quiet: bool) -> Iterator[Callable[[int], None]]:
    """A piece of the preparation: a line where nobody sees a bar, then the bar or silence."""
    say(f"{what} …", quiet)
    with counted(what, total=total, quiet=quiet) as tick:
        yield tick


def say(line: str, quiet: bool) -> None:
    """A line on stderr."""
    if not quiet:
        click.echo(line, err=True)


def password() -> str:
    """A password that can be read out and typed."""
    words = ["".join(secrets.choice(SYLLABLES) for _ in range(3)) for _ in range(2)]
    return f"{words[0]}-{words[1]}-{secrets.randbelow(9000) + 1000}"


def keep(file: Path, accounts: list[DemoAccount]) -> None:
    """The accounts for the next start, readable by the owner alone."""
    names = names_of([hall_of(account) for account in accounts])
    lines = [asdict(account) | {"hall": names.get(hall_of(account), "")} for account in accounts]
    with open(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "w", encoding="utf-8") as stream:
        json.dump(lines, stream, ensure_ascii=False, indent=1)


def hall_of(account: DemoAccount) -> str:
    """The centre of an account; a village's is its township's."""
    return f"{account.place[:9]}000-centre"


def clear(home: Path) -> None:
    """Throw an unfinished sample away; the marker goes last."""
    connection.close()
    database = Path(str(settings.DATABASES["default"]["NAME"]))
    for file in [*database.parent.glob(f"{database.name}*"), *(home / "keys").iterdir(), home / ACCOUNTS]:
        if file.name != SESSION_SECRET:  # this process signs sessions with it already
            file.unlink(missing_ok=True)
    for name in ("files", "static"):
        rmtree(home / name, ignore_errors=True)
    (home / UNFINISHED).unlink()


FIRST = {"clerk": "takes matters in", "reviewer": "checks the papers", "approver": "decides and signs"}
"""Whom a newcomer should try, in a case's order, and what each does."""


def print_accounts(accounts: list[dict[str, str]]) -> None:
    """The accounts by hall: first the three of one hall that take a case from its arrival to its result."""
    halls: dict[str, list[dict[str, str]]] = {}
    for account in accounts:
        halls.setdefault(account.get("hall") or account["place"], []).append(account)
    whole = next((one for one in halls.items() if {*FIRST} <= {each["role"] for each in one[1]}), None)
    if whole is not None:
        click.echo(f"Begin with these three ({whole[0]})")
        for role, does in FIRST.items():
            click.echo(line_of(next(each for each in whole[1] if each["role"] == role)) + does)
    for hall, inside in halls.items():
        click.echo(f"\n{hall}")
        for account in inside:
            click.echo(line_of(account).rstrip())


def line_of(account: dict[str, str]) -> str:
    """What somebody types to log in as whom."""
    return f"  {account['username']:<40}{account['password']:<22}{account['role']:<19}"
