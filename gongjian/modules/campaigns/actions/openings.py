"""Beginning a campaign."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from gongjian.foundation import clock
from gongjian.foundation.access import Actor, require
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.idempotency.deed import deed, record
from gongjian.foundation.tenancy import locked
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.campaigns.queries import openings
from gongjian.modules.ledger.actions import open_fund
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import posts_of
from gongjian.rulebook import fundraising
from gongjian.rulebook.errors import RuleBroken


@dataclass(frozen=True)
class Outline:
    """What a campaign is, before anything is collected."""

    kind: Campaign.Kind
    title: str
    summary: str
    organiser: Person
    began_on: date
    ended_on: date | None = None
    # What its kind needs in writing; the ceiling in fen.
    papers: Mapping[str, str] = field(default_factory=dict)
    ceiling: int | None = None
    # What it is called in addresses; the next number of the year where nothing is said.
    code: str = ""

    @property
    def plan(self) -> fundraising.Plan:
        """The same as the rulebook knows it."""
        papers = {fundraising.Paper(name): words for name, words in self.papers.items()}
        words = f"{self.title} {self.summary}"
        kind = fundraising.Kind(self.kind)
        return fundraising.Plan(kind, words, self.began_on, self.ended_on, papers, self.ceiling)


@deed("campaigns.open_campaign")
def open_campaign(*, actor: Actor, alliance: Alliance, outline: Outline) -> Campaign:
    """Begin a collection of one legal kind, with the papers that it needs and a fund of its own."""
    alliance = locked(alliance)
    require(actor, "campaigns.open_campaign", alliance)
    fundraising.check_plan(outline.plan)
    if not posts_of(outline.organiser, alliance.pk):
        raise RuleBroken("campaigns.organiser_without_post")

    code = outline.code or openings.next_code(alliance.pk, clock.today().year)
    fund = open_fund(actor=actor, alliance=alliance, code=code, name=outline.title)
    campaign = Campaign.objects.create(
        alliance=alliance,
        code=code,
        kind=outline.kind,
        title=outline.title,
        summary=outline.summary,
        organiser=outline.organiser,
        began_on=outline.began_on,
        ended_on=outline.ended_on,
        ceiling=outline.ceiling,
        fund=fund,
        **outline.papers,
    )

    record(actor, "campaigns.open_campaign", campaign, kind=outline.kind)
    return campaign
