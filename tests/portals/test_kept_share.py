"""The share kept on time: of one's own organisation for its people, and one figure of the alliance for everybody."""

from datetime import timedelta

import pytest
from django.urls import reverse

from gongjian.foundation import clock
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Owed
from gongjian.modules.promises.queries import kept_share, public_kept_share
from gongjian.rulebook.reliability import KeptShare, year_so_far
from tests import given
from tests.modules.promises.promising import keep, owed, promise, waive

DESK, KEPT, HOME = reverse("desk:desk"), reverse("desk:kept"), reverse("public_site:home")


class Promises:
    """Promises of organisations, each opened sixty days ago and ending as it is told."""

    def __init__(self, cast):
        self.cast, self.number = cast, 0

    def fell_due(self, days, by="止园路小学"):
        self.number += 1
        subject = f"campaigns.cashbox:0190{self.number:04d}-0000-7000-8000-000000000000"
        what = owed(subject, given.TODAY + timedelta(days=days))
        whose = Organisation.objects.get(name=by)
        told = Owed(what.deed, subject, whose, Power.SPEAK, what.due_on, what.rule, what.facts)
        with clock.set_to(given.NOON - timedelta(days=60)):
            return promise(actor=given.SETUP, alliance=self.cast.alliance, what=told)

    def kept(self, days, after=0, by="止园路小学"):
        promised = self.fell_due(days, by)
        with clock.set_to(given.NOON + timedelta(days=days + after)):
            return keep(actor=given.SETUP, promised=promised, evidence="x:1")

    def waived(self, days):
        return waive(actor=given.SETUP, promised=self.fell_due(days), reason="不用了")


@pytest.fixture
def promises(cast):
    return Promises(cast)


@pytest.fixture
def a_year(promises):
    """Three in time, one a day late, one never; and what does not count: waived, due today, due later, kept early."""
    for days in (-9, -8, -7):
        promises.kept(days)
    promises.kept(-6, after=1)
    promises.fell_due(-5)
    promises.waived(-4)
    promises.fell_due(0)
    promises.fell_due(3)
    promises.kept(2, after=-3)
    return promises


def share(cast, organisation=None):
    whose = Organisation.objects.get(name=organisation).pk if organisation else None
    return kept_share(cast.alliance.pk, whose, *year_so_far(given.TODAY))


def test_what_is_over_counts_and_nothing_else(cast, a_year):
    assert share(cast, "止园路小学") == KeptShare(in_time=3, fell_due=5)


def test_an_organisation_answers_for_its_own_promises_only(cast, a_year):
    a_year.kept(-3, by="居民区")

    found = [share(cast, name) for name in ("止园路小学", "居民区", "行业委员会")]

    assert found == [KeptShare(3, 5), KeptShare(1, 1), KeptShare(0, 0)]
    assert share(cast) == public_kept_share(cast.alliance.pk, given.TODAY) == KeptShare(4, 6)


def test_next_year_begins_anew(cast, a_year):
    with clock.set_to(given.NOON.replace(year=2027, month=1, day=1)):
        found = public_kept_share(cast.alliance.pk, clock.today())

    assert found == KeptShare(0, 0)


def test_the_neighbours_promises_do_not_count_here(cast, a_year):
    assert public_kept_share(cast.next_door.pk, given.TODAY) == KeptShare(0, 0)


def test_ones_own_desk_tells_the_share_of_ones_own_organisation(cast, a_year, door):
    pages = [door(person).get(DESK).content.decode() for person in (cast.school, cast.committee)]

    assert ["今年按时 3 件，共 5 件（60%）" in page for page in pages] == [True, False]
    assert ["今年还没有到期的事" in page for page in pages] == [False, True]


def test_few_promises_have_no_percentage(cast, promises, door):
    promises.kept(-9)
    promises.fell_due(-8)

    page = door(cast.school).get(DESK).content.decode()

    assert "今年按时 1 件，共 2 件" in page
    assert "%）" not in page


@pytest.mark.parametrize(("fate", "number"), [("", 5), ("in_time", 3), ("made_up", 1), ("open", 1), ("x", 5)])
def test_the_figure_leads_to_the_promises_it_is_made_of(cast, a_year, door, fate, number):
    answer = door(cast.school).get(f"{KEPT}?fate={fate}")

    assert (len(answer.context["turned"]), answer.context["own"].share.fell_due) == (number, 5)
    assert "怎么算" in answer.content.decode()


def test_the_list_says_how_late_each_was(cast, a_year, door):
    turned = door(cast.school).get(KEPT).context["turned"]

    assert [(one.promise.state, one.days_late) for one in turned if one.promise.state != "kept"] == [
        ("open", 5),
        ("made_up", 1),
    ]


def test_nobody_sees_the_list_of_another_organisation(cast, a_year, door):
    answer = door(cast.committee).get(f"{KEPT}?organisation={Organisation.objects.get(name='止园路小学').pk}")

    assert (answer.context["turned"], answer.context["own"].organisation.name) == ([], "行业委员会")


def test_everybody_may_know_one_figure_of_the_whole_alliance(cast, a_year, door):
    a_year.kept(-3, by="居民区")

    page = door(None).get(HOME).content.decode()

    assert "今年到期 6 件，按时办了 4 件（66%）" in page.replace("\xa0", " ")
    assert "怎么算" in page


def test_the_public_figure_singles_nobody_out(cast, a_year, door):
    page = door(None).get(HOME).content.decode()

    assert [name in page for name in ("止园路小学", "居民区", "孔小文")] == [False, False, False]


def test_without_anything_due_the_public_page_says_so(cast, door):
    page = door(None).get(HOME).content.decode()

    assert "今年还没有到期的事。" in page
