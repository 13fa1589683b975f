"""The room `journal`."""

from django.apps import AppConfig


class JournalConfig(AppConfig):
    name = "yizhan.journal"
    label = "journal"
    default_auto_field = "django.db.models.BigAutoField"
