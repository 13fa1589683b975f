"""Commands about a node: make, serve, verify, rebuild, back up, restore, play."""

import re
import sys
from collections.abc import Callable
from dataclasses import asdict
from functools import wraps
from pathlib import Path
from typing import Any

import click

from yizhan.site.command_kit import AS_JSON, PATH, main, now, show, with_django

HOST = re.compile(r"(?=.{1,253}$)[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*")
PORT = click.IntRange(1, 65535)


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
@click.option("--port", type=PORT, default=8000, show_default=True)
@with_django
def demo(accounts: bool, as_json: bool, port: int) -> None:
    """A sample prefecture with a lived-in history; serves it and prints the accounts to log in with."""
    from yizhan.site import demonstration
    from yizhan.site.processes import Listening, command_apart, insist_on_free
    from yizhan.site.processes import serve as run

    if accounts:
        made = demonstration.ready(now=now(), quiet=as_json)
        show(made, as_json, lambda: demonstration.print_accounts(made))
        return
    insist_on_free(Listening(port=port))
    if code := command_apart("demo", "--accounts", *(["--json"] if as_json else [])):
        sys.exit(code)
    click.echo(f"Serving http://127.0.0.1:{port}/", err=True)
    run(Listening(port=port))


def reachable(context: click.Context, option: click.Parameter, given: tuple[str, ...]) -> tuple[str, ...]:
    """Addresses (IPv4) and names of hosts, each once, in small letters."""
    names = tuple(dict.fromkeys(name.strip().lower() for name in given))
    if wrong := [name for name in names if not HOST.fullmatch(name)]:
        raise click.BadParameter(f"{', '.join(wrong)}: neither an IPv4 address nor the name of a host")
    return names


def announced(command: Callable[..., Any]) -> Callable[..., Any]:
    """Tell the settings of the names for the window PCs before Django reads them."""

    @wraps(command)
    def told(*, lan: tuple[str, ...], secure_port: int, **kwargs: Any) -> Any:
        from yizhan.site.processes import announce

        if lan:
            announce([f"https://{name}:{secure_port}" for name in lan])
        return command(lan=lan, secure_port=secure_port, **kwargs)

    return told


@main.command()
@click.option("--only", default="", type=click.Choice(["", "portal"]), help="portal: a node for the public zone")
@click.option("--address", default="127.0.0.1", show_default=True)
@click.option("--port", type=PORT, default=8000, show_default=True)
@click.option("--workers", default=1, show_default=True)
@click.option("--clock-is-right", is_flag=True, help="the operator confirms the clock of this machine")
@click.option(
    "--lan",
    multiple=True,
    callback=reachable,
    help="address or name by which window PCs reach this node: HTTPS for them",
)
@click.option("--secure-port", type=PORT, default=8443, show_default=True, help="port of that HTTPS")
@announced
@with_django
def serve(
    *, only: str, address: str, port: int, workers: int, clock_is_right: bool, lan: tuple[str, ...], secure_port: int
) -> None:
    """Web, API and background work of this node."""
    from yizhan.site import lan as window_pcs
    from yizhan.site.operating import ready_to_serve, renew_rows
    from yizhan.site.processes import Listening
    from yizhan.site.processes import serve as run

    if lan and only:
        raise click.UsageError("--lan is for the window PCs, --only portal for the public zone: choose one")
    ready_to_serve(now=now(), confirmed=clock_is_right, ask=click.confirm if sys.stdin.isatty() else None)
    renew_rows(tell=lambda words: click.echo(words, err=True))
    if lan:
        pair = window_pcs.certified(lan, now())
        click.echo(f"Root certificate, SHA-256: {window_pcs.fingerprint()}", err=True)
        click.echo(f"Window PCs begin at http://{lan[0]}:{port}/install/", err=True)
        if ends := window_pcs.root_ending(now()):
            click.echo(f"The root certificate ends on {ends:%Y-%m-%d}: /install/ says what to do", err=True)
        window_pcs.serve(pair, lan, secure_port=secure_port, port=port, workers=workers)
    else:
        window_pcs.insist_on_this_machine(address)
        run(Listening(address=address, port=port, workers=workers), only=only)


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

    def words() -> None:
        for name, value in found.items():
            click.echo(f"{name}\t{value}")

    show(found, as_json, words)


@node.command("release")
@click.option("--first", required=True, help="the account of an administrator")
@click.option("--second", required=True, help="the account of another administrator")
@with_django
def node_release(first: str, second: str) -> None:
    """Open the cases that a restore left read-only: two administrators sign that no peer will ever answer for them."""
    from yizhan.site.operating import released

    signed = [(name, click.prompt(f"password of {name}", hide_input=True, err=True)) for name in (first, second)]
    click.echo(f"{released(signed, now=now())} streams")


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
    from yizhan.site.operating import rebuilt

    done = rebuilt()
    click.echo(f"{done} streams and records")


@main.command()
@click.argument("file", type=PATH)
@with_django
def backup(file: Path) -> None:
    """Everything of the node, sealed to the recovery key, while it runs."""
    from yizhan.journal.backup import backup as write
    from yizhan.site.progress import counted

    with counted("backed up") as tick:
        write(file, now=now(), progress=tick)
    click.echo(str(file))


@main.command()
@click.argument("file", type=PATH)
@click.option("--identity", envvar="YIZHAN_RECOVERY_KEY", prompt=True, hide_input=True, help="the recovery key")
@with_django
def restore(file: Path, identity: str) -> None:
    """Restore a backup into this empty node, into either database; proves itself, draws a new series."""
    from yizhan.journal.queries import closed_streams
    from yizhan.site.operating import restored

    report = restored(file, identity=identity, now=now())
    click.echo(f"{report.entries} entries, {report.streams} streams, {len(report.faults)} faults")
    if closed := closed_streams():
        click.echo(f"{closed} streams are read-only until their peers answer, or by `yizhan node release`", err=True)
    sys.exit(1 if report.faults else 0)


@main.command()
@click.option("--centres", default=3, show_default=True, help="how many centres work")
@click.option("--days", default=60, show_default=True, help="how many working days")
@click.option("--seed", default=1, show_default=True)
@with_django
def simulate(centres: int, days: int, seed: int) -> None:
    """Play real lifecycles through the actions, reproducibly; in an empty home the sample is founded first."""
    from yizhan.simulate.playing import play
    from yizhan.site.demonstration import found_for
    from yizhan.site.progress import counted

    until = now()
    found_for(centres=centres, days=days, seed=seed, until=until)
    with counted("played", total=days) as tick:
        done = play(centres=centres, days=days, seed=seed, until=until, progress=tick)
    click.echo(f"{done.cases} cases, {done.acts} acts, {done.refusals} refusals")
