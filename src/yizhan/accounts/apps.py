"""The room `accounts`."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "yizhan.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"
