"""The room `desk`."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    name = "yizhan.desk"
    label = "desk"
    default_auto_field = "django.db.models.BigAutoField"
