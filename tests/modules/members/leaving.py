"""Somebody who has left and may be erased, and words that are found again wherever they are kept."""

from datetime import timedelta

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection

from gongjian.foundation import clock
from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.modules.members.actions import Contact, ask_erasure, erase_person, set_contact
from gongjian.modules.members.models import ErasureRequest, Profile
from tests import given
from tests.cast import Cast
from tests.modules.members.people import profile_of

CONTACT = Contact(phone="13800138000", other_phone="02156551234", email="qian@163.com", id_number="11010519491231002X")


def wanted(cast: Cast, role: str = "former_cashier") -> ErasureRequest:
    """Somebody whose post is over asks to be erased."""
    profile = profile_of(cast, role)
    return ask_erasure(actor=profile.person, profile=profile, reason="搬走了")


def erased(cast: Cast, role: str = "former_cashier") -> Profile:
    """Somebody whose post is over, with numbers, erased because the secretary agreed."""
    set_contact(actor=given.SETUP, profile=profile_of(cast, role), contact=CONTACT)
    erase_person(actor=cast.secretary, erasure=wanted(cast, role))
    return profile_of(cast, role)


def everything_kept() -> str:
    """Every row of every table as it lies in the database, what is sealed opened, and the sessions."""
    found = [str([session.get_decoded() for session in Session.objects.all()])]
    for model in apps.get_models():
        found.append(str(list(model._base_manager.values_list())))
        for field in model._meta.local_fields:
            if isinstance(field, SealedTextField):
                found += [getattr(row, field.name).opened() for row in model._base_manager.all()]
        with connection.cursor() as cursor:
            cursor.execute(f'SELECT * FROM "{model._meta.db_table}"')  # noqa: S608  a table of ours
            found.append(str(cursor.fetchall()))
    return "\n".join(found)


def in_half_a_year():
    """The clock, when what was answered today need not be kept any longer."""
    return clock.set_to(given.NOON + timedelta(days=183))
