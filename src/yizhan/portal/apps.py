"""The room `portal`."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    name = "yizhan.portal"
    label = "portal"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        """Offer the public pages in the bar of the public site."""
        from django.utils.translation import gettext_lazy as _

        from yizhan.web.navigation import Entry, offer

        offer("public", Entry(label=_("首页"), url="portal:home", order=100))
        offer("public", Entry(label=_("办事指南"), url="portal:items", order=200))
        offer("public", Entry(label=_("办理进度"), url="portal:progress", order=250))
