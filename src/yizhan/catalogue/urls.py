"""Addresses of the catalogue for staff."""

from django.urls import path

from yizhan.catalogue import views

app_name = "catalogue"
urlpatterns = [
    path("catalogue/", views.items, name="list"),
    path("catalogue/export/", views.export, name="export"),
    path("catalogue/import/", views.hand_in, name="import"),
    path("catalogue/import/<slug:key>/", views.staged, name="staged"),
    path("catalogue/import/<slug:key>/report/", views.report, name="report"),
    path("catalogue/import/<slug:key>/decide/", views.decide, name="decide"),
    path("catalogue/import/<slug:key>/take-over/", views.take_over, name="take-over"),
    path("catalogue/import/<slug:key>/drop/", views.drop, name="drop"),
    path("catalogue/items/<str:code>/", views.item, name="item"),
]
