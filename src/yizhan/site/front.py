"""The front page: the desk for staff, the public site's own front page for everybody else."""

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect
from django.urls import resolve
from django.views.decorators.http import require_safe


@require_safe
def front(request: HttpRequest) -> HttpResponseBase:
    """Where `/` leads."""
    if request.user.is_authenticated:
        return redirect("desk:home")
    public = resolve("/", urlconf="yizhan.portal.urls")
    answer: HttpResponse = public.func(request)
    return answer
