"""Addresses of the public site."""

from django.urls import path

from yizhan.portal import views

app_name = "portal"
urlpatterns = [
    path("", views.home, name="home"),
    path("items/", views.items, name="items"),
    path("items/<str:code>/", views.item, name="item"),
    path("items/<str:code>/print/", views.item_print, name="item-print"),
    path("items/<str:code>/form/", views.item_form, name="item-form"),
    path("items/<str:code>/examples/<str:example>.svg", views.item_example, name="item-example"),
    path("progress/", views.progress, name="progress"),
]
