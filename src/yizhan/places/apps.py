"""The room `places`."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "yizhan.places"
    label = "places"
    default_auto_field = "django.db.models.BigAutoField"
