"""What the tests of this module ask for: somebody with a slip in his hand, and the pages of the module."""

from uuid import uuid4

from django.test import Client
from django.urls import reverse

from gongjian.foundation.access import SystemActor
from gongjian.foundation.accounts.models import Person
from gongjian.modules.entrance.actions import Login, use_slip
from gongjian.modules.entrance.models import Slip

HOLDER = SystemActor("slip")
TYPE_IT = reverse("entrance:use_slip")
OVERVIEW = reverse("entrance:entrance")
PASSWORD = "jin-men-2026-zhi-tiao"
OFFICE = "这一步要由书记、组织委员或者监督来办。"
ONESELF = "或者由本人来办。"
NOT_ONESELF = "自己的事要请别人来办。"


def at(name: str, record) -> str:
    """The page of a deed."""
    return reverse(f"entrance:{name}", args=[record.pk])


def typed_in(code: str, *, visitor: Client | None = None, **more: str):
    """Somebody without an account types the code of a slip, and perhaps what he wants to sign in with."""
    return (visitor or Client()).post(TYPE_IT, {"one_time_key": str(uuid4()), "code": code, **more})


def chosen(username: str = "tongxiaoshi", password: str = PASSWORD) -> dict[str, str]:
    """What somebody wants to sign in with."""
    return {"username": username, "password": password, "again": password}


def used(slip: Slip, username: str = "tongxiaoshi") -> Person:
    """Somebody has used the slip; the person as he is now."""
    use_slip(actor=HOLDER, slip=slip, login=Login(username, "!after"))
    return Person.objects.get(pk=slip.person_id)


def said(answer) -> str:
    """The page in words."""
    return answer.content.decode()
