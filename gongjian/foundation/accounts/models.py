"""A person: global and thin."""

from typing import ClassVar, Literal

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.ids import new_id
from gongjian.foundation.sealing.fields import SealedTextField


class PersonManager(BaseUserManager["Person"]):
    """Finds people by the name they sign in with."""


class Person(AbstractBaseUser):
    """Somebody who takes part, in one alliance or several.

    Only the sign-in is kept here; name, contact and everything else live in a profile per alliance, so alliances
    never see each other's data of the same person.
    """

    OWNER: ClassVar[Literal["global"]] = "global"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    username = models.CharField(
        _("登录名"),
        max_length=150,
        unique=True,
        validators=[UnicodeUsernameValidator()],
        error_messages={"unique": _("这个登录名已经有人用了，请换一个。")},
    )
    is_active = models.BooleanField(default=True)
    # An operator keeps the machine running. The mark opens no record and passes no rule: nothing in access.py asks it.
    is_superuser = models.BooleanField(default=False)
    created_at = models.DateTimeField(auto_now_add=True)
    # Another way to say who one is, set by the person alone; what an alliance keeps of the person is another field.
    phone = SealedTextField(_("登录用的手机号"), mask="phone")
    phone_mark = models.CharField(max_length=80, unique=True, null=True, editable=False)  # noqa: DJ001  nobody's mark

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = _("人员")

    @staticmethod
    def phone_purpose() -> str:
        """What the mark of a number is made for: not the purpose of any alliance, so that the two never compare."""
        return "accounts.person.phone"

    def __str__(self) -> str:
        """The id, never the name: logs and error pages show no personal data."""
        return f"person:{self.pk}"

    @property
    def ref(self) -> str:
        """How the audit log and other records point to a person."""
        return f"accounts.person:{self.pk}"


class PersonalToken(models.Model):
    """A key with which a person's own program may do what the person may do."""

    OWNER: ClassVar[Literal["global"]] = "global"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="tokens")  # a person's keys go with the person
    label = models.CharField(_("用在哪里"), max_length=60)
    fingerprint = models.CharField(max_length=64, unique=True)
    issued_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("接口密钥")


class OpenSession(models.Model):
    """Somebody is signed in on a device (登录中的设备): which kind of device and since when, not from where."""

    OWNER: ClassVar[Literal["global"]] = "global"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    person = models.ForeignKey(Person, models.CASCADE, related_name="open_sessions")  # goes with the person
    session_key = models.CharField(max_length=40, unique=True, editable=False)
    system = models.CharField(max_length=20, blank=True)
    browser = models.CharField(max_length=20, blank=True)
    began_at = models.DateTimeField()
    last_seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("登录中的设备")


class Attempts(models.Model):
    """How often a password or a code was tried (试错次数) for one name, device or address in one slice of time.

    Names and addresses stand here as keyed hashes only. `count` is what the limits judge by, and a success puts it back
    to nothing; `failed` stays for the person to see.
    """

    OWNER: ClassVar[Literal["global"]] = "global"

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    bucket = models.CharField(max_length=40)
    key = models.CharField(max_length=80)
    device = models.CharField(max_length=80, blank=True)
    began = models.BigIntegerField()  # whole minutes since 1970, as the rulebook counts them
    count = models.PositiveIntegerField(default=0)
    failed = models.PositiveIntegerField(default=0)
    keep_until = models.BigIntegerField(db_index=True)

    class Meta:
        verbose_name = _("试错次数")
        constraints = (
            models.UniqueConstraint(fields=("bucket", "key", "device", "began"), name="one_row_for_a_slice_of_time"),
        )
