"""The room `catalogue`."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "yizhan.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals."""
        from yizhan.catalogue import refusals

        refusals.teach_words()
