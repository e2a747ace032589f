"""Every field of every record is classified; what is about a person says why, who sees it and how long."""

import tomllib
from pathlib import Path

import pytest
from django.apps import apps
from django.db.models import ForeignKey

import gongjian
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.policies import policies_of
from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.foundation.wiring import every_kind

FILE = Path(gongjian.__file__).with_name("policies") / "fields.toml"
MODELS = [model for model in apps.get_models() if model.__module__.startswith("gongjian.")]
SAID = {"who": {"public", "members", "own", "keeper"}, "keep": {"post", "books", "log", "account"}}
ERASED = {"blank", "stays"}


# What a person's page shows of a record leads to him, or is told in words; these two are told by neither.
NOT_SHOWN = {
    "accounts.Person.password": "only what was computed of it is kept",
    "accounts.Person.phone_mark": "a number by which an equal one is found, of no use to anybody else",
    "promises.CalendarFeed.secret_mark": "only what was computed of the secret is kept",
    "members.Profile.phone_mark": "a number by which an equal one is found, of no use to anybody else",
    **dict.fromkeys(
        (f"roster.Roster.{name}" for name in ("understood", "answers", "changed")),
        "a sheet is about others: each of them finds his own in his profile",
    ),
}


def policies():
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))
    return {f"{app}.{model}": rules for app, models in told.items() for model, rules in models.items()}


def unclassified(fields, rules):
    """Fields without a rule, rules without a field, and fields with two."""
    personal, plain = set(rules) - {"plain"}, set(rules["plain"])
    return sorted((set(fields) ^ (personal | plain)) | (personal & plain))


def label(model):
    return model._meta.label


def fields_of(model):
    return [field.name for field in model._meta.local_fields]


def test_a_new_field_without_a_rule_is_found():
    assert unclassified(["id", "phone"], {"plain": ["id"]}) == ["phone"]
    assert unclassified(["id"], {"plain": ["id"], "phone": {}}) == ["phone"]
    assert unclassified(["id"], {"plain": ["id"], "id": {}}) == ["id"]


def test_every_record_is_classified():
    assert set(policies()) == {label(model) for model in MODELS}


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_every_field_is_plain_or_has_its_rule(model):
    assert unclassified(fields_of(model), policies()[label(model)]) == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_what_is_sealed_or_leads_to_a_person_is_personal(model):
    about_people = [
        field.name
        for field in model._meta.local_fields
        if isinstance(field, SealedTextField) or (isinstance(field, ForeignKey) and field.related_model is Person)
    ]

    assert [name for name in about_people if name in policies()[label(model)]["plain"]] == []


@pytest.mark.parametrize("model", MODELS, ids=label)
def test_a_personal_field_says_why_who_how_long_and_what_then(model):
    for name, rule in policies()[label(model)].items():
        if name != "plain":
            assert set(rule) == {"why", "who", "keep", "erase"}, name
            assert (rule["who"] in SAID["who"], rule["keep"] in SAID["keep"], rule["erase"] in ERASED) == (True,) * 3


def test_what_is_sealed_is_seen_by_a_logged_look_only():
    sealed = {
        f"{label(model)}.{field.name}": policies()[label(model)][field.name]["who"]
        for model in MODELS
        for field in model._meta.local_fields
        if isinstance(field, SealedTextField)
    }

    assert sealed == dict.fromkeys(
        (
            "accounts.Person.phone",
            *(f"members.Profile.{name}" for name in ("phone", "other_phone", "email", "id_number")),
            *(f"feedback.Feedback.{name}" for name in ("words", "name", "contact", "answer")),
            "campaigns.Payment.number",
            *(f"roster.Roster.{name}" for name in ("understood", "answers", "changed")),
        ),
        "keeper",
    )


def untold(model, kinds):
    """Personal fields of a model that no kind of record leads by to the person, and none shows."""
    mine = {lookup.split("__")[0] for kind in kinds for lookup in kind.mine}
    shown = {path for kind in kinds for path in kind.shows}
    return sorted(set(policies_of(model)) - mine - shown)


def leads_to_somebody(model):
    """Whether a record is somebody's: a text like the memo of an entry names nobody whom the program knows."""
    return model is Person or any(
        isinstance(field, ForeignKey) and field.related_model is Person for field in model._meta.local_fields
    )


@pytest.mark.parametrize("model", [model for model in MODELS if policies_of(model)], ids=label)
def test_each_person_finds_every_personal_field_on_the_own_page(model):
    kinds = [kind for kind in every_kind() if kind.model is model]

    left = [name for name in untold(model, kinds) if f"{label(model)}.{name}" not in NOT_SHOWN]

    assert left == [] or not leads_to_somebody(model)


def test_a_record_of_a_new_kind_that_nobody_told_of_is_found():
    assert untold(Person, []) == ["last_login", "password", "phone", "phone_mark", "username"]


def test_what_is_not_shown_is_there():
    assert [name for name in NOT_SHOWN if name.rsplit(".", 1)[1] not in policies()[name.rsplit(".", 1)[0]]] == []
