"""A slip on the screen, once: to be printed and handed over."""

import segno
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from gongjian.foundation.http import SignedInRequest
from gongjian.modules.entrance import queries
from gongjian.modules.entrance.models import Slip
from gongjian.rulebook.slips import in_groups


def shown_once(request: SignedInRequest, slip: Slip) -> HttpResponse:
    """The slip with its code; whoever sends the same form again later gets no code any more."""
    if not slip.code:
        messages.warning(request, _("纸条的号码只显示一次，已经显示过了。没有打印的话，请作废它，再发一张。"))
        return redirect("entrance:entrance")
    address = request.build_absolute_uri(reverse("entrance:use_slip"))
    code = in_groups(slip.code)
    context = {
        "slip": slip,
        "name": queries.name_of(slip),
        "code": code,
        "address": address,
        # Behind the #, which no browser sends: the code stands in no log of any machine on the way.
        "picture": segno.make(f"{address}#{code}", error="m", micro=False).svg_data_uri(scale=4, border=2),
    }
    return render(request, "entrance/slip.html", context)
