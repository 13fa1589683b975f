"""Commands about what a node holds: divisions, items, calendars, the legal clock, cases."""

import sys
from dataclasses import asdict
from datetime import datetime
from pathlib import Path
from typing import Any

import click

from yizhan.site.command_kit import AS_JSON, PATH, main, now, operator, show, show_lines, with_django


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
        for finding in findings_of(refused):
            click.echo("{item}\t{field}\t{fault}\t{severity}\t{message}".format(**finding), err=True)
        raise
    click.echo(f"{len(done.published)} published, {len(done.unchanged)} unchanged")


def findings_of(refused: Any) -> list[dict[str, Any]]:
    """Every fault that an import was refused for."""
    return list(refused.facts.get("findings", []))


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
    show_lines(lines, as_json, "{severity}\t{item}\t{field}\t{fault}\t{message}")
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
def due(*, start: str, limit: str, minimum: bool, stops: tuple[str, ...], division: str, as_json: bool) -> None:
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
                click.echo("{name}  {started} -> {due}  used {used} left {left} {unit}".format(name=name, **clock))
        for entry in found["history"]:
            click.echo(f"  {entry['no']:>3}  {entry['at']}  {entry['kind']}  {entry['account']}")

    show(found, as_json, words)


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
    lines = [{**asdict(day), "day": day.day.isoformat(), "kind": "work" if day.working else "off"} for day in days]
    show_lines(lines, as_json, "{day}  {kind}  {reason}  {paper}")
