"""Pages of campaigns: all of them, the choice of a kind, one by itself."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.foundation.access import explain
from gongjian.foundation.http import Door, SignedInRequest, deed_page, with_a_place
from gongjian.modules.campaigns import actions, queries
from gongjian.modules.campaigns.forms import OpenCampaignForm
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.campaigns.queries import openings
from gongjian.modules.campaigns.queries.bills import bills_of
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import names_of, workplace_of
from gongjian.rulebook import fundraising


@require_safe
@with_a_place
def campaigns(request: SignedInRequest) -> HttpResponse:
    """The campaigns, each with its boxes so far."""
    found = queries.campaigns_with_figures(request.user)
    collecting = [campaign for campaign, _figures in found if campaign.collects_on(clock.today())]
    context = {"campaigns": found, "open_for_boxes": collecting}
    return render(request, "campaigns/campaigns.html", context)


@require_safe
@with_a_place
def kinds(request: SignedInRequest) -> HttpResponse:
    """The first question of a campaign: of which legal kind it is, and what that allows."""
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    ways = [(Campaign.Kind(kind), kind, way) for kind, way in fundraising.WAYS.items()]
    why_not = explain(request.user, "campaigns.open_campaign", alliance)
    return render(request, "campaigns/kinds.html", {"ways": ways, "why_not": why_not})


def open_campaign(request: SignedInRequest, kind: str) -> HttpResponse:
    """Write down what a campaign of this kind needs, and begin it."""
    if kind not in fundraising.WAYS:
        raise Http404
    alliance = get_object_or_404(Alliance, pk__in=workplace_of(request.user))
    asked = fundraising.Kind(kind)
    typed = request.POST if request.method == "POST" else None
    form = OpenCampaignForm(typed, kind=asked, people=openings.may_organise(alliance.pk))
    door = Door("campaigns.open_campaign", alliance, reverse("campaigns:campaigns"), _("募捐开好了。"))
    return deed_page(
        request,
        door,
        form,
        lambda: actions.open_campaign(actor=request.user, alliance=alliance, outline=form.outline()),
        kind=Campaign.Kind(kind),
        way=fundraising.WAYS[asked],
    )


@require_safe
def campaign(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One campaign: its kind, its papers, how far it has come."""
    found = get_object_or_404(queries.campaigns_visible_to(request.user), pk=pk)
    context = {
        "campaign": found,
        "figures": queries.public_figures([found])[0],
        "organiser": names_of(found.alliance_id, [found.organiser_id]).get(found.organiser_id, ""),
        "papers": openings.papers_of(found),
        "publish_by": fundraising.publish_by(found.ended_on) if found.ended_on and found.is_public else None,
        "why_not_public": openings.why_not(found, fundraising.Act.PUBLISH),
        "why_not_collect": openings.why_not(found, fundraising.Act.COLLECT),
        "bills": bills_of(found),
        "is_open": found.collects_on(clock.today()),
    }
    return render(request, "campaigns/campaign.html", context)
