"""Alliances, their sides, and the organisations in them and around them."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned, Owned
from gongjian.modules.members.models.dated import DatedModel


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

    # What an alliance begins with unless it says otherwise; stored as data, hence in Chinese for every reader.
    STANDARD = ("两新党组织", "行业委员会", "国有企业", "市场监督管理所", "学校", "居民区")

    name = models.CharField(_("名称"), max_length=40)
    position = models.PositiveSmallIntegerField()

    class Meta:
        verbose_name = _("一方")
        constraints = (models.UniqueConstraint(fields=("alliance", "position"), name="one_side_per_position"),)


class Organisation(Owned):
    """An organisation, which may belong to several alliances (党组织、单位)."""

    OWNER = "global"

    name = models.CharField(_("名称"), max_length=80)
    # GB 32100-2015; Party organisations have none. By it two alliances know that they mean the same organisation.
    credit_code = models.CharField(_("统一社会信用代码"), max_length=18, blank=True)

    class Meta:
        verbose_name = _("组织")
        constraints = (
            models.UniqueConstraint(
                fields=("credit_code",), condition=~Q(credit_code=""), name="one_organisation_per_code"
            ),
        )

    def __str__(self) -> str:
        """Its name: public data."""
        return self.name


class OrganisationName(AllianceOwned):
    """What an organisation is called from a day on, as one alliance has written it down (改名).

    The 工商所 became a 市场监督管理所. An organisation of several alliances goes by the new name when all of them have
    written it: no alliance changes another's pages.
    """

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="names")
    name = models.CharField(_("名称"), max_length=80)
    begins_on = models.DateField(_("从"))
    before = models.CharField(_("以前叫"), max_length=80)

    class Meta:
        verbose_name = _("组织名称")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "organisation", "begins_on"), name="one_name_per_day"),
        )


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


class Relation(AllianceOwned, DatedModel):
    """What an organisation outside is to the alliance: the Party committee above it, a charity, a union (外部单位)."""

    class Kind(models.TextChoices):
        """The kinds of relations."""

        ABOVE = "above", _("上级党组织")
        UNION = "union", _("工会")
        CHARITY = "charity", _("慈善组织")
        AUTHORITY = "authority", _("主管部门")
        OTHER = "other", _("其他单位")

    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="relations")
    kind = models.CharField(_("是什么单位"), max_length=20, choices=Kind)

    class Meta:
        verbose_name = _("外部关系")
        constraints = (
            models.UniqueConstraint(
                fields=("alliance", "organisation", "kind", "begins_on"), name="one_relation_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on__isnull=True) | Q(ends_on__gte=F("begins_on")), name="relation_ends_after_it_begins"
            ),
        )


class Decision(AllianceOwned, DatedModel):
    """Something that the alliance has decided and the program obeys, with the meeting that decided it."""

    class Kind(models.TextChoices):
        """What can be decided so far."""

        TWO_ORGANISATIONS = "two_organisations", _("同一只箱由两家单位的人清点")

    kind = models.CharField(_("决定"), max_length=40, choices=Kind)
    decided_at = models.CharField(_("在哪次会上定的"), max_length=120)

    class Meta:
        verbose_name = _("决定")
