"""Log-in and out, one's own account, the administrators' pages."""

from datetime import date, timedelta

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
from yizhan.accounts.access import StaffRequest, act_of, staff_only
from yizhan.accounts.models import Account, AccountChange, RoleAssignment
from yizhan.kernel.refusals import Invalid
from yizhan.web import moment

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


@require_safe
@staff_only
def accounts(request: StaffRequest) -> HttpResponse:
    """The accounts that the administrator may see."""
    text = request.GET.get("q", "").replace("\0", "")[:64]
    found = access.accounts_for(request.actor, today=today(), text=text, may=ADMINISTER)
    return render(request, "accounts/list.html", {"accounts": found, "text": text})


@require_http_methods(["GET", "HEAD", "POST"])
@staff_only
def new(request: StaffRequest) -> HttpResponse:
    """Make an account; its first password is shown once."""
    access.demand(request.actor, "manage-accounts", today=today())
    form = forms.AccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        first = actions.new_password()
        actions.enrol(act=act_of(request), password=first, **form.cleaned_data)
        return render(
            request, "accounts/first_password.html", {"username": form.cleaned_data["username"], "plain": first}
        )
    return render(request, "accounts/new.html", {"form": form}, status=422 if form.is_bound else 200)


@require_safe
@staff_only
def detail(request: StaffRequest, username: str) -> HttpResponse:
    """One account: its roles and what an administrator may do."""
    account = access.account_for(request.actor, username, today=today(), may=ADMINISTER)
    context = {
        "account": account,
        "assignments": shown_roles(queries.assignments_of(username)),
        "form": forms.RoleForm(initial={"starts": today()}),
        "is_system": request.actor.has("system_admin"),
        "is_security": request.actor.has("security_admin"),
    }
    return render(request, "accounts/detail.html", context)


@require_POST
@staff_only
def give_role(request: StaffRequest, username: str) -> HttpResponse:
    """Give a role."""
    access.account_for(request.actor, username, today=today(), may=ADMINISTER)
    form = forms.RoleForm(request.POST)
    if not form.is_valid():
        raise Invalid(errors=faults_of(form))
    actions.give_role(act=act_of(request), username=username, **form.cleaned_data)
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


@require_safe
@staff_only
def audit(request: StaffRequest) -> HttpResponse:
    """Looks at personal data and changes of accounts, for the audit administrator."""
    context = {
        "looks": access.looks_for(request.actor, today=today()),
        "changes": shown_changes(access.changes_for(request.actor, today=today())),
    }
    return render(request, "accounts/audit.html", context)


def shown_changes(changes: list[AccountChange]) -> list[tuple[object, AccountChange]]:
    """Each change of an account with the words for it."""
    return [(forms.CHANGE_WORDS.get(one.change, one.change), one) for one in changes]


def shown_roles(assignments: list[RoleAssignment]) -> list[tuple[object, RoleAssignment]]:
    """Each assignment with the words for its role."""
    return [(forms.ROLE_WORDS.get(one.role, one.role), one) for one in assignments]


def today() -> date:
    """The legal day."""
    return moment.today()
