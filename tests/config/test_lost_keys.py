"""A database whose keys were lost is not started with new ones."""

import pytest
from django.core.management import CommandError

from gongjian.config import operations
from gongjian.foundation.sealing import keys
from gongjian.modules.members.actions import Contact, set_contact
from gongjian.modules.members.models import Profile
from tests import given


def start(settings, tmp_path):
    settings.KEYS = tmp_path / "keys.json"
    operations._make_keys()  # noqa: SLF001  the one step of starting that is about keys


def test_a_new_house_gets_its_first_keys(cast, settings, tmp_path):
    start(settings, tmp_path)

    assert [key.number for key in keys.ring().keys] == [1]


def test_where_something_is_sealed_lost_keys_are_said_and_not_made_anew(cast, settings, tmp_path):
    profile = Profile.objects.get(alliance=cast.alliance, person=cast.school)
    set_contact(actor=given.SETUP, profile=profile, contact=Contact(phone="13800138000"))

    with pytest.raises(CommandError) as refusal:
        start(settings, tmp_path)

    assert str(refusal.value).startswith(f"密钥不在 {tmp_path / 'keys.json'}")
    assert not (tmp_path / "keys.json").exists()
