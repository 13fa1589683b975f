"""The addresses of a node of the public zone (`yizhan serve --only portal`): nobody logs in, nothing is written."""

from django.urls import URLPattern, URLResolver, include, path

from yizhan.papers.urls import urlpatterns as papers
from yizhan.site.api import api
from yizhan.site.urls import handler400, handler403, handler404, handler500

__all__ = ["handler400", "handler403", "handler404", "handler500", "urlpatterns"]

PUBLIC_ROUTES = ("items", "public/")

verification = [pattern for pattern in papers if pattern.name == "verify"]
operations = [pattern for pattern in api.urls[0] if str(pattern.pattern).startswith(PUBLIC_ROUTES)]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("yizhan.portal.urls")),
    path("", include("yizhan.web.urls")),
    path("", include((verification, "papers"))),
    path("api/v1/", include((operations, "api"))),
]
