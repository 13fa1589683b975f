"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "yizhan.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of this room's refusals."""
        from yizhan.people.refusals import teach_words

        teach_words()
