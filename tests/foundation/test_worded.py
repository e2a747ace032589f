"""What is put into SQL once is answered like what is put into SQL each time."""

from datetime import date, timedelta
from uuid import UUID

import pytest
from django.db.models import Model, Q

from gongjian.foundation.worded import Question
from gongjian.modules.members import queries
from gongjian.modules.members.models import Organisation, Post
from tests import given
from tests.cast import ROLES

BUILD = queries._posts_held  # noqa: SLF001  the same question, worded anew each time
DAYS = (given.TODAY, given.TODAY - timedelta(days=1), given.TODAY + timedelta(days=1), date(2017, 8, 31))

BESIDE = ("organisation", "alliance", "kind")


def told(posts: list[Post]) -> list[dict[str, object]]:
    """All that is known of each, of its own and of what stands beside it."""
    return [known(post) | {name: known(getattr(post, name)) for name in BESIDE} for post in posts]


def known(row: Model) -> dict[str, object]:
    return {name: value for name, value in vars(row).items() if name != "_state"}


@pytest.mark.parametrize("day", DAYS, ids=str)
def test_everybody_holds_the_posts_that_the_question_finds_when_it_is_worded_anew(cast, day):
    given.standing_in(cast.cashier, cast.colleague)

    for role in ROLES:
        person = getattr(cast, role).pk
        assert told(queries.posts_held(person, day)) == told(list(BUILD(person, day)))


def test_it_costs_one_query_with_all_that_stands_beside(cast, django_assert_num_queries):
    with django_assert_num_queries(1):
        (post,) = queries.posts_held(cast.cashier.pk, given.TODAY)
        assert (post.organisation.name, post.alliance, post.kind.alliance_id) == (
            "眼镜街党总支",
            cast.alliance,
            cast.alliance.pk,
        )


def test_it_is_asked_afresh_each_time(cast):
    before = queries.posts_held(cast.cashier.pk, given.TODAY)

    Post.objects.filter(pk=before[0].pk).update(ends_on=given.TODAY - timedelta(days=1))

    assert queries.posts_held(cast.cashier.pk, given.TODAY) == []


def test_a_question_in_which_more_differs_than_the_values_is_refused(cast):
    def next_day(day: date):
        return Post.objects.filter(begins_on=day + timedelta(days=1))

    def another_question(person: UUID):
        return Post.objects.filter(Q(person=person) if person.int < 100 else Q(pk=person))

    for build, kind in ((next_day, date), (another_question, UUID)):
        with pytest.raises(RuntimeError, match="More of a question differs"):
            Question(build, kind)(given.TODAY if kind is date else cast.cashier.pk)


def test_a_value_too_many_is_no_question(cast):
    question = Question(lambda name: Organisation.objects.filter(pk=name), UUID)

    with pytest.raises(ValueError, match="longer"):
        question(cast.cashier.pk, given.TODAY)
