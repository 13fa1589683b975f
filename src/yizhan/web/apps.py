"""The room `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yizhan.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the words of the codes that belong to no room above."""
        from yizhan.web import general_words

        general_words.teach_general_words()
        general_words.teach_kernel_words()
