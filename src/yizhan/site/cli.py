"""The command `yizhan`: one group, each command a few lines over the rooms' actions and queries.

Exit codes: 0 done, 1 the check found something or the request was refused (one line on stderr), 2 wrong usage.
"""

import json
import os
import sys
from collections.abc import Callable
from dataclasses import asdict
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


@main.command()
@click.option("--name", required=True, help="what the node is called")
@click.option("--division", required=True, help="its division's code")
@click.option("--level", required=True, type=click.Choice(["township", "county", "prefecture"]))
@with_django
def init(name: str, division: str, level: str) -> None:
    """Make a node: database, keys, calendars, the three administrators (passwords printed once)."""
    from yizhan.site.operating import make_node

    made = make_node(name=name, division=division, level=level, now=now())
    for role, password in made.passwords.items():
        click.echo(f"{role}\t{password}")
    click.echo(f"recovery key\t{made.recovery}")
    click.echo("Write these down: they are shown this once.", err=True)


@main.command()
@click.option("--accounts", is_flag=True, help="only print the accounts to log in with")
@AS_JSON
@click.option("--port", default=8000, show_default=True)
@with_django
def demo(accounts: bool, as_json: bool, port: int) -> None:
    """A sample prefecture with a lived-in history; serves it and prints the accounts to log in with."""
    from yizhan.site import demonstration
    from yizhan.site.processes import serve as run

    made = demonstration.ready(now=now(), quiet=as_json)
    show(made, as_json, lambda: demonstration.print_accounts(made))
    if not accounts:
        run(port=port, only="")


