"""The addresses of the whole program."""

from django.urls import URLPattern, URLResolver, include, path

from yizhan.site.api import api
from yizhan.site.front import front
from yizhan.site.install import install, linux_script, root_certificate, windows_script

urlpatterns: list[URLPattern | URLResolver] = [
    path("", front, name="front"),
    path("install/", install, name="install"),
    path("install/root.crt", root_certificate, name="install-root"),
    path("install/windows.cmd", windows_script, name="install-windows"),
    path("install/linux.sh", linux_script, name="install-linux"),
    path("", include("yizhan.web.urls")),
    path("", include("yizhan.accounts.urls")),
    path("", include("yizhan.places.urls")),
    path("", include("yizhan.people.urls")),
    path("", include("yizhan.catalogue.urls")),
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
