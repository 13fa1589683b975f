"""The room `papers`."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yizhan.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of the room's codes, and offer the public page."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.papers.refusals import teach_words
        from yizhan.web.navigation import Entry, offer

        teach_words()
        offer("public", Entry(label=_("文书核验"), url="papers:verify", order=300))
