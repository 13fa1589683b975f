"""The room `places`."""

from django.apps import AppConfig
from django.http import HttpRequest


class PlacesConfig(AppConfig):
    name = "yizhan.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals, and offer its pages."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.accounts import workplace_queries as workplaces
        from yizhan.places import queries
        from yizhan.places.refusals import teach_words
        from yizhan.web.navigation import Entry, offer

        teach_words()
        workplaces.tell(queries.WORKPLACES)
        offer("staff", Entry(label=_("工作日历"), url="places:calendar", order=740, shown=acts))
        offer("staff", Entry(label=_("中心和窗口"), url="places:halls", order=730, shown=keeps_places))


def acts(request: HttpRequest) -> bool:
    """Whether somebody is logged in."""
    return getattr(request, "actor", None) is not None


def keeps_places(request: HttpRequest) -> bool:
    """Whether the reader keeps the registers of places."""
    actor = getattr(request, "actor", None)
    return actor is not None and any(actor.has(role) for role in ("county_officer", "prefecture_officer"))
