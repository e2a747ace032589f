"""Whose a row is: every model says it, the database holds it, and no row points across."""

import pytest
from django.apps import apps
from django.db import models

from gongjian.foundation.tenancy import AllianceOwned, Owned, alliance_of, locked
from tests import given

OURS = [model for model in apps.get_models() if model.__module__.startswith("gongjian.")]
OF_AN_ALLIANCE = [model for model in OURS if issubclass(model, AllianceOwned)]
OWNERS = {"alliance", "organisation", "reference", "global"}

# Unique without the alliance, because they are one-to-one: the row they point to belongs to one alliance itself.
ONE_TO_ONE = {
    "campaigns.Bill.entry",
    "campaigns.Campaign.fund",
    "ledger.BookingRequest.entry",
    "ledger.JournalEntry.reverses",
    "ledger.Memo.entry",
}


def name(model):
    return model._meta.label


@pytest.mark.parametrize("model", OURS, ids=name)
def test_every_model_says_whose_its_rows_are(model):
    assert model.OWNER in OWNERS
    assert (model.OWNER == "alliance") == issubclass(model, AllianceOwned)


def test_what_belongs_to_nobody_is_a_short_list():
    assert {name(model) for model in OURS if model.OWNER == "global"} == {
        "accounts.Attempts",
        "accounts.OpenSession",
        "accounts.Person",
        "accounts.PersonalToken",
        "jobs.Job",
        "members.Alliance",
        "members.Organisation",
        "notices.MailWishes",
    }


@pytest.mark.parametrize("model", OF_AN_ALLIANCE, ids=name)
def test_an_alliances_row_always_has_its_alliance(model):
    owner = model._meta.get_field("alliance")

    assert (owner.null, owner.remote_field.on_delete, name(owner.related_model)) == (
        False,
        models.PROTECT,
        "members.Alliance",
    )


@pytest.mark.parametrize("model", OF_AN_ALLIANCE, ids=name)
def test_what_is_unique_is_so_within_an_alliance(model):
    constraints = [each for each in model._meta.constraints if isinstance(each, models.UniqueConstraint)]

    assert [each.name for each in constraints if each.fields[:1] != ("alliance",)] == []
    assert model._meta.unique_together == ()


def test_fields_that_are_unique_by_themselves_are_one_to_one():
    alone = {
        f"{name(model)}.{field.name}"
        for model in OF_AN_ALLIANCE
        for field in model._meta.local_fields
        if field.unique and not field.primary_key
    }

    assert alone == ONE_TO_ONE


@pytest.mark.parametrize("model", OF_AN_ALLIANCE, ids=name)
def test_an_index_that_serves_a_page_begins_with_the_alliance(model):
    assert [each.name for each in model._meta.indexes if each.fields[:1] != ["alliance"]] == []


@pytest.mark.parametrize("model", OURS, ids=name)
def test_nothing_is_deleted_with_what_it_points_to(model):
    cascading = [
        field.name
        for field in model._meta.local_fields
        if field.is_relation and field.remote_field.on_delete is not models.PROTECT
    ]

    # Keys and open sessions go with the person whose they are.
    goes_along = {"accounts.PersonalToken", "accounts.OpenSession"}
    assert cascading == (["person"] if name(model) in goes_along else [])


@pytest.mark.parametrize("model", [model for model in OURS if issubclass(model, Owned)], ids=name)
def test_ids_are_made_in_the_order_of_time(model):
    first, second = model(), model()

    assert (first.pk.version, first.pk < second.pk) == (7, True)


def test_an_alliance_belongs_to_itself_and_a_row_to_its_alliance(cast):
    box = given.sealed_box(cast)

    assert {alliance_of(box), alliance_of(box.campaign), alliance_of(cast.alliance)} == {cast.alliance.pk}


def test_a_reference_says_what_and_which(cast):
    assert cast.alliance.ref == f"members.alliance:{cast.alliance.pk}"


def test_a_held_row_is_read_afresh(cast):
    box = given.sealed_box(cast)
    type(box).objects.filter(pk=box.pk).update(place="西口")

    assert (box.place, locked(box).place) == ("东口", "西口")
