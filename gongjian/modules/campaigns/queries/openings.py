"""What a campaign is opened with: its code, who is in charge, its papers, and what its kind forbids."""

from uuid import UUID

from gongjian.foundation.sentences import sentence
from gongjian.modules.campaigns.models import Campaign
from gongjian.modules.members.queries import names_of, post_holders
from gongjian.rulebook import fundraising
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.money import in_yuan


def next_code(alliance: UUID, year: int) -> str:
    """A code for a campaign of this year that none has yet."""
    taken = set(Campaign.objects.filter(alliance=alliance, code__startswith=f"{year}-").values_list("code", flat=True))
    return next(code for number in range(1, len(taken) + 2) if (code := f"{year}-{number}") not in taken)


def may_organise(alliance: UUID) -> dict[str, str]:
    """Who may be in charge of a campaign, by id: everybody who holds a post today."""
    names = names_of(alliance, post_holders(alliance))
    return {str(person): name for person, name in sorted(names.items(), key=lambda each: each[1])}


def papers_of(campaign: Campaign) -> list[tuple[str, str]]:
    """What was written down before it began, with its name."""
    told = ((Campaign.Paper(paper), getattr(campaign, paper)) for paper in fundraising.Paper)
    return [
        (str(paper.label), in_yuan(words) if paper is Campaign.Paper.CEILING else words)
        for paper, words in told
        if words
    ]


def why_not(campaign: Campaign, act: fundraising.Act) -> str:
    """Why a campaign of this kind may not do this, in a sentence; empty if it may."""
    try:
        fundraising.check_may(fundraising.Kind(campaign.kind), act)
    except RuleBroken as broken:
        return sentence(broken)
    return ""
