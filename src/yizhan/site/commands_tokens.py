"""Commands about API tokens, by the security administrator: made, listed, ended."""

from datetime import timedelta

import click

from yizhan.site.command_kit import AS_JSON, main, now, show_lines, with_django


@main.group()
def token() -> None:
    """API tokens."""


@token.command("create")
@click.option("--account", required=True)
@click.option("--name", default="", help="what it is for")
@click.option("--days", type=click.IntRange(1, 3660), help="how long it lasts; by default as YIZHAN_TOKEN_DAYS says")
@with_django
def token_create(account: str, name: str, days: int | None) -> None:
    """Make an API token; it is shown this once."""
    from yizhan.accounts.actions import create_token_for
    from yizhan.site.operating import security_act

    act = security_act(now())
    expires = act.now + timedelta(days=days) if days else None
    click.echo(create_token_for(act=act, username=account, name=name, expires=expires))


@token.command("list")
@click.option("--account", required=True)
@AS_JSON
@with_django
def token_list(account: str, as_json: bool) -> None:
    """The API tokens of an account: made, ends, last used."""
    from yizhan.accounts.queries import tokens_of

    lines = [
        {"token": one.pk, "name": one.name, "made": one.created, "ends": one.expires, "last_used": one.last_used}
        for one in tokens_of(account)
    ]
    show_lines(lines, as_json, "{token}\t{name}\tmade {made}\tends {ends}\tlast used {last_used}")


@token.command("revoke")
@click.argument("token_id", metavar="TOKEN", type=click.IntRange(1))
@click.option("--account", required=True)
@with_django
def token_revoke(token_id: int, account: str) -> None:
    """End an API token of an account, by its number in the list."""
    from yizhan.accounts.actions import revoke_token_for
    from yizhan.site.operating import security_act

    revoke_token_for(act=security_act(now()), username=account, token_id=token_id)
