"""From an account, a session or a token to an actor; and the guard of every page for staff."""

import json
from collections.abc import Callable
from datetime import date, datetime, timedelta
from functools import lru_cache, wraps
from itertools import islice

from django.contrib.auth.hashers import check_password, make_password
from django.contrib.auth.views import redirect_to_login
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from ninja.security import HttpBearer

from yizhan.accounts import rules
from yizhan.accounts.models import Account, AccountChange, ApiToken, Look, RoleAssignment
from yizhan.accounts.verbs import ADMINISTRATORS, NEEDS
from yizhan.journal.queries import Compiled, repeated, this_node
from yizhan.kernel.acting import Act, Actor, RoleAt, legal_day
from yizhan.kernel.hashing import sm3
from yizhan.kernel.identifiers import contains
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound
from yizhan.web import moment
from yizhan.web.answers import way_back
from yizhan.web.forms import ActForm, digest_of, key_of

SEEN_EVERY = timedelta(hours=1)
MOST_ACCOUNTS = 200
SIGNED_OUT = "yizhan:signed-out"
"""The event by which a page learns that its session is over (web/contact.js)."""


class StaffRequest(HttpRequest):
    """A request of somebody who is logged in."""

    user: Account
    actor: Actor


View = Callable[..., HttpResponseBase]


def actor_of(account: Account, today: date) -> Actor:
    """The account as an actor on a day: roles in force. Raises Forbidden account-stopped.

    Cached by the account's stamp, which grows with every change of what it may do: a change made by any process is
    seen with the next read of the account.
    """
    if not account.is_active:
        raise Forbidden("account-stopped")
    return _actor(account.pk, account.stamp, account.created, today)


@lru_cache(maxsize=4096)
def _actor(pk: int, stamp: int, created: datetime, today: date) -> Actor:
    account = Account.objects.get(pk=pk)
    assignments = RoleAssignment.objects.filter(account_id=pk, starts__lte=today).exclude(ends__lt=today)
    roles = sorted(set(assignments.values_list("role", "scope")))
    return Actor(
        account=account.username,
        name=account.name,
        organ=account.organ,
        centre=account.centre,
        office=account.office,
        roles=tuple(RoleAt(role=role, scope=scope) for role, scope in roles),
    )


def token_digest(plain: str) -> str:
    """What is kept of a token: SM3. It is random and long, so no salt is needed."""
    return sm3(plain.encode("utf-8", "surrogatepass")).hex()


TOKENS = Compiled(
    lambda digest: ApiToken.objects.filter(digest=digest).values_list(
        "pk", "expires", "last_used", "account", "account__is_active", "account__stamp", "account__created"
    ),
    bound=1,
)


def actor_of_token(plain: str, *, now: datetime) -> Actor | None:
    """The actor of a bearer token; None when it is unknown, has expired, or its account was stopped."""
    for token, expires, used, account, active, stamp, created in TOKENS.rows(token_digest(plain)):
        if not active or expires <= now:
            return None
        if used is None or now - used > SEEN_EVERY:
            ApiToken.objects.filter(pk=token).update(last_used=now)
        return _actor(account, stamp, created, legal_day(now))
    return None


def staff_only(view: View) -> View:
    """Let only people in who are logged in; the view finds `request.actor`. A first password must be changed first."""

    @wraps(view)
    def guarded(request: HttpRequest, *args: object, **kwargs: object) -> HttpResponseBase:
        account = request.user
        if not isinstance(account, Account):
            return to_login(request)
        if account.must_change_password and request.path != reverse("accounts:password"):
            return redirect("accounts:password")
        request.actor = actor_of(account, legal_day(moment.now()))  # type: ignore[attr-defined]
        return view(request, *args, **kwargs)

    return guarded


def require_role(*roles: str) -> Callable[[View], View]:
    """Let only people in who have one of the roles somewhere. Raises Forbidden no-authority."""

    def decorate(view: View) -> View:
        @wraps(view)
        def guarded(request: StaffRequest, *args: object, **kwargs: object) -> HttpResponseBase:
            if not any(request.actor.has(role) for role in roles):
                raise Forbidden("no-authority", act=request.path)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def to_login(request: HttpRequest) -> HttpResponse:
    """The log-in page. A form that was sent leads back to its own page; a page that asks by script for a part of itself
    stays as it is, for something may be typed on it, and says that the session is over.
    """
    if request.headers.get("HX-Request") == "true":
        told = json.dumps({SIGNED_OUT: {"login": reverse("accounts:login")}})
        return HttpResponse(status=204, headers={"HX-Trigger": told})
    back = request.get_full_path() if request.method in {"GET", "HEAD"} else way_back(request)
    return redirect_to_login(back)


