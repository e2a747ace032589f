"""While many write, the index stays what the records say."""

from functools import partial

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.search.rows import rebuild
from gongjian.modules.members.actions import add_person
from tests import given
from tests.foundation.search.looking import titles
from tests.harness.at_once import at_once


def _add(alliance, person, name):
    return add_person(actor=given.SETUP, alliance=alliance, person=person, name=name).name


def test_who_is_registered_at_the_same_moment_is_found_and_the_index_is_whole(cast):
    names = [f"同时{number}" for number in range(8)]
    people = [Person.objects.create(username=f"at-once-{name}", password="!") for name in names]

    answers = at_once(
        *[partial(_add, cast.alliance, person, name) for person, name in zip(people, names, strict=True)],
        *[partial(_add, cast.next_door, person, name) for person, name in zip(people, names, strict=True)],
        partial(rebuild, cast.alliance.pk),
    )

    assert sorted(answers[:16]) == sorted([*names, *names])
    assert len(titles(cast.secretary, "同时")) == 5
    assert (rebuild(cast.alliance.pk), rebuild(cast.next_door.pk)) == (0, 0)
