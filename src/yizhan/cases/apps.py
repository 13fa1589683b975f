"""The room `cases`."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    name = "yizhan.cases"
    label = "cases"
    default_auto_field = "django.db.models.BigAutoField"
