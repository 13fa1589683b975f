"""The room `accounts`."""

from collections.abc import Callable

from django.apps import AppConfig
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


class AccountsConfig(AppConfig):
    name = "yizhan.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals, and offer its pages."""
        from yizhan.accounts.refusals import teach_words
        from yizhan.web.access import let_see_kit
        from yizhan.web.navigation import Entry, offer

        teach_words()
        offer("account", Entry(label=_("我的账号"), url="accounts:mine", order=10, shown=logged_in))
        offer("account", Entry(label=_("退出"), url="accounts:logout", order=20, shown=logged_in, post=True))
        administrators = has_role("system_admin", "security_admin")
        several = pgettext_lazy("several", "账号")
        offer("staff", Entry(label=several, url="accounts:list", order=900, shown=administrators))
        offer("staff", Entry(label=_("审计"), url="accounts:audit", order=910, shown=has_role("audit_admin")))
        let_see_kit(administers)


def logged_in(request: HttpRequest) -> bool:
    """Whether somebody is logged in."""
    user = getattr(request, "user", None)
    return user is not None and user.is_authenticated


def administers(request: HttpRequest) -> bool:
    """Whether the system administrator (系统管理员) is logged in, also on a page that is not only for staff."""
    from yizhan.accounts.access import actor_of
    from yizhan.accounts.models import Account
    from yizhan.web import moment

    account = getattr(request, "user", None)
    return isinstance(account, Account) and actor_of(account, moment.today()).has("system_admin")


def has_role(*roles: str) -> Callable[[HttpRequest], bool]:
    """For whom an entry shows: whoever acts with one of the roles."""

    def shown(request: HttpRequest) -> bool:
        actor = getattr(request, "actor", None)
        return actor is not None and any(actor.has(role) for role in roles)

    return shown
