"""The room `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yizhan.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"
