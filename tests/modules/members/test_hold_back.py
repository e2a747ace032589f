"""Holding back: what another alliance vouched for counts for nothing here until somebody here has seen the person."""

import pytest

from gongjian.foundation.access import SystemActor
from gongjian.modules.members.actions import hold_back
from gongjian.modules.members.models import HeldBack
from gongjian.modules.members.queries import posts_of
from tests import entering, given
from tests.cast import ROLES
from tests.modules.members.people import profile_of
from tests.modules.told import not_permitted, person

BY_ITSELF = "有人在别的联盟重新登录，他在这里的职务自己就停下。"


@pytest.mark.parametrize("role", ROLES)
def test_nobody_does_it_by_itself(cast, role):
    with not_permitted(BY_ITSELF):
        hold_back(actor=person(cast, role), profile=profile_of(cast, "cashier"))


def test_no_program_does_it_by_itself_either(cast):
    with not_permitted(BY_ITSELF):
        hold_back(actor=SystemActor("slip"), profile=profile_of(cast, "cashier"))


def test_no_post_here_counts_not_even_one_that_is_stood_in_for(cast):
    given.standing_in(cast.organiser, cast.cashier)

    entering.held_back(cast, cast.cashier)

    assert posts_of(cast.cashier, cast.alliance.pk) == []


def test_others_keep_their_posts(cast):
    entering.held_back(cast, cast.cashier)

    assert len(posts_of(cast.secretary, cast.alliance.pk)) == 1


def test_who_is_held_back_already_is_held_back_once(cast):
    entering.held_back(cast, cast.cashier)
    entering.signed_in(cast.cashier)

    proposal = entering.proposed_recovery(cast.cashier, entering.officer(cast.next_door, "third"), cast.next_door)
    slip = entering.agree_recovery(actor=entering.officer(cast.next_door, "fourth"), recovery=proposal)
    entering.use_slip(actor=SystemActor("slip"), slip=slip, login=entering.Login("", "!"))

    assert HeldBack.objects.filter(alliance=cast.alliance).count() == 1
