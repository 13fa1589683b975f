"""The program's addresses with its API, for tests of the API alone."""

from django.urls import include, path

from yizhan.site.api import api

urlpatterns = [path("api/v1/", api.urls), path("", include("yizhan.web.urls"))]