def act_of(request: StaffRequest, form: ActForm | None = None) -> Act:
    """The act that a form asks for: who, when, the version seen, the idempotency key with the request's digest."""
    if form is None:
        return Act(actor=request.actor, now=moment.now())
    return Act(
        actor=request.actor,
        now=moment.now(),
        seen=form.cleaned_data["seen"],
        key=form.cleaned_data["key"],
        digest=digest_of(request),
    )


def already_done(request: StaffRequest) -> bool:
    """Whether an equal request was answered before: a second click is no second act. Raises Refused: key-reused."""
    asked = Act(actor=request.actor, now=moment.now(), key=key_of(request.POST), digest=digest_of(request))
    return repeated(asked) is not None


class Bearer(HttpBearer):
    """`Authorization: Bearer <token>`: the API's only way in. The operation finds the actor as `request.auth`."""

    def authenticate(self, request: HttpRequest, token: str) -> Actor | None:
        """The actor of a token, None for a token that opens nothing."""
        return actor_of_token(token, now=moment.now())


LONGEST_KEY = 64


def api_act(request: HttpRequest, *, seen: int | None = None) -> Act:
    """The act of an API request: the token's actor, the version seen, `Idempotency-Key` with the request's digest.

    Raises Invalid: bad-idempotency-key.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if len(key) > LONGEST_KEY or not key.isprintable():
        raise Invalid("bad-idempotency-key")
    actor: Actor = request.auth  # type: ignore[attr-defined]
    return Act(actor=actor, now=moment.now(), seen=seen, key=key, digest=digest_of(request) if key else "")


def demand(actor: Actor, act: str, *, today: date, division: str = "") -> None:
    """Authority for an act that concerns no case. Raises Forbidden."""
    rules.insist(rules.may(actor=actor, act=act, today=today, division=division))


def signatory(username: str, password: str, *, today: date) -> str:
    """The account of an administrator (三员) who signs with his password; an unknown name costs the same hashing.

    Raises Forbidden: signature-wrong.
    """
    account = Account.objects.filter(username=username).first() if rules.USERNAME.fullmatch(username) else None
    right = check_password(password, account.password if account else make_password(None))
    if account is None or not right or not account.is_active:
        raise Forbidden("signature-wrong", username=username)
    if not any(actor_of(account, today).has(role) for role in ADMINISTRATORS):
        raise Forbidden("signature-wrong", username=username)
    return account.username


def account_for(actor: Actor, username: str, *, today: date, may: tuple[str, ...]) -> Account:
    """An account that the actor administers by one of these acts. Raises NotFound to everybody else."""
    account = Account.objects.filter(username=username).first() if rules.USERNAME.fullmatch(username) else None
    if account is None:
        raise NotFound
    if not any(rules.may(actor=actor, act=act, today=today, division=lies_in(account)).allowed for act in may):
        raise NotFound
    return account


def scopes_of(actor: Actor, *, may: tuple[str, ...]) -> set[str]:
    """The divisions below which the actor does one of these acts. Raises NotFound to others."""
    scopes = {held.scope for held in actor.roles if any(held.role in NEEDS[act].roles for act in may)}
    if not scopes:
        raise NotFound
    return scopes


def accounts_for(
    actor: Actor, *, may: tuple[str, ...], text: str = "", place: str = "", size: int = MOST_ACCOUNTS
) -> list[Account]:
    """The first accounts, by username, that the actor administers by one of these acts: those whose username or name
    holds the text, those of a place and of what lies below it. Raises NotFound to others."""
    scopes = scopes_of(actor, may=may)
    rows = Account.objects.order_by("username")
    if text:
        rows = rows.filter(Q(username__contains=text.lower()) | Q(name__contains=text))
    found = (row for row in rows.iterator(chunk_size=500) if within(row, scopes))
    if place:
        found = (row for row in found if contains(place, rules.division_of(row.centre or row.organ)))
    return list(islice(found, size))


def within(account: Account, scopes: set[str]) -> bool:
    """Whether the account's place lies below one of the scopes."""
    return any(contains(scope, lies_in(account)) for scope in scopes)


def lies_in(account: Account) -> str:
    """The division of an account's place; one without a place is the node's own."""
    return rules.division_of(account.centre or account.organ) or this_node().division


def looks_for(actor: Actor, *, today: date) -> list[Look]:
    """The newest looks at personal data, for the audit administrator. Raises Forbidden."""
    demand(actor, "read-audit", today=today)
    return list(Look.objects.order_by("-at")[:200])


def changes_for(actor: Actor, *, today: date) -> list[AccountChange]:
    """The newest changes of accounts, for the audit administrator. Raises Forbidden."""
    demand(actor, "read-audit", today=today)
    return list(AccountChange.objects.order_by("-at")[:200])
