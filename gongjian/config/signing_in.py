"""The sign-in page; in the demo it has one button per role."""

from typing import Any

from allauth.account.views import LoginView
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_POST

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.wiring import whereabouts
from gongjian.modules.members.queries import people_with_posts


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """Name and password; known and unknown names are answered alike."""

    template_name = "accounts/sign_in.html"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:  # noqa: ANN401  Django's own signature
        """In the demo also its people, by post."""
        people = people_with_posts() if settings.DEMO else []
        return super().get_context_data(people=people, demo=settings.DEMO, **kwargs)


@login_not_required
@require_POST
def sign_in_as(request: HttpRequest, username: str) -> HttpResponse:
    """Sign in as one of the demo's people. Exists in the demo only."""
    if not settings.DEMO:
        raise Http404
    person = get_object_or_404(Person, username=username, is_active=True)
    login(request, person, backend=settings.AUTHENTICATION_BACKENDS[0])
    return redirect("desk:desk" if whereabouts(person) else "public_site:home")
