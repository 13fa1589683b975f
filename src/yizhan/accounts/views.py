"""Log-in and out, one's own account, the administrators' pages."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any, TypeVar

from django.contrib import messages
from django.contrib.auth import authenticate, login, logout, update_session_auth_hash
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from yizhan.accounts import access, actions, forms, queries
from yizhan.accounts import workplace_queries as workplaces
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.models import Account, AccountChange, RoleAssignment
from yizhan.accounts.rules import division_of
from yizhan.kernel.refusals import Forbidden, Invalid, NotFound, Refused
from yizhan.web import moment, wording
from yizhan.web.telling import told

ADMINISTER = ("manage-accounts", "manage-roles", "unlock")


@never_cache
@sensitive_post_parameters("password")
@require_http_methods(["GET", "HEAD", "POST"])
def log_in(request: HttpRequest) -> HttpResponse:
    """The log-in page. Too many wrong passwords end at the page of the lock."""
    if request.method != "POST":
        return render(request, "accounts/login.html", {"form": forms.LoginForm(), "next": request.GET.get("next", "")})
    form = forms.LoginForm(request.POST)
    account = authenticate(request, **form.cleaned_data) if form.is_valid() else None
    if isinstance(account, Account):
        login(request, account)
        request.session.save()
        actions.open_session(account=account, session_key=str(request.session.session_key), now=timezone.now())
        return redirect(way_on(request))
    if form.is_valid():
        form.add_error(None, _("账号或者密码不对。连续输错5次，账号将锁定15分钟。"))
    return render(request, "accounts/login.html", {"form": form, "next": request.POST.get("next", "")}, status=422)


def way_on(request: HttpRequest) -> str:
    """The page that the person wanted, if it is one of ours."""
    wanted = request.POST.get("next", "")
    ours = url_has_allowed_host_and_scheme(
        wanted, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return wanted if wanted and ours else "/"


@require_POST
def log_out(request: HttpRequest) -> HttpResponse:
    """End the session."""
    actions.close_session(session_key=request.session.session_key or "")
    logout(request)
    return redirect("accounts:login")


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def password(request: StaffRequest) -> HttpResponse:
    """Change one's own password; the other sessions end."""
    form = forms.PasswordForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_password(act=act_of(request), old=form.cleaned_data["old"], new=form.cleaned_data["new"])
        except Invalid as fault:
            form_faults(form, fault)
        else:
            request.user.refresh_from_db()
            update_session_auth_hash(request, request.user)
            messages.success(request, _("密码已经修改。"))
            return redirect("/")
    return render(request, "accounts/password.html", {"form": form}, status=422 if form.is_bound else 200)


def form_faults(form: forms.PlainForm, fault: Invalid) -> None:
    """Show the faults of an action at the fields of its form."""
    from yizhan.web.refusals import fault as words

    for field, codes in fault.errors.items():
        for code in codes:
            form.add_error(field if field in form.fields else None, words(code))


def faults_of(form: forms.PlainForm) -> dict[str, list[str]]:
    """The faults of a form by field, as a refusal carries them."""
    return {str(field): [str(fault) for fault in faults] for field, faults in form.errors.items()}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def mine(request: StaffRequest) -> HttpResponse:
    """One's own account: roles and tokens; a new token is shown once."""
    form = forms.TokenForm(request.POST or None)
    plain = ""
    if request.method == "POST" and form.is_valid():
        act, asked = act_of(request), form.cleaned_data
        ends = act.now + timedelta(days=asked["days"])
        plain = actions.create_token(act=act, username=request.user.username, name=asked["name"], expires=ends)
        form = forms.TokenForm()
    context = {
        "form": form,
        "plain": plain,
        "account": request.user,
        "assignments": shown_roles(queries.assignments_of(request.user.username)),
        "tokens": queries.tokens_of(request.user.username),
        "now": moment.now(),
    }
    return render(request, "accounts/mine.html", context, status=422 if form.is_bound else 200)


@require_POST
@staff_only
def revoke_token(request: StaffRequest, token_id: int) -> HttpResponse:
    """End one of one's own tokens."""
    actions.revoke_token(act=act_of(request), token_id=token_id)
    return redirect("accounts:mine")


