"""Alliances, sides, organisations, people's profiles and dated posts."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned, Owned


def in_force_on(day: date) -> Q:
    """The dated rows that hold on a day; the end day is the last one that counts."""
    return Q(begins_on__lte=day) & (Q(ends_on__isnull=True) | Q(ends_on__gte=day))


class DatedModel(models.Model):
    """Something that begins on a day and may end on one."""

    begins_on = models.DateField(_("从"))
    ends_on = models.DateField(_("到"), null=True, blank=True)

    class Meta:
        abstract = True


class Alliance(Owned):
    """Organisations of one neighbourhood that pool what they have (共建联盟)."""

    OWNER = "global"

    slug = models.SlugField(unique=True)
    name = models.CharField(_("名称"), max_length=80)
    short_name = models.CharField(_("简称"), max_length=40)
    phone = models.CharField(_("监督电话"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("联盟")

    def __str__(self) -> str:
        """Its name: public data."""
        return self.name


class Side(AllianceOwned):
    """One of the sides (六方) that an alliance is made of; which ones is data."""

    name = models.CharField(_("名称"), max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("一方")
        constraints = (models.UniqueConstraint(fields=("alliance", "position"), name="one_side_per_position"),)


class Organisation(Owned):
    """An organisation, which may belong to several alliances (党组织、单位)."""

    OWNER = "global"

    name = models.CharField(_("名称"), max_length=80)

    class Meta:
        verbose_name = _("组织")

    def __str__(self) -> str:
        """Its name: public data."""
        return self.name


class Membership(AllianceOwned, DatedModel):
    """An organisation's place in an alliance: on which side, from when until when."""

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="memberships")
    side = models.ForeignKey(Side, models.PROTECT, related_name="memberships")
    leads = models.BooleanField(_("牵头"), default=False)

    class Meta:
        verbose_name = _("成员资格")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "organisation", "begins_on"), name="one_membership_per_start"),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")),
                name="membership_ends_after_it_begins",
            ),
        )


class Profile(AllianceOwned):
    """What one alliance knows about a person; other alliances have their own."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="profiles")
    name = models.CharField(_("姓名"), max_length=40)

    class Meta:
        verbose_name = _("个人资料")
        constraints = (models.UniqueConstraint(fields=("alliance", "person"), name="one_profile_per_alliance"),)


class Post(AllianceOwned, DatedModel):
    """What a person is for an organisation in an alliance, with dates; what one may do follows from it."""

    class Kind(models.TextChoices):
        """The kinds of posts."""

        SECRETARY = "secretary", _("书记")
        LIAISON = "liaison", _("联络员")
        CASHIER = "cashier", _("出纳")
        SUPERVISOR = "supervisor", _("监督")
        VOLUNTEER = "volunteer", _("志愿者")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="posts")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="posts")
    kind = models.CharField(_("职务"), max_length=20, choices=Kind)

    class Meta:
        verbose_name = _("职务")
        constraints = (
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="post_ends_after_it_begins"
            ),
        )
        indexes = (models.Index(fields=("alliance", "person", "kind"), name="posts_of_a_person"),)


class Decision(AllianceOwned, DatedModel):
    """Something that the alliance has decided and the program obeys, with the meeting that decided it."""

    class Kind(models.TextChoices):
        """What can be decided so far."""

        TWO_ORGANISATIONS = "two_organisations", _("同一只箱由两家单位的人清点")

    kind = models.CharField(_("决定"), max_length=40, choices=Kind)
    decided_at = models.CharField(_("在哪次会上定的"), max_length=120)

    class Meta:
        verbose_name = _("决定")
