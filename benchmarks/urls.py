"""A page with nothing on it: what the way through the middleware costs."""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import path


@login_not_required
def trivial(_request: HttpRequest) -> HttpResponse:
    """Nothing between request and answer."""
    return HttpResponse("")


urlpatterns = [path("", trivial)]