@never_cache
@require_safe
@staff_only
def accounts(request: StaffRequest) -> HttpResponse:
    """The accounts that the administrator may see."""
    form = forms.FindForm(request.GET, scopes=access.scopes_of(request.actor, may=ADMINISTER))
    wanted = form.cleaned_data if form.is_valid() else {"q": "", "place": ""}
    most = access.MOST_ACCOUNTS
    found = access.accounts_for(request.actor, may=ADMINISTER, text=wanted["q"], place=wanted["place"], size=most + 1)
    context = {
        "form": form,
        "lines": shown_accounts(found[:most]),
        "more": len(found) > most,
        "is_system": request.actor.has("system_admin"),
    }
    return render(request, "accounts/list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def new(request: StaffRequest) -> HttpResponse:
    """Make an account; its first password is shown once."""
    access.demand(request.actor, "manage-accounts", today=today())
    form = placed(request, forms.AccountForm)
    if form.is_bound and form.is_valid():
        asked, first = account_of(form), actions.new_password()
        try:
            actions.enrol(act=act_of(request), password=first, **asked)
        except Refused as refused:
            show(form, refused)
        else:
            return render(request, "accounts/first_password.html", {"username": asked["username"], "plain": first})
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.is_bound else 200)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def move(request: StaffRequest, username: str) -> HttpResponse:
    """Let a person act for another organ, at another centre."""
    account = access.account_for(request.actor, username, today=today(), may=("manage-accounts",))
    access.demand(request.actor, "manage-accounts", today=today())
    form = placed(request, forms.PlacedForm, account)
    if form.is_bound and form.is_valid():
        try:
            actions.move_account(act=act_of(request), username=username, **account_of(form))
        except Refused as refused:
            show(form, refused)
        else:
            messages.success(request, _("已经调整，本人的下一步操作就按新的单位和中心。"))
            return redirect("accounts:detail", username)
    context = {"form": form, "account": account}
    return render(request, "accounts/move.html", context, status=422 if form.is_bound else 200)


Placed = TypeVar("Placed", bound=forms.PlacedForm)


def placed(request: StaffRequest, form: type[Placed], account: Account | None = None) -> Placed:
    """The form as it was sent, or as another place changed it, or new: with the organs of its place."""
    scopes = access.scopes_of(request.actor, may=("manage-accounts",))
    typed = request.POST.dict()
    at = typed.get("place") or (account and division_of(account.centre or account.organ)) or min(scopes)
    if typed and typed.get("do") != forms.ANOTHER_PLACE:
        return form(request.POST, scopes=scopes, at=at)
    start = {"organ": account.organ, "centre": account.centre, "office": account.office} if account else {}
    return form(initial=start | typed, scopes=scopes, at=at)


def account_of(form: forms.PlacedForm) -> dict[str, Any]:
    """What the columns of an account get: the place only leads to its organs."""
    return {name: value for name, value in form.cleaned_data.items() if name != "place"}


def show(form: forms.PlainForm, refused: Refused) -> None:
    """Show what an action refused in its form, so that nothing typed is lost; what has a page of its own goes on."""
    if isinstance(refused, Forbidden | NotFound):
        raise refused
    if isinstance(refused, Invalid):
        form_faults(form, refused)
    else:
        form.add_error(None, told(refused).title)


@never_cache
@require_safe
@staff_only
def detail(request: StaffRequest, username: str) -> HttpResponse:
    """One account: its roles and what an administrator may do."""
    account = access.account_for(request.actor, username, today=today(), may=ADMINISTER)
    start = {"starts": today(), "scope": division_of(account.centre or account.organ)}
    return detail_page(request, account, role_form(request, initial=start))


def detail_page(request: StaffRequest, account: Account, form: forms.RoleForm) -> HttpResponse:
    """The page of an account; a form that was faulty comes back as it was sent."""
    names = workplaces.known().names({account.organ, account.centre})
    context = {
        "account": account,
        "organ": names.get(account.organ, account.organ),
        "centre": names.get(account.centre, account.centre),
        "office": forms.OFFICE_WORDS.get(account.office, account.office),
        "assignments": shown_roles(queries.assignments_of(account.username)),
        "form": form,
        "is_system": request.actor.has("system_admin"),
        "is_security": request.actor.has("security_admin"),
    }
    return render(request, "accounts/detail.html", context, status=422 if form.is_bound else 200)


