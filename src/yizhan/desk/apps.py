"""The room `desk`."""

from django.apps import AppConfig
from django.http import HttpRequest


class DeskConfig(AppConfig):
    name = "yizhan.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer its pages; tell organs by their names in refusals."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.desk.organs import organ_name, person_name
        from yizhan.web.navigation import Entry, offer
        from yizhan.web.refusals import teach_fact

        for fact in ("holder", "organ", "grantor"):
            teach_fact(fact, organ_name)
        for fact in ("person", "receiver", "taker"):
            teach_fact(fact, person_name)

        offer("account", Entry(label=_("设备检测"), url="desk:devices", order=50, shown=opens_cases))
        offer("staff", Entry(label=_("我的待办"), url="desk:home", order=10, icon="list-check", shown=handles_cases))
        offer("staff", Entry(label=_("我代办的件"), url="desk:filed", order=15, icon="person", shown=helps))
        offer("staff", Entry(label=_("签批台"), url="desk:sittings", order=12, icon="pen", shown=signs))
        offer("staff", Entry(label=_("受理新件"), url="desk:new", order=20, icon="plus-lg", shown=opens_cases))
        offer(
            "staff",
            Entry(label=_("原件"), url="desk:originals", order=25, icon="file-earmark-text", shown=keeps_originals),
        )
        offer("staff", Entry(label=_("成果架"), url="desk:shelf", order=26, icon="inbox", shown=keeps_originals))
        offer(
            "staff",
            Entry(label=_("征求意见"), url="desk:consults", order=30, icon="chat-left-text", shown=handles_cases),
        )
        offer("staff", Entry(label=_("所辖中心"), url="desk:centres", order=38, icon="house", shown=oversees_centres))
        offer("staff", Entry(label=_("到期和停滞"), url="desk:overview", order=40, icon="clock", shown=watches_cases))


def handles_cases(request: HttpRequest) -> bool:
    """Whether the reader has cases in hand."""
    return has_one_of(request, "clerk", "reviewer", "approver")


def helps(request: HttpRequest) -> bool:
    """Whether the reader files for the people of a village."""
    return has_one_of(request, "helper")


def signs(request: HttpRequest) -> bool:
    """Whether the reader decides."""
    return has_one_of(request, "approver")


def keeps_originals(request: HttpRequest) -> bool:
    """Whether the reader may have paper originals in his hands."""
    return has_one_of(request, "clerk", "reviewer", "approver", "centre_manager")


def opens_cases(request: HttpRequest) -> bool:
    """Whether the reader receives matters."""
    return has_one_of(request, "clerk", "reviewer", "helper")


def watches_cases(request: HttpRequest) -> bool:
    """Whether the reader handles or oversees cases."""
    overseers = ("centre_manager", "county_officer", "prefecture_officer", "supervisor")
    return handles_cases(request) or has_one_of(request, *overseers)


def oversees_centres(request: HttpRequest) -> bool:
    """Whether the reader watches over the centres of several places."""
    return has_one_of(request, "county_officer", "prefecture_officer", "supervisor")


def has_one_of(request: HttpRequest, *roles: str) -> bool:
    """Whether the reader has one of the roles anywhere."""
    actor = getattr(request, "actor", None)
    return actor is not None and any(actor.has(role) for role in roles)
