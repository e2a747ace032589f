"""Reading about campaigns, boxes and counts; here it is decided which count may be seen by whom."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Prefetch, Q, QuerySet, Sum, prefetch_related_objects

from gongjian.foundation import clock
from gongjian.foundation.access import explain
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.remembered import remembered
from gongjian.foundation.sentences import sentence
from gongjian.modules.campaigns.models import Campaign, CashBox, CashCount
from gongjian.modules.campaigns.queries.at_hand import boxes_in_state
from gongjian.modules.campaigns.queries.bills import entered_online
from gongjian.modules.campaigns.queries.count_sheet import CountSheet, count_sheet
from gongjian.modules.ledger.queries import public_fund_totals
from gongjian.modules.members.models import Decision
from gongjian.modules.members.queries import alliances_of, has_decided, names_of, organisation_of, workplace_of
from gongjian.modules.members.queries.organisations import name_then
from gongjian.rulebook import fundraising
from gongjian.rulebook.cash import Round, Submitted, Tally, check_may_count
from gongjian.rulebook.errors import RuleBroken


def campaigns_visible_to(actor: Person) -> QuerySet[Campaign]:
    """The campaigns of the alliances in which somebody takes part, the newest first."""
    return Campaign.objects.filter(alliance__in=alliances_of(actor)).order_by("-began_on", "code")


def campaigns_here(actor: Person) -> QuerySet[Campaign]:
    """The campaigns of the alliance that somebody works in just now, for lists."""
    return campaigns_visible_to(actor).filter(alliance__in=workplace_of(actor))


def boxes_visible_to(actor: Person) -> QuerySet[CashBox]:
    """The boxes of the alliances in which somebody takes part; what is in them is another question."""
    boxes = CashBox.objects.filter(alliance__in=alliances_of(actor))
    return boxes.select_related("campaign", "alliance").order_by("-number")


def boxes_here(actor: Person) -> QuerySet[CashBox]:
    """The boxes of the alliance that somebody works in just now, for lists."""
    return boxes_visible_to(actor).filter(alliance__in=workplace_of(actor))


def check_organises_nothing(person: UUID, alliance: UUID) -> None:
    """Refuse to let somebody go who is in charge of a collection that goes on."""
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=clock.today())
    if Campaign.objects.filter(going_on, alliance=alliance, organiser=person).exists():
        raise RuleBroken("members.not_settled")


def check_not_banked(entry: UUID) -> None:
    """Raise `campaigns.banked_already` where the entry is the count of a box whose cash lies in the bank."""
    if box := CashBox.objects.filter(entry=entry, state=CashBox.State.BANKED).first():
        raise RuleBroken("campaigns.banked_already", number=box.number)


# How people think of boxes: what has to be done with them.
STATE_GROUPS = {
    "to_count": (CashBox.State.HANDED_OUT, CashBox.State.COUNTING),
    "to_bank": (CashBox.State.COUNTED,),
    "ready": (CashBox.State.SEALED,),
    "finished": (CashBox.State.BANKED, CashBox.State.EMPTY),
}


@remembered
def boxes_by_group(actor: Person) -> dict[str, int]:
    """How many boxes are in each group."""
    states = boxes_in_state(actor)
    return {group: sum(states.get(state, 0) for state in members) for group, members in STATE_GROUPS.items()}


def campaigns_open_for_boxes(actor: Person) -> QuerySet[Campaign]:
    """The campaigns that are still collecting, of a kind that may."""
    going_on = Q(ended_on__isnull=True) | Q(ended_on__gte=clock.today())
    may = [kind.value for kind, way in fundraising.WAYS.items() if fundraising.Act.COLLECT in way.may]
    return campaigns_here(actor).filter(going_on, kind__in=may)


def campaigns_with_figures(actor: Person) -> list[tuple[Campaign, "PublicCampaign"]]:
    """Each campaign with the same figures that the public sees."""
    visible = list(campaigns_here(actor))
    return list(zip(visible, public_figures(visible), strict=True))


def handlers_of(box: CashBox) -> dict[str, str]:
    """The names of those who sealed the box and handed it out."""
    people = {"sealed_by": box.sealed_by_id, "handed_out_by": box.handed_out_by_id}
    names = names_of(box.alliance_id, [person for person in people.values() if person])
    return {role: names.get(person, "") for role, person in people.items() if person}


def boxes_of_entry(entry: UUID) -> QuerySet[CashBox]:
    """The box that an entry came out of, as its count or as its deposit."""
    return CashBox.objects.filter(Q(entry=entry) | Q(deposit=entry))


def boxes_numbered(alliance: UUID, year: int) -> int:
    """How many boxes were sealed in a year."""
    return CashBox.objects.filter(alliance=alliance, number__startswith=f"QD-{year}-").count()


def seal_is_used(alliance: UUID, seal_number: str) -> bool:
    """Whether a seal of this number is, or was, on a box of the alliance."""
    return CashBox.objects.filter(alliance=alliance, seal_number=seal_number).exists()


def submitted_counts(box: CashBox) -> list[CashCount]:
    """The counts of the present attempt in the order they came in. For deciding; nothing of it leaves by itself."""
    # Sorted here and not by the database, so that counts fetched for many boxes at once are used.
    return sorted((each for each in box.counts.all() if each.attempt == box.attempt), key=_position)


def _position(count: CashCount) -> int:
    return count.position


def tally_of(box: CashBox) -> Tally:
    """Where the counting of a box stands. For deciding; nothing of it leaves by itself."""
    return tally_from(submitted_counts(box))


def tally_from(counts: Sequence[CashCount]) -> Tally:
    """The rulebook's view of counts in the order they came in."""
    return Tally([Submitted(str(each.counter_id), str(each.organisation_id), each.counted) for each in counts])


