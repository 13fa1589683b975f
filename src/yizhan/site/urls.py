"""The addresses of the whole program."""

from django.urls import URLPattern, URLResolver, include, path

from yizhan.site.api import api
from yizhan.site.front import front

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("", include("yizhan.web.urls")),
    path("", include("yizhan.accounts.urls")),
    path("", include("yizhan.places.urls")),
    path("", include("yizhan.people.urls")),
    path("", include("yizhan.mandates.urls")),
    path("", include("yizhan.papers.urls")),
    path("", include("yizhan.desk.urls")),
    path("", include("yizhan.portal.urls")),
    path("api/v1/", api.urls),
]

handler400 = "yizhan.web.views.bad_request"
handler403 = "yizhan.web.views.forbidden"
handler404 = "yizhan.web.views.not_found"
handler500 = "yizhan.web.views.server_error"
