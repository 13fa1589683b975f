"""The room `people`."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    name = "yizhan.people"
    label = "people"
    default_auto_field = "django.db.models.BigAutoField"
