"""What of an account is sealed, for whoever renews the keys."""

from allauth.mfa.models import Authenticator
from django.db import transaction

from gongjian.foundation.accounts.adapter import SECRET
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.sealing import keys
from gongjian.foundation.sealing.reencrypt import Elsewhere, SomeStayedShut, also_sealed, marks_from

# Where in its row the library keeps the secret of a phone, and the seed of the recovery codes.
_PLACES = {Authenticator.Type.TOTP: "secret", Authenticator.Type.RECOVERY_CODES: "seed"}


def _anything() -> bool:
    return Authenticator.objects.filter(type__in=_PLACES).exists()


def _move() -> int:
    moved, shut = 0, []
    for pk in list(Authenticator.objects.filter(type__in=_PLACES).order_by("pk").values_list("pk", flat=True)):
        try:
            moved += _moved(pk)
        except keys.CannotOpen:
            shut.append(f"mfa.authenticator:{pk} data")
    if shut:
        raise SomeStayedShut(moved, shut)
    return moved


def _moved(pk: int) -> int:
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(pk=pk).first()
        if row is None:
            return 0
        place = _PLACES[Authenticator.Type(row.type)]
        if keys.key_number(row.data[place]) == keys.ring().newest.number:
            return 0
        row.data[place] = keys.seal(keys.unseal(row.data[place], SECRET), SECRET)
        row.save(update_fields=["data"])
        return 1


marks_from(Person, "phone", "phone_mark", lambda _person: Person.phone_purpose())
also_sealed(Elsewhere(_anything, _move))
