"""What of the campaigns can be found: campaigns by title and code, boxes by number, place and seal."""

from collections.abc import Mapping, Sequence
from uuid import UUID

from django.urls import reverse
from django.utils.translation import pgettext_lazy

from gongjian.foundation import clock
from gongjian.foundation.search.findable import CalledBy, Findable, Hit, findable
from gongjian.foundation.ui.words import iso
from gongjian.modules.campaigns import queries
from gongjian.modules.campaigns.models import Campaign, CashBox


def _campaigns(campaigns: Sequence[Campaign]) -> Mapping[UUID, Hit]:
    return {
        campaign.pk: Hit(
            campaign.title,
            f"{campaign.code} · {iso(campaign.began_on)}",
            reverse("campaigns:campaign", args=[campaign.pk]),
        )
        for campaign in campaigns
    }


def _boxes(boxes: Sequence[CashBox]) -> Mapping[UUID, Hit]:
    return {
        box.pk: Hit(
            box.number, f"{box.place} · {box.get_state_display()}", reverse("campaigns:cash_box", args=[box.pk])
        )
        for box in boxes
    }


findable(
    Findable(
        model=Campaign,
        label=pgettext_lazy("search", "募捐"),
        icon="heart-handshake",
        rows=Campaign.objects.all,
        called=lambda campaign: CalledBy(campaign.title, (campaign.code,), campaign.began_on),
        visible=queries.campaigns_here,
        shown=_campaigns,
    )
)
findable(
    Findable(
        model=CashBox,
        label=pgettext_lazy("search", "募捐箱"),
        icon="cash-banknote",
        rows=CashBox.objects.all,
        called=lambda box: CalledBy(box.number, (box.place, box.seal_number), clock.local_day(box.sealed_at)),
        visible=queries.boxes_here,
        shown=_boxes,
    )
)
