"""Addresses of grants."""

from django.urls import path

from yizhan.mandates import views

app_name = "mandates"
urlpatterns = [
    path("grants/", views.grants, name="list"),
    path("grants/new/", views.new, name="new"),
    path("grants/wall/", views.wall, name="wall"),
    path("grants/<str:grant_id>/", views.detail, name="detail"),
    path("grants/<str:grant_id>/confirm/", views.confirm, name="confirm"),
    path("grants/<str:grant_id>/revoke/", views.revoke, name="revoke"),
]
