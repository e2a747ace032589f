"""The sign-in page; in the demo it has one button per role."""

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import whereabouts

sign_in = login_not_required(LoginView.as_view(template_name="accounts/sign_in.html"))


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demo's people. Exists in the demo only."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person, username=username, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("desk:desk" if whereabouts(person) else "public_site:home")
