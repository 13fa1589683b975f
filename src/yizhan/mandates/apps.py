"""The room `mandates`."""

from django.apps import AppConfig
from django.http import HttpRequest


class MandatesConfig(AppConfig):
    name = "yizhan.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals, and offer its page."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.mandates.refusals import teach_words
        from yizhan.web.navigation import Entry, offer

        teach_words()
        offer("staff", Entry(label=_("委托和授权"), url="mandates:list", order=700, shown=acts_for_an_organ))


def acts_for_an_organ(request: HttpRequest) -> bool:
    """Whether the reader acts for an organ."""
    actor = getattr(request, "actor", None)
    return actor is not None and bool(actor.organ)
