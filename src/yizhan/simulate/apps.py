"""The room `simulate`."""

from django.apps import AppConfig


class SimulateConfig(AppConfig):
    name = "yizhan.simulate"
    label = "simulate"
    default_auto_field = "django.db.models.BigAutoField"
