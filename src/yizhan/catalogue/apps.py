"""The room `catalogue`."""

from django.apps import AppConfig
from django.http import HttpRequest


class CatalogueConfig(AppConfig):
    name = "yizhan.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals, and offer its page."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.catalogue import refusals
        from yizhan.web.navigation import Entry, offer

        refusals.teach_words()
        offer("staff", Entry(label=_("事项目录"), url="catalogue:list", order=720, shown=looks_after_items))


def looks_after_items(request: HttpRequest) -> bool:
    """Whether the reader keeps the catalogue or oversees who works by it."""
    from yizhan.catalogue.access import reads

    actor = getattr(request, "actor", None)
    return actor is not None and reads(actor)
