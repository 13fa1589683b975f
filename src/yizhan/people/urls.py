"""Addresses of the staff register."""

from django.urls import path

from yizhan.people import views

app_name = "people"
urlpatterns = [
    path("staff/", views.centres, name="centres"),
    path("staff/person/<str:username>/", views.detail, name="detail"),
    path("staff/person/<str:username>/assign/", views.assign, name="assign"),
    path("staff/person/<str:username>/leave/", views.leave, name="leave"),
    path("staff/<str:centre>/", views.staff, name="list"),
    path("staff/<str:centre>/new/", views.hire, name="hire"),
    path("staff/<str:centre>/posts/", views.post, name="post"),
]
