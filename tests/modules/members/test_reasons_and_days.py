"""A reason says something, and nobody is given a post for days that have passed."""

from datetime import timedelta

import pytest

from gongjian.modules.members.actions import Term, appoint, delegate, see_contact
from gongjian.modules.members.models import Organisation, Post, Profile
from tests import given
from tests.modules.told import rule_says

YESTERDAY = Term(given.TODAY - timedelta(days=1))


def known(cast, role):
    return Profile.objects.get(alliance=cast.alliance, person=getattr(cast, role))


@pytest.mark.parametrize("reason", ["", " ", "\u3000"])
def test_a_look_needs_a_reason_that_says_something(cast, reason):
    with rule_says("members.no_reason"):
        see_contact(actor=cast.secretary, profile=known(cast, "school"), reason=reason)


@pytest.mark.parametrize("reason", ["", " ", "\u3000"])
def test_standing_in_needs_a_reason_that_says_something(cast, reason):
    post, to = Post.objects.get(person=cast.cashier), known(cast, "colleague")

    with rule_says("members.no_reason"):
        delegate(actor=cast.cashier, post=post, to=to, term=Term(given.TODAY, given.TODAY), reason=reason)


def test_people_give_no_post_for_days_that_have_passed(cast):
    branch, kind = Organisation.objects.get(name="眼镜街党总支"), given.kind(cast, "volunteer")

    with rule_says("members.appointed_in_the_past", today=given.TODAY.isoformat()):
        appoint(actor=cast.secretary, profile=known(cast, "school"), organisation=branch, kind=kind, term=YESTERDAY)
