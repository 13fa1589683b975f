"""Writes about accounts: made, roles given, passwords, tokens, sessions, locks, looks. Passwords are hashed outside
every transaction; what an auditor must be able to trust is a record of the journal."""

import secrets
from collections.abc import Sequence
from datetime import date, datetime

from axes.utils import reset
from django.conf import settings
from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.sessions.backends.db import SessionStore
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import F

from yizhan.accounts import access, rules
from yizhan.accounts.models import (
    Account,
    AccountChange,
    ApiToken,
    Draft,
    Look,
    OpenSession,
    Presence,
    RoleAssignment,
)
from yizhan.accounts.verbs import ADMINISTRATORS
from yizhan.journal import access as keys
from yizhan.journal import actions as journal
from yizhan.kernel import sealing
from yizhan.kernel.acting import Act, Actor, legal_day
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused
from yizhan.web.throttle import demand

SESSIONS_AT_ONCE = 3
PLAIN, PASSWORD_GROUPS = "abcdefghjkmnpqrstuvwxyz23456789", 3
CONFIRMATIONS, CONFIRMED_WITHIN = 5, 300


def new_password() -> str:
    """A random first password, to be shown once: groups of letters and digits that are not taken for one another."""
    return "-".join("".join(secrets.choice(PLAIN) for _ in range(4)) for _ in range(PASSWORD_GROUPS))


def establish_administrators(*, act: Act, division: str, passwords: dict[str, str]) -> None:
    """`init`: the three administrators (三员) of a node, whose usernames are their roles. `passwords`: by role.

    Only where there is no account yet. Raises Refused: accounts-exist.
    """
    hashed = {role: make_password(passwords[role]) for role in sorted(ADMINISTRATORS)}
    with transaction.atomic():
        if Account.objects.exists():
            raise Refused("accounts-exist")
        for role, password in hashed.items():
            account = Account.objects.create(
                username=role, name=ADMINISTRATOR_NAMES[role], password=password, must_change_password=True
            )
            RoleAssignment.objects.create(account=account, role=role, scope=division, starts=act.today)
            note(act, role, "made", f"{role}@{division}")


ADMINISTRATOR_NAMES = {"system_admin": "系统管理员", "security_admin": "安全管理员", "audit_admin": "审计管理员"}


def enrol(
    *,
    act: Act,
    username: str,
    name: str,
    organ: str = "",
    centre: str = "",
    office: str = "",
    password: str | None = None,
    must_change_password: bool = True,
    roles: Sequence[tuple[str, str]] = (),
    security: Actor | None = None,
) -> Account:
    """Make an account (system administrator) and give it roles (security administrator, a second person).

    `roles`: pairs of role and scope. Without a password nobody can log in with the account.
    Raises Forbidden, Invalid, Refused: username-taken, unknown-role, administrators-kept-apart.
    """
    place = rules.division_of(centre or organ)
    access.demand(act.actor, "manage-accounts", today=act.today, division=place)
    rules.check_username(username)
    rules.check_roles([role for role, _ in roles])
    for _, scope in roles:
        access.demand(security or act.actor, "manage-roles", today=act.today, division=scope)
    hashed = make_password(password)
    with transaction.atomic():
        account = insert(
            username=username,
            name=name,
            organ=organ,
            centre=centre,
            office=office,
            password=hashed,
            must_change_password=password is not None and must_change_password,
        )
        RoleAssignment.objects.bulk_create(
            RoleAssignment(account=account, role=role, scope=scope, starts=act.today) for role, scope in roles
        )
        held = " ".join(f"{role}@{scope}" for role, scope in roles)
        note(act, username, "made", f"{held} {security.account if security else ''}".strip()[:240])
    return account


def insert(**columns: str | bool) -> Account:
    """A new row. Raises Refused: username-taken; two who choose one name at once are settled by the unique index."""
    try:
        with transaction.atomic():
            return Account.objects.create(**columns)
    except IntegrityError as fault:
        raise Refused("username-taken", username=columns["username"]) from fault


def note(act: Act, subject: str, change: str, detail: str = "") -> None:
    """The record of a change of an account."""
    row = AccountChange(subject=subject, change=change, detail=detail)
    journal.record(row, stream=f"accounts:{act.actor.centre or 'node'}", centre=act.actor.centre, act=act)


@transaction.atomic
def give_role(*, act: Act, username: str, role: str, scope: str, starts: date, ends: date | None = None) -> None:
    """Give a role below a division (授权): by the security administrator only, never to himself.

    Raises NotFound, Forbidden, Invalid, Refused: unknown-role, administrators-kept-apart, own-account, role-held.
    """
    account = locked(act, username, may="manage-roles")
    access.demand(act.actor, "manage-roles", today=act.today, division=scope)
    if account.username == act.actor.account:
        raise Refused("own-account")
    rules.check_period(starts, ends)
    lasting = account.assignments.exclude(ends__lt=min(starts, act.today))
    rules.check_roles([*lasting.values_list("role", flat=True), role])
    if lasting.filter(role=role, scope=scope).exists():
        raise Refused("role-held", role=role)
    RoleAssignment.objects.create(account=account, role=role, scope=scope, starts=starts, ends=ends)
    changed(account, act, "role-given", f"{role}@{scope} {starts}..{ends or ''}")


