"""A person: global and thin."""

from typing import ClassVar, Literal

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.ids import new_id


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

    objects: ClassVar[PersonManager] = PersonManager()

    USERNAME_FIELD = "username"

    class Meta:
        verbose_name = _("人员")

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
