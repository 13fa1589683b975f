"""The room `papers`."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    name = "yizhan.papers"
    label = "papers"
    default_auto_field = "django.db.models.BigAutoField"
