"""The room `catalogue`."""

from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "yizhan.catalogue"
    label = "catalogue"
    default_auto_field = "django.db.models.BigAutoField"
