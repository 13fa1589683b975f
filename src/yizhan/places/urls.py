"""Addresses of the registers of places, and of the calendar."""

from django.urls import path

from yizhan.places import views

app_name = "places"
urlpatterns = [
    path("calendar/", views.calendar, name="calendar"),
    path("calendar/year/", views.year, name="year"),
    path("calendar/local/", views.local, name="local"),
    path("halls/", views.halls, name="halls"),
    path("halls/<str:centre>/", views.hall, name="hall"),
    path("halls/<str:centre>/facts/", views.facts, name="facts"),
    path("halls/<str:centre>/windows/", views.window, name="window"),
    path("halls/<str:centre>/stations/", views.station, name="station"),
]