@transaction.atomic
def withdraw_role(*, act: Act, username: str, role: str, scope: str) -> None:
    """Take a role back at once. Raises NotFound, Forbidden, Refused: own-account, role-not-held."""
    account = locked(act, username, may="manage-roles")
    access.demand(act.actor, "manage-roles", today=act.today, division=scope)
    if account.username == act.actor.account:
        raise Refused("own-account")
    dropped, _ = account.assignments.filter(role=role, scope=scope).delete()
    if not dropped:
        raise Refused("role-not-held", role=role)
    changed(account, act, "role-withdrawn", f"{role}@{scope}")


@transaction.atomic
def stop_account(*, act: Act, username: str) -> None:
    """Nobody logs in with the account any more; its sessions and tokens end. Raises NotFound, Refused: own-account."""
    account = locked(act, username, may="manage-accounts")
    if account.username == act.actor.account:
        raise Refused("own-account")
    Account.objects.filter(pk=account.pk).update(is_active=False)
    account.tokens.all().delete()
    end_sessions(account, keep=0)
    changed(account, act, "stopped")


@transaction.atomic
def resume_account(*, act: Act, username: str) -> None:
    """A stopped account may be used again. Raises NotFound."""
    account = locked(act, username, may="manage-accounts")
    Account.objects.filter(pk=account.pk).update(is_active=True)
    changed(account, act, "resumed")


@transaction.atomic
def move_account(*, act: Act, username: str, organ: str, centre: str, office: str = "") -> None:
    """The account acts for another organ at another centre from now on. Raises NotFound, Forbidden."""
    account = locked(act, username, may="manage-accounts")
    access.demand(act.actor, "manage-accounts", today=act.today, division=rules.division_of(centre or organ))
    Account.objects.filter(pk=account.pk).update(organ=organ, centre=centre, office=office)
    changed(account, act, "moved", f"{organ} {centre} {office}".strip())


def locked(act: Act, username: str, *, may: str) -> Account:
    """The account, locked for this transaction: two changes of its roles at once are done one after the other."""
    account = access.account_for(act.actor, username, today=act.today, may=(may,))
    return Account.objects.select_for_update().get(pk=account.pk)


def changed(account: Account, act: Act, change: str, detail: str = "") -> None:
    """Cached actors of the account are old from now on; the change is a record."""
    Account.objects.filter(pk=account.pk).update(stamp=F("stamp") + 1)
    note(act, account.username, change, detail)


def reset_password(*, act: Act, username: str) -> str:
    """A new first password, returned once; must be changed at the next log-in. Raises NotFound."""
    plain = new_password()
    store_password(access.account_for(act.actor, username, today=act.today, may=("manage-accounts",)), plain, act, True)
    return plain


def confirm_person(*, act: Act, password: str) -> None:
    """The person at the screen is still the one who logged in: his password again, five tries in five minutes.

    Hashes, so it stands outside every transaction. Raises Invalid: password-wrong; TooMany.
    """
    demand("confirm-person", act.actor.account, CONFIRMATIONS, CONFIRMED_WITHIN)
    account = Account.objects.get(username=act.actor.account)
    if not check_password(password, account.password):
        raise Invalid("password-wrong", errors={"password": ["password-wrong"]})


def change_password(*, act: Act, old: str, new: str) -> None:
    """One's own password. Raises Invalid: wrong-password, or what the password rules say; TooMany."""
    demand("confirm-person", act.actor.account, CONFIRMATIONS, CONFIRMED_WITHIN)
    account = Account.objects.get(username=act.actor.account)
    if not check_password(old, account.password):
        raise Invalid(errors={"old": ["wrong-password"]})
    try:
        validate_password(new, account)
    except ValidationError as fault:
        raise Invalid(errors={"new": fault.messages}) from fault
    if old == new:
        raise Invalid(errors={"new": ["same-password"]})
    store_password(account, new, act, False)


def store_password(account: Account, plain: str, act: Act, must_change: bool) -> None:
    """Hash, then write: Argon2 takes long on purpose, and no transaction waits for it. Tokens made under the old
    password end with it."""
    hashed = make_password(plain)
    with transaction.atomic():
        Account.objects.filter(pk=account.pk).update(password=hashed, must_change_password=must_change)
        account.tokens.all().delete()
        changed(account, act, "password-reset" if must_change else "password-changed")


@transaction.atomic
def unlock(*, act: Act, username: str) -> None:
    """Lift the lock after failed log-ins (GB/T 22239-2019, 8.1.4.1): by the security administrator. Raises NotFound."""
    account = access.account_for(act.actor, username, today=act.today, may=("unlock",))
    reset(username=account.username)
    note(act, username, "unlocked")