@main.command()
@click.option("--only", default="", type=click.Choice(["", "portal"]), help="portal: a node for the public zone")
@click.option("--address", default="127.0.0.1", show_default=True)
@click.option("--port", default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--clock-is-right", is_flag=True, help="the operator confirms the clock of this machine")
@with_django
def serve(only: str, address: str, port: int, workers: int, clock_is_right: bool) -> None:
    """Web, API and background work of this node."""
    from yizhan.site.operating import ready_to_serve
    from yizhan.site.processes import serve as run

    ready_to_serve(now=now(), confirmed=clock_is_right, ask=click.confirm if sys.stdin.isatty() else None)
    run(address=address, port=port, workers=workers, only=only)


@main.group()
def divisions() -> None:
    """Divisions (行政区划)."""


@divisions.command("import")
@click.argument("file", type=PATH)
@with_django
def divisions_import(file: Path) -> None:
    """Import divisions from a CSV file: code,name,level,parent."""
    from yizhan.places.actions import import_divisions

    click.echo(f"{import_divisions(act=operator(), content=file.read_bytes(), paper=file.name)} divisions")


@main.group()
def catalogue() -> None:
    """Service items (政务服务事项)."""


@catalogue.command("import")
@click.argument("file", type=PATH)
@click.option("--decide", multiple=True, help="ITEM.FIELD=working_day|calendar_day for a limit whose unit is 日")
@click.option("--decisions", type=PATH, help="a YAML file of such decisions")
@click.option("--effective", type=click.DateTime(["%Y-%m-%d"]), help="in force from this day; today by default")
@with_django
def catalogue_import(file: Path, decide: tuple[str, ...], decisions: Path | None, effective: datetime | None) -> None:
    """Import an item file: the whole file or nothing, every fault listed."""
    from yizhan.catalogue.actions import decisions_from, import_catalogue
    from yizhan.kernel.refusals import Invalid

    chosen = decisions_from(options=decide, content=decisions.read_bytes() if decisions else None)
    try:
        done = import_catalogue(
            act=operator(),
            content=file.read_bytes(),
            decisions=chosen,
            effective_from=effective.date() if effective else None,
        )
    except Invalid as refused:
        for finding in refused.facts.get("findings", []):
            click.echo("{item}\t{field}\t{fault}\t{severity}\t{message}".format(**finding), err=True)
        raise
    click.echo(f"{len(done.published)} published, {len(done.unchanged)} unchanged")


@catalogue.command("check")
@click.argument("file", type=PATH, required=False)
@AS_JSON
@with_django
def catalogue_check(file: Path | None, as_json: bool) -> None:
    """What the items lack: of a file, or of the catalogue in force."""
    from yizhan.catalogue import queries

    if file:
        findings = queries.check_file(file.read_bytes())
    else:
        findings = queries.check(queries.every_release_in_force(now().date()))
    lines = queries.findings_data(findings)
    show(
        lines,
        as_json,
        lambda: (
            [click.echo("{severity}\t{item}\t{field}\t{fault}\t{message}".format(**each)) for each in lines] and None
        ),
    )
    sys.exit(1 if queries.worth_attention(findings) else 0)


@catalogue.command("export")
@click.argument("file", type=PATH)
@with_django
def catalogue_export(file: Path) -> None:
    """Write the catalogue in force in the format that `import` reads."""
    from yizhan.catalogue import queries

    file.write_bytes(queries.export_items(queries.every_release_in_force(now().date())))


@main.command()
@click.option("--from", "start", required=True, help="a date or an ISO instant")
@click.option("--limit", required=True, help="20wd, 30d, 8h, 30min, 3mo")
@click.option("--minimum", is_flag=True, help="the first day on which the act is allowed")
@click.option("--stop", "stops", multiple=True, help="A..B: both days are left out")
@click.option("--division", default="", help="with the local days of this division and those above it")
@AS_JSON
@with_django
def due(start: str, limit: str, minimum: bool, stops: tuple[str, ...], division: str, as_json: bool) -> None:
    """The legal clock on its own: when a period starts, ends, and why."""
    from yizhan.site.reckoning import reckoned

    found = reckoned(start=start, limit=limit, minimum=minimum, stops=stops, division=division)

    def words() -> None:
        click.echo(
            f"{found['from']} + {found['limit']} -> {found['due']}" + (" (provisional)" if found["provisional"] else "")
        )
        for day in found["left_out"]:
            click.echo(f"  {day['date']}  {day['reason']}")

    show(found, as_json, words)


@main.group()
def case() -> None:
    """Cases (办件)."""


@case.command("show")
@click.argument("number")
@AS_JSON
@with_django
def case_show(number: str, as_json: bool) -> None:
    """One case: state, holder, clocks, legs, steps, materials, history."""
    from yizhan.cases.access import case_of_the_node
    from yizhan.cases.documents import document, history
    from yizhan.kernel.acting import legal_day

    seen = case_of_the_node(number, today=legal_day(now()))
    found = {**document(seen), "history": history(seen.history)}

    def words() -> None:
        click.echo(f"{found['number']}  {found['item_name']}  {found['state']}  v{found['version']}")
        click.echo(f"holder  {found['holder']['agency']} @ {found['holder']['node']}")
        for name, clock in found["clocks"].items():
            if clock:
                click.echo(
                    f"{name}  {clock['started']} -> {clock['due']}  used {clock['used']} left {clock['left']} {clock['unit']}"
                )
        for entry in found["history"]:
            click.echo(f"  {entry['no']:>3}  {entry['at']}  {entry['kind']}  {entry['account']}")

    show(found, as_json, words)


@main.group()
def node() -> None:
    """This node."""


@node.command("show")
@AS_JSON
@with_django
def node_show(as_json: bool) -> None:
    """Identity, public key, series, newest head of the node's chain."""
    from yizhan.site.operating import node_document

    found = node_document(now())
    show(found, as_json, lambda: [click.echo(f"{name}\t{value}") for name, value in found.items()] and None)


@main.command()
@click.option("--since", default="", help="only streams touched since this moment (ISO)")
@click.option("--head", "heads", multiple=True, help="POSITION:HASH of a head that had left this node")
@AS_JSON
@with_django
def verify(since: str, heads: tuple[str, ...], as_json: bool) -> None:
    """Check chains, signatures, rows against the journal, files: counts, and every fault."""
    from yizhan.site.operating import verified

    report = verified(since=since, heads=heads, quiet=as_json)
    found = {
        "entries": report.entries,
        "streams": report.streams,
        "files": report.files,
        "faults": [asdict(fault) for fault in report.faults],
    }

    def words() -> None:
        click.echo(
            f"{report.entries} entries, {report.streams} streams, {report.files} files, {len(report.faults)} faults"
        )
        for fault in report.faults:
            click.echo(f"{fault.kind}\t{fault.where}\t{fault.detail}")

    show(found, as_json, words)
    sys.exit(1 if report.faults else 0)


@main.command()
@with_django
def rebuild() -> None:
    """Make every row again from the journal, stream by stream."""
    from yizhan.journal.replay import rebuild as replay
    from yizhan.site.progress import counted

    with counted("rebuilt") as tick:
        done = replay(progress=tick)
    click.echo(f"{done} streams and records")


@main.command()
@click.argument("file", type=PATH)
@with_django
def backup(file: Path) -> None:
    """Everything of the node, sealed to the recovery key, while it runs."""
    from yizhan.journal.backup import backup as write
    from yizhan.site.progress import counted

    with counted("backed up") as tick:
        write(file, progress=tick)
    click.echo(str(file))


@main.command()
@click.argument("file", type=PATH)
@click.option("--identity", envvar="YIZHAN_RECOVERY_KEY", prompt=True, hide_input=True, help="the recovery key")
@with_django
def restore(file: Path, identity: str) -> None:
    """Restore a backup into this empty node, into either database; proves itself, draws a new series."""
    from yizhan.site.operating import restored

    report = restored(file, identity=identity)
    click.echo(f"{report.entries} entries, {report.streams} streams, {len(report.faults)} faults")
    sys.exit(1 if report.faults else 0)


@main.group()
def calendar() -> None:
    """Working-day calendars (工作日历)."""


@calendar.command("import")
@click.argument("file", type=PATH)
@with_django
def calendar_import(file: Path) -> None:
    """Import a year's notice, or the local days of a division; open cases are derived anew."""
    from yizhan.cases.actions.deriving import derive_due_dates
    from yizhan.places.actions import import_calendar

    division = import_calendar(act=operator(), content=file.read_bytes())
    click.echo(f"{division}: {derive_due_dates(division)} open cases derived anew")


@calendar.command("show")
@click.option("--division", default="", help="a division's code; the national calendar without it")
@click.option("--year", default=0, help="this year by default")
@AS_JSON
@with_django
def calendar_show(division: str, year: int, as_json: bool) -> None:
    """The days off and make-up days of a year, with the paper they rest on."""
    from yizhan.places import queries

    days = queries.calendar_days(division or "000000000000", year or now().year)
    lines = [{**asdict(day), "day": day.day.isoformat()} for day in days]
    show(
        lines,
        as_json,
        lambda: (
            [
                click.echo(f"{each['day']}  {'work' if each['working'] else 'off '}  {each['reason']}  {each['paper']}")
                for each in lines
            ]
            and None
        ),
    )


@main.command()
@click.option("--centres", default=3, show_default=True, help="how many centres work")
@click.option("--days", default=60, show_default=True, help="how many working days")
@click.option("--seed", default=1, show_default=True)
@with_django
def simulate(centres: int, days: int, seed: int) -> None:
    """Play real lifecycles through the actions, reproducibly."""
    from yizhan.simulate.playing import play
    from yizhan.site.progress import counted

    with counted("played") as tick:
        done = play(centres=centres, days=days, seed=seed, until=now(), progress=tick)
    click.echo(f"{done.cases} cases, {done.acts} acts, {done.refusals} refusals")


@main.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.option("--account", required=True)
@click.option("--name", default="")
@with_django
def token_create(account: str, name: str) -> None:
    """Make an API token; it is shown this once."""
    from yizhan.accounts.actions import create_token

    click.echo(create_token(act=operator(), username=account, name=name))


if __name__ == "__main__":
    main()
