"""The room `people`."""

from django.apps import AppConfig
from django.http import HttpRequest


class PeopleConfig(AppConfig):
    name = "yizhan.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals, and offer its page."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.people.refusals import teach_words
        from yizhan.web.navigation import Entry, offer

        teach_words()
        offer("staff", Entry(label=_("人员和岗位"), url="people:centres", order=720, shown=manages_staff))


def manages_staff(request: HttpRequest) -> bool:
    """Whether the reader keeps a register of staff."""
    actor = getattr(request, "actor", None)
    return actor is not None and any(
        actor.has(role) for role in ("centre_manager", "county_officer", "prefecture_officer")
    )
