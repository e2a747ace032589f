"""People as an alliance knows them, their posts with dates, and who stands in for whom."""

from typing import ClassVar
from uuid import UUID

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sealing.fields import SealedTextField
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.modules.members.models.dated import DatedModel
from gongjian.modules.members.models.organisations import Organisation


class Profile(AllianceOwned):
    """What one alliance knows about a person; other alliances have their own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="profiles")
    name = models.CharField(_("姓名"), max_length=40)
    phone = SealedTextField(_("电话"), mask="phone")
    # By this mark an equal number is found in this alliance; it differs from alliance to alliance.
    phone_mark = models.CharField(max_length=80, blank=True)
    other_phone = SealedTextField(_("另一个电话"), mask="phone")
    email = SealedTextField(_("电子邮箱"), mask="email")
    id_number = SealedTextField(_("身份证号"), mask="id_number")
    # Since when nothing but ids is left of it; such a profile never changes again (seal.py).
    erased_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("个人资料")
        constraints = (models.UniqueConstraint(fields=("alliance", "person"), name="one_profile_per_alliance"),)
        indexes = (models.Index(fields=("alliance", "phone_mark"), name="profiles_by_phone"),)

    @staticmethod
    def phone_purpose(alliance: UUID) -> str:
        """What the mark of a telephone number is for: the same number has another mark in another alliance."""
        return f"members.profile.phone:{alliance}"


class Power(models.TextChoices):
    """What a post may do; deeds ask for one of these, never for the name of a post."""

    LEAD = "lead", _("牵头拿主意")
    APPOINT = "appoint", _("管人员和职务")
    KEEP_CASH = "keep_cash", _("管钱箱和账")
    SUPERVISE = "supervise", _("监督")
    SPEAK = "speak", _("代表本单位")
    KEEP_CASES = "keep_cases", _("办帮扶个案")


class PostKind(AllianceOwned):
    """A kind of post and what it may do. Its powers never change: another kind is made, and people are appointed anew.

    So who might do what on a day of the past stays known.
    """

    class Standard(models.TextChoices):
        """The kinds that every alliance begins with."""

        SECRETARY = "secretary", _("书记")
        ORGANISER = "organiser", _("组织委员")
        DISCIPLINE = "discipline", _("纪检委员")
        LIAISON = "liaison", _("联络员")
        CASHIER = "cashier", _("出纳")
        SUPERVISOR = "supervisor", _("监督")
        CASE_KEEPER = "case_keeper", _("个案管理员")
        VOLUNTEER = "volunteer", _("志愿者")
        MEMBER = "member", _("成员")

    POWERS: ClassVar = {
        Standard.SECRETARY: (Power.LEAD, Power.APPOINT, Power.SPEAK),
        Standard.ORGANISER: (Power.APPOINT,),
        Standard.DISCIPLINE: (Power.SUPERVISE,),
        Standard.LIAISON: (Power.SPEAK,),
        Standard.CASHIER: (Power.KEEP_CASH,),
        Standard.SUPERVISOR: (Power.SUPERVISE,),
        Standard.CASE_KEEPER: (Power.KEEP_CASES,),
        Standard.VOLUNTEER: (),
        Standard.MEMBER: (),
    }

    code = models.SlugField(max_length=40)
    name = models.CharField(_("名称"), max_length=20)
    powers = models.JSONField(_("能办什么"), default=list)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("职务种类")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "code"), name="one_kind_per_code"),
            models.UniqueConstraint(fields=("alliance", "name"), name="one_kind_per_name"),
        )

    @property
    def label(self) -> str:
        """Its name in the reader's language; a kind that the alliance made itself is called as it called it."""
        return str(self.Standard(self.code).label) if self.code in self.Standard.values else self.name

    @property
    def power_names(self) -> list[str]:
        """What it may do, in the reader's language."""
        return [str(Power(power).label) for power in self.powers]


class Post(AllianceOwned, DatedModel):
    """What a person is for an organisation in an alliance, with dates; what one may do follows from it."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    kind = models.ForeignKey(PostKind, models.PROTECT, related_name="posts", verbose_name=_("职务"))

    class Meta:
        verbose_name = _("职务")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="post_ends_after_it_begins"
            ),
        )
        indexes = (
            models.Index(fields=("alliance", "person", "kind"), name="posts_of_a_person"),
            models.Index(fields=("alliance", "organisation", "begins_on"), name="posts_of_an_organisation"),
        )


class Delegation(AllianceOwned, DatedModel):
    """Somebody stands in for the holder of a post, for a period that has an end (代理)."""

    post = models.ForeignKey(Post, models.PROTECT, related_name="delegations")
    to = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="stands_in")
    reason = models.CharField(_("原因"), max_length=120)
    ended_at = models.DateTimeField(null=True)  # called back before its last day

    class Meta:
        verbose_name = _("代理")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=False) & Q(ends_on__gte=F("begins_on")), name="delegation_has_an_end"
            ),
        )
        indexes = (models.Index(fields=("alliance", "to"), name="stand_ins_of_a_person"),)
