"""Addresses of the page kit."""

from django.urls import path
from django.views.i18n import set_language

from yizhan.web import views

app_name = "web"
urlpatterns = [
    path("healthz", views.health, name="health"),
    path("old-browser/", views.old_browser, name="old-browser"),
    path("language/", set_language, name="language"),
    path("appearance/", views.appearance, name="appearance"),
    path("problems/<slug:code>/", views.problem, name="problem"),
    path("help/", views.help_index, name="help"),
    path("help/<slug:room>/<slug:name>/", views.help_page, name="help-page"),
    path("kit/", views.kit, name="kit"),
    path("kit/public/", views.kit_public, name="kit-public"),
    path("kit/confirm/", views.kit_confirm, name="kit-confirm"),
    path("kit/print/", views.kit_print, name="kit-print"),
    path("kit/refuse/", views.kit_refuse, name="kit-refuse"),
]