def counts_visible_to(actor: Person, box: CashBox) -> list[CashCount]:
    """The counts of a box that somebody may see.

    One's own, always. The other counter's, when both are in: for those two, so that they know what to count again.
    All, for everybody in the alliance, when two people agree. So a supervisor who may still be called as the third
    counter has seen nothing, and no post, and no mark on an account, opens more.
    """
    counts = submitted_counts(box)
    tally = tally_from(counts)
    if tally.agreed is not None:
        return counts
    mine = [each for each in counts if each.counter_id == actor.pk]
    if str(actor.pk) not in tally.counters:
        return mine
    compared = counts[: 2 * len(tally.pairs)]
    return [each for each in counts if each in mine or each in compared]


def sheet_for(actor: Person, box: CashBox) -> CountSheet:
    """The count sheet of a box as this person may see it."""
    named = CashCount.objects.select_related("organisation").annotate(called_then=name_then("submitted_at"))
    prefetch_related_objects([box], Prefetch("counts", named))
    counts = submitted_counts(box)
    return count_sheet(actor, box, counts, counts_visible_to(actor, box), tally_from(counts))


def reasons_not_to_count(actor: Person, box: CashBox) -> list[str]:
    """Why this person may not hand in the next count of this box, in sentences; an empty list means that he may."""
    if not CashBox.MOVES.allows("submit_count", box.state, CashBox.State.COUNTING):
        return [sentence(RuleBroken("campaigns.not_countable", state=box.state))]
    if refusals := explain(actor, "campaigns.submit_count", box):
        return [str(refusal) for refusal in refusals]
    organisation, tally = organisation_of(actor, box.alliance_id), tally_of(box)
    apart = tally.round is Round.BLIND and has_decided(box.alliance_id, Decision.Kind.TWO_ORGANISATIONS)
    try:
        check_may_count(tally, str(actor.pk), str(organisation.pk), of_two_organisations=apart)
    except RuleBroken as broken:
        return [sentence(broken)]
    return []


