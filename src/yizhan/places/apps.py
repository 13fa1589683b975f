"""The room `places`."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "yizhan.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals."""
        from yizhan.places.refusals import teach_words

        teach_words()
