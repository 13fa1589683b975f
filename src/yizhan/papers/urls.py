"""Addresses of notices."""

from django.urls import path

from yizhan.papers import views

app_name = "papers"
urlpatterns = [
    path("notices/verify/", views.verify, name="verify"),
    path("notices/<str:number>.pdf", views.notice_pdf, name="notice"),
]
