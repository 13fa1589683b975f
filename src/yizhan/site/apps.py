"""The room `site`."""

from django.apps import AppConfig


class SiteConfig(AppConfig):
    name = "yizhan.site"
    label = "site"
    default_auto_field = "django.db.models.BigAutoField"