def counts_awaited_from(actor: Person, alliance: UUID) -> list[tuple[CashBox, Round]]:
    """The boxes that nobody but this person can take further: a recount of one's own, a third count."""
    boxes = CashBox.objects.filter(alliance=alliance, state=CashBox.State.COUNTING).prefetch_related("counts")
    found: list[tuple[CashBox, Round]] = []
    for box in boxes.order_by("number"):
        counting_round = tally_of(box).round
        if counting_round is not Round.BLIND and not reasons_not_to_count(actor, box):
            found.append((box, counting_round))
    return found


@dataclass(frozen=True)
class PublicCampaign:
    """A campaign as anybody may see it. Its figures are computed from the books at this moment; amounts in fen."""

    id: UUID
    code: str
    kind: str
    title: str
    summary: str
    fund: UUID
    began_on: date
    ended_on: date | None
    charity: str
    filing: str
    left_over: str
    raised: int
    boxes: int
    counted_boxes: int
    counted: int
    banked: int
    # What came in through WeChat and Alipay, less what was given back.
    online: int

    @property
    def boxes_left(self) -> int:
        """How many boxes nobody has finished counting yet."""
        return self.boxes - self.counted_boxes

    @property
    def to_bank(self) -> int:
        """What was counted and does not lie in the bank yet."""
        return self.counted - self.banked

    @property
    def missing(self) -> int:
        """By how much the books differ from count sheets and bills; anything but 0 has to be looked into."""
        return abs(self.raised - self.counted - self.online)


def public_campaigns(alliance: UUID) -> QuerySet[Campaign]:
    """The campaigns that may have a public page by their kind (RULE-CH-A)."""
    public = [kind.value for kind, way in fundraising.WAYS.items() if fundraising.Act.PUBLISH in way.may]
    return Campaign.objects.filter(alliance=alliance, kind__in=public).order_by("-began_on", "code")


def public_campaign(campaign: Campaign) -> PublicCampaign:
    """The public figures of a campaign."""
    return public_figures([campaign])[0]


def public_figures(campaigns: Iterable[Campaign]) -> list[PublicCampaign]:
    """The public figures of each campaign, in as many queries for thirty as for one; the database adds up."""
    found = list(campaigns)
    raised = public_fund_totals([campaign.fund_id for campaign in found])
    campaigns_found = [campaign.pk for campaign in found]
    boxes, online = _boxes_by_state(campaigns_found), entered_online(campaigns_found)
    return [
        _figures(campaign, raised[campaign.fund_id], boxes[campaign.pk], online.get(campaign.pk, 0))
        for campaign in found
    ]


def _boxes_by_state(campaigns: list[UUID]) -> dict[UUID, dict[str, tuple[int, int]]]:
    """Of each campaign by state: how many boxes, and how much was counted out of them."""
    boxes = CashBox.objects.filter(campaign__in=campaigns).order_by().values_list("campaign", "state")
    found: dict[UUID, dict[str, tuple[int, int]]] = {campaign: {} for campaign in campaigns}
    for campaign, state, number, amount in boxes.annotate(number_of=Count("pk"), amount=Sum("total")):
        found[campaign][state] = number, amount or 0
    return found


def _figures(campaign: Campaign, raised: int, boxes: dict[str, tuple[int, int]], online: int) -> PublicCampaign:
    states = (CashBox.State.COUNTED, CashBox.State.BANKED, CashBox.State.EMPTY)
    finished = [boxes[state] for state in states if state in boxes]
    return PublicCampaign(
        id=campaign.pk,
        code=campaign.code,
        kind=campaign.kind,
        title=campaign.title,
        summary=campaign.summary,
        fund=campaign.fund_id,
        began_on=campaign.began_on,
        ended_on=campaign.ended_on,
        charity=campaign.charity,
        filing=campaign.filing,
        left_over=campaign.left_over,
        raised=raised,
        boxes=sum(number for number, _amount in boxes.values()),
        counted_boxes=sum(number for number, _amount in finished),
        counted=sum(amount for _number, amount in finished),
        banked=boxes.get(CashBox.State.BANKED, (0, 0))[1],
        online=online,
    )
