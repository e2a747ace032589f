"""Pages of who has not seen what he was told, and of calling him up."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.access import may
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.members import actions
from gongjian.modules.members.forms.people import TellByPhoneForm
from gongjian.modules.members.queries import telling
from gongjian.modules.members.queries.people import profiles_visible_to

_PER_PAGE = 20


@require_safe
@with_a_place
def unseen_notices(request: SignedInRequest) -> HttpResponse:
    """Who has not seen what he was told: to be called up."""
    page = Paginator(telling.people_to_call(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "members/unseen_notices.html", {"page": page})


def tell_by_phone(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Note that a person was told by telephone."""
    profile = get_object_or_404(profiles_visible_to(request.user), pk=pk)
    form = TellByPhoneForm(request.POST if request.method == "POST" else None)
    door = Door("members.tell_by_phone", profile, reverse("members:unseen_notices"), _("已记下：电话里说过了。"))

    def act() -> object:
        return actions.tell_by_phone(actor=request.user, profile=profile, last=form.cleaned_data["last"])

    to_call = telling.to_call(profile) if may(request.user, "members.tell_by_phone", profile) else None
    return deed_page(request, door, form, act, profile=profile, to_call=to_call)
