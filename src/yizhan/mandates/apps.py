"""The room `mandates`."""

from django.apps import AppConfig


class MandatesConfig(AppConfig):
    name = "yizhan.mandates"
    label = "mandates"
    default_auto_field = "django.db.models.BigAutoField"
