"""Closing the account of a person whom no alliance knows any more."""

from django.contrib.sessions.models import Session
from django.db.models import CASCADE

from gongjian.foundation.accounts.models import Person


def close_account(person: Person) -> None:
    """Nobody signs in with it again; the row stays as an id that leads nowhere.

    Whatever goes with an account goes: keys for programs, addresses, second factors, sessions.
    """
    for relation in Person._meta.related_objects:
        if relation.on_delete is CASCADE:
            relation.related_model._base_manager.filter(**{relation.field.name: person}).delete()
    for session in list(Session.objects.all()):
        if session.get_decoded().get("_auth_user_id") == str(person.pk):
            session.delete()
    Person.objects.filter(pk=person.pk).update(
        username=f"erased-{person.pk.hex}",
        password="!",  # noqa: S106  no password fits "!"
        phone="",
        phone_mark=None,
        last_login=None,
        is_active=False,
        is_superuser=False,
    )