def role_form(request: StaffRequest, *args: Any, **kwargs: Any) -> forms.RoleForm:
    """The form of a role, whose reach lies where the administrator's does."""
    return forms.RoleForm(*args, scopes=access.scopes_of(request.actor, may=ADMINISTER), **kwargs)


@require_POST
@staff_only
def give_role(request: StaffRequest, username: str) -> HttpResponse:
    """Give a role."""
    account = access.account_for(request.actor, username, today=today(), may=("manage-roles",))
    form = role_form(request, request.POST)
    if not form.is_valid():
        return detail_page(request, account, form)
    try:
        actions.give_role(act=act_of(request), username=username, **form.cleaned_data)
    except Refused as refused:
        show(form, refused)
        return detail_page(request, account, form)
    return redirect("accounts:detail", username)


@require_POST
@staff_only
def withdraw_role(request: StaffRequest, username: str) -> HttpResponse:
    """Take a role back."""
    access.account_for(request.actor, username, today=today(), may=ADMINISTER)
    form = forms.WithdrawForm(request.POST)
    if not form.is_valid():
        raise Invalid(errors=faults_of(form))
    actions.withdraw_role(act=act_of(request), username=username, **form.cleaned_data)
    return redirect("accounts:detail", username)


@require_POST
@staff_only
def stop(request: StaffRequest, username: str) -> HttpResponse:
    """Stop an account."""
    actions.stop_account(act=act_of(request), username=username)
    return redirect("accounts:detail", username)


@require_POST
@staff_only
def resume(request: StaffRequest, username: str) -> HttpResponse:
    """Let a stopped account be used again."""
    actions.resume_account(act=act_of(request), username=username)
    return redirect("accounts:detail", username)


@never_cache
@require_POST
@staff_only
def reset_password(request: StaffRequest, username: str) -> HttpResponse:
    """A new first password, shown once."""
    plain = actions.reset_password(act=act_of(request), username=username)
    return render(request, "accounts/first_password.html", {"username": username, "plain": plain})


@require_POST
@staff_only
def unlock(request: StaffRequest, username: str) -> HttpResponse:
    """Lift the lock after failed log-ins."""
    actions.unlock(act=act_of(request), username=username)
    messages.success(request, _("锁定已经解除。"))
    return redirect("accounts:detail", username)


@never_cache
@require_safe
@staff_only
def audit(request: StaffRequest) -> HttpResponse:
    """Looks at personal data and changes of accounts, for the audit administrator."""
    context = {
        "looks": access.looks_for(request.actor, today=today()),
        "changes": shown_changes(access.changes_for(request.actor, today=today())),
    }
    return render(request, "accounts/audit.html", context)


def shown_changes(changes: list[AccountChange]) -> list[tuple[object, str, AccountChange]]:
    """Each change of an account with the words for it and for what it was about: roles, organs, divisions by name."""
    parts = {part for one in changes for word in one.detail.split() for part in word.split("@")}
    names = {code: str(words) for code, words in forms.ROLE_WORDS.items()} | workplaces.known().names(parts)
    return [(forms.CHANGE_WORDS.get(one.change, one.change), in_words(one.detail, names), one) for one in changes]


def in_words(detail: str, names: Mapping[str, str]) -> str:
    """The detail of a change: each role with its reach, each code by its name."""
    return wording.listed([" · ".join(names.get(part, part) for part in word.split("@")) for word in detail.split()])


def shown_accounts(found: list[Account]) -> list[dict[str, object]]:
    """Each account with its roles of today, its organ and its centre by name."""
    names = workplaces.known().names({code for one in found for code in (one.organ, one.centre)})
    held = queries.roles_held(found, today=today())
    return [
        {
            "account": one,
            "organ": names.get(one.organ, one.organ),
            "centre": names.get(one.centre, one.centre),
            "roles": wording.listed([str(forms.ROLE_WORDS.get(role, role)) for role in held.get(one.username, [])]),
        }
        for one in found
    ]


def shown_roles(assignments: list[RoleAssignment]) -> list[tuple[object, str, RoleAssignment]]:
    """Each assignment with the words for its role, and the name of the place below which it reaches."""
    names = workplaces.known().names({one.scope for one in assignments})
    return [(forms.ROLE_WORDS.get(one.role, one.role), names.get(one.scope, one.scope), one) for one in assignments]


def today() -> date:
    """The legal day."""
    return moment.today()
