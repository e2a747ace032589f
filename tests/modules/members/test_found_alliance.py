"""Founding an alliance: all that its first secretary needs, in one deed, by nobody but whoever runs the machine."""

import pytest

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.audit.models import AuditEntry
from gongjian.modules.members.actions import Beginning, NewOrganisation, found_alliance
from gongjian.modules.members.models import Alliance, Membership, Organisation, Post, PostKind, Power, Side
from gongjian.modules.members.permissions import founds
from gongjian.modules.members.queries import counts_for_alliance, leading_organisation, posts_of
from tests import given
from tests.cast import ROLES
from tests.modules.told import last_facts, not_permitted, person, rule_says, trail

REFUSED = "建立联盟由系统管理员在机器上办。"
CODE = "52310109MJ4912345J"


def unsaved(**other: str) -> Alliance:
    """A new alliance as somebody told it, not yet kept."""
    told = {"slug": "new-street", "name": "新街六方共建", "short_name": "新街", "phone": "021-56551234"}
    return Alliance(**{**told, **other})


def beginning(name: str = "新街党总支", secretary: str = "赵大方", **other: object) -> Beginning:
    return Beginning(NewOrganisation(name), secretary, **other)


def founded(alliance: Alliance | None = None, began: Beginning | None = None):
    return found_alliance(actor=given.SETUP, alliance=alliance or unsaved(), beginning=began or beginning())


def test_a_founded_alliance_has_sides_kinds_a_leading_member_and_a_secretary_who_may_manage(cast):
    profile = founded()

    alliance = profile.alliance
    posts = posts_of(profile.person, alliance.pk)
    assert tuple(Side.objects.filter(alliance=alliance).order_by("position").values_list("name", flat=True)) == (
        Side.STANDARD
    )
    assert PostKind.objects.filter(alliance=alliance).count() == len(PostKind.Standard)
    assert str(leading_organisation(alliance.pk)) == "新街党总支"
    assert (profile.name, [post.kind.code for post in posts]) == ("赵大方", ["secretary"])
    assert [counts_for_alliance(posts[0], power) for power in (Power.LEAD, Power.APPOINT)] == [True, True]


def test_an_alliance_says_its_own_sides(cast):
    profile = founded(began=beginning(sides=("单位", "居民")))

    assert list(Side.objects.filter(alliance=profile.alliance).values_list("name", flat=True)) == ["单位", "居民"]
    assert Membership.objects.get(alliance=profile.alliance).side.name == "单位"


def test_the_first_secretary_cannot_sign_in_before_he_has_a_slip(cast):
    person = founded().person

    assert (person.has_usable_password(), person.last_login, person.is_superuser) == (False, None, False)


def test_an_organisation_that_another_alliance_knows_by_its_code_is_the_same_one(cast):
    known = Organisation.objects.get(name="居民区")
    known.credit_code = CODE
    known.save()

    profile = founded(began=Beginning(NewOrganisation("居民区党总支", CODE), "赵大方"))

    assert leading_organisation(profile.alliance_id) == known


def test_the_log_of_the_new_alliance_begins_with_its_founding(cast):
    with trail() as deeds:
        profile = founded()

    first = AuditEntry.objects.get(alliance=profile.alliance, number=1)
    inner = {deed.partition(" > ")[2] for deed in deeds[1:]}
    assert (first.deed, first.actor) == ("members.found_alliance", "system:setup")
    assert inner == {
        "members.add_post_kind",
        "members.add_standard_kinds",
        "members.add_side",
        "members.add_member",
        "members.add_person",
        "members.appoint",
    }
    told = {"slug": "new-street", "secretary": str(profile.person_id)}
    assert last_facts("members.found_alliance") == ("system:setup", profile.alliance.ref, told)


@pytest.mark.parametrize(
    ("field", "which"),
    [
        ("name", "alliance.name"),
        ("short_name", "alliance.short_name"),
        ("slug", "alliance.slug"),
        ("phone", "alliance.phone"),
    ],
)
def test_nothing_of_the_alliance_stays_empty(cast, field, which):
    with rule_says("members.founding_lacks", which=which):
        founded(unsaved(**{field: "  "}))


def test_neither_organisation_nor_secretary_nor_sides_stay_empty(cast):
    with rule_says("members.founding_lacks", which="organisation.name"):
        founded(began=beginning(name=""))
    with rule_says("members.founding_lacks", which="profile.name"):
        founded(began=beginning(secretary=" "))
    with rule_says("members.founding_lacks", which="side.name"):
        founded(began=beginning(sides=()))


def test_what_is_too_long_is_refused_before_a_database_does(cast):
    with rule_says("members.founding_too_long", which="alliance.short_name", most=40):
        founded(unsaved(short_name="街" * 41))
    with rule_says("members.founding_too_long", which="side.name", most=40):
        founded(began=beginning(sides=("方" * 41,)))


@pytest.mark.parametrize("slug", ["New", "新街", "new street", "new_street", "-new", "new-", "new--street", "n\uff45w"])
def test_a_slug_has_small_letters_only(cast, slug):
    with rule_says("members.slug_letters", slug=slug):
        founded(unsaved(slug=slug))


def test_a_slug_is_one_alliances_only(cast):
    with rule_says("members.slug_taken", slug="street"):
        founded(unsaved(slug="street"))


def test_founding_the_same_twice_is_refused(cast):
    founded()

    with rule_says("members.slug_taken", slug="new-street"):
        founded()


def test_no_two_alliances_have_the_same_name(cast):
    with rule_says("members.alliance_exists", name="宝通路邻里共建"):
        founded(unsaved(name="宝通路邻里共建"))


def test_a_telephone_number_that_is_none_is_refused(cast):
    with rule_says("contact.phone", typed="12"):
        founded(unsaved(phone="12"))


def test_a_wrong_code_and_a_side_said_twice_leave_nothing_behind(cast):
    before = Organisation.objects.count(), Alliance.objects.count(), Person.objects.count()

    with rule_says("contact.credit_code", typed="123"):
        founded(began=Beginning(NewOrganisation("新街党总支", "123"), "赵大方"))
    with rule_says("members.side_exists", name="甲"):
        founded(began=beginning(sides=("甲", "甲")))

    assert (Organisation.objects.count(), Alliance.objects.count(), Person.objects.count()) == before


@pytest.mark.parametrize("role", ROLES)
def test_nobody_who_signs_in_founds_an_alliance(cast, role):
    with not_permitted(REFUSED):
        found_alliance(actor=person(cast, role), alliance=unsaved(), beginning=beginning())


def test_founding_beside_other_alliances_changes_nothing_in_them(cast):
    before = [list(Post.objects.filter(alliance=one).values_list()) for one in (cast.alliance, cast.next_door)]

    founded()

    assert [list(Post.objects.filter(alliance=one).values_list()) for one in (cast.alliance, cast.next_door)] == before
    assert founds.ask(given.SETUP, cast.alliance)
