"""The people of all tests: whoever should not see something is in the test that shows it."""

from dataclasses import dataclass

from gongjian.foundation.accounts.models import Person
from gongjian.modules.members.models import Alliance


@dataclass(frozen=True)
class Cast:
    """One street, and an alliance next door."""

    alliance: Alliance
    next_door: Alliance
    secretary: Person  # 书记 of the general branch, which leads
    cashier: Person  # 出纳 of the general branch
    organiser: Person  # organises the campaign; liaison of the general branch
    colleague: Person  # volunteer of the general branch: same organisation as the cashier
    committee: Person  # liaison of the trade committee
    school: Person  # liaison of the school
    supervisor: Person  # 监督, of the market office
    second_supervisor: Person  # 监督, of the residents' area
    former_cashier: Person  # whose post ended yesterday
    future_cashier: Person  # whose post begins tomorrow
    neighbour: Person  # 出纳 of the alliance next door
    operator: Person  # superuser, without any post
    outsider: Person  # has an account and nothing else


ROLES = (
    "secretary",
    "cashier",
    "organiser",
    "colleague",
    "committee",
    "school",
    "supervisor",
    "second_supervisor",
    "former_cashier",
    "future_cashier",
    "neighbour",
    "operator",
    "outsider",
)
