"""The room `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yizhan.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Teach the general words of refusals."""
        from yizhan.web.refusals import teach_general_words

        teach_general_words()