@transaction.atomic
def create_token(*, act: Act, username: str, name: str = "", expires: datetime | None = None) -> str:
    """An API token of one's own account, in plain text this once; without a day it ends after the node's usual time.

    Raises Forbidden, NotFound, Invalid: bad-expiry.
    """
    if act.actor.account != username:
        raise Forbidden("no-authority", act="create-token")
    account = Account.objects.filter(username=username, is_active=True).first()
    if account is None:
        raise NotFound
    return make_token(account, act, name=name, expires=expires)


@transaction.atomic
def create_token_for(*, act: Act, username: str, name: str = "", expires: datetime | None = None) -> str:
    """An API token of another's account, by the security administrator (GB/T 22239-2019, 8.1.4.2); no page leads here.

    Raises NotFound, Invalid: bad-expiry, Refused: account-stopped.
    """
    account = access.account_for(act.actor, username, today=act.today, may=("manage-roles",))
    if not account.is_active:
        raise Refused("account-stopped")
    return make_token(account, act, name=name, expires=expires)


def make_token(account: Account, act: Act, *, name: str, expires: datetime | None) -> str:
    """The token in plain text; what is kept is its digest. Every token ends. Raises Invalid: bad-expiry."""
    expires = rules.token_ends(act.now, expires, usual=settings.YIZHAN_TOKEN_DAYS, most=settings.YIZHAN_TOKEN_DAYS_MOST)
    plain = f"yz_{secrets.token_urlsafe(32)}"
    ApiToken.objects.create(
        account=account, digest=access.token_digest(plain), name=name, created=act.now, expires=expires
    )
    note(act, account.username, "token-made", f"{name} {legal_day(expires)}".strip())
    return plain


@transaction.atomic
def revoke_token(*, act: Act, token_id: int) -> None:
    """End one of one's own tokens. Raises NotFound."""
    _end_token(act, act.actor.account, token_id)


@transaction.atomic
def revoke_token_for(*, act: Act, username: str, token_id: int) -> None:
    """End a token of another's account, by the security administrator. Raises NotFound."""
    account = access.account_for(act.actor, username, today=act.today, may=("manage-roles",))
    _end_token(act, account.username, token_id)


def _end_token(act: Act, username: str, token_id: int) -> None:
    dropped, _ = ApiToken.objects.filter(pk=token_id, account__username=username).delete()
    if not dropped:
        raise NotFound
    note(act, username, "token-revoked")


@transaction.atomic
def open_session(*, account: Account, session_key: str, now: datetime) -> None:
    """Note a session after log-in; beyond the third the oldest ends."""
    OpenSession.objects.create(account=account, session_key=session_key, opened=now)
    end_sessions(account, keep=SESSIONS_AT_ONCE)


@transaction.atomic
def close_session(*, session_key: str) -> None:
    """Forget a session that was logged out."""
    OpenSession.objects.filter(session_key=session_key).delete()


def end_sessions(account: Account, *, keep: int) -> None:
    """End the oldest sessions of an account beyond `keep`."""
    for old in account.sessions.order_by("-opened", "-pk")[keep:]:
        SessionStore(old.session_key).delete()
        old.delete()


@transaction.atomic
def record_look(*, act: Act, subject: str, field: str, why: str) -> None:
    """Record that the actor saw personal data in clear: whose (a stream), which field, why. Raises Invalid."""
    if not why.strip():
        raise Invalid(errors={"why": ["reason-missing"]})
    row = Look(subject=subject, field=field, why=why.strip()[:240])
    stream = f"access:{act.actor.centre or 'node'}:{act.today:%Y%m%d}"
    journal.record(row, stream=stream, centre=act.actor.centre, act=act)


@transaction.atomic
def keep_draft(*, act: Act, key: str, page: str, content: str) -> None:
    """Keep what was typed (暂存), as it was typed, in place of what was kept under this key. It lives seven days."""
    account = Account.objects.get(username=act.actor.account)
    Draft.objects.filter(saved__lt=act.now - rules.DRAFT_LIVES).delete()
    secret = keys.random_bytes(sealing.KEY_BYTES)
    owner = rules.draft_owner(account.username, key)
    sealed = sealing.seal(secret, content.encode(), nonce=keys.random_bytes(sealing.NONCE_BYTES), aad=owner.encode())
    Draft.objects.update_or_create(
        account=account,
        key=key,
        defaults={"page": page, "wrapped": keys.wrap(secret, owner=owner), "content": sealed, "saved": act.now},
    )


@transaction.atomic
def drop_draft(*, act: Act, key: str) -> None:
    """Drop what was kept, with its key: it was sent, or is not wanted any more."""
    Draft.objects.filter(account__username=act.actor.account, key=key).delete()


@transaction.atomic
def be_present(*, act: Act, place: str) -> None:
    """Note that somebody has a page open."""
    Presence.objects.filter(seen__lt=act.now - rules.PRESENT_FOR).delete()
    account = Account.objects.get(username=act.actor.account)
    Presence.objects.update_or_create(place=place, account=account, defaults={"seen": act.now})
