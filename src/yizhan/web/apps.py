"""The room `web`."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    name = "yizhan.web"
    label = "web"
    default_auto_field = "django.db.models.BigAutoField"
