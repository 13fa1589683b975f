"""The room `site`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "yizhan.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of our refusals; tell the journal which stream and which record belongs to which room."""
        from yizhan.site.refusals import teach_words
        from yizhan.site.wiring import wire

        teach_words()
        wire()
