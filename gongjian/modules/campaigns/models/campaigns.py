"""Campaigns: of which legal kind, with which papers."""

from datetime import date

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook import fundraising


class Campaign(AllianceOwned):
    """A collection of money for one purpose, of one legal type (募捐)."""

    class Kind(models.TextChoices):
        """The legal kinds (docs/rules/fundraising.md): chosen first, and never changed."""

        HANDED_OVER = fundraising.Kind.HANDED_OVER.value, _("代收转交慈善组织")
        MUTUAL_HELP = fundraising.Kind.MUTUAL_HELP.value, _("内部互助互济")
        DIRECT = fundraising.Kind.DIRECT.value, _("直接捐赠")
        REFERRAL = fundraising.Kind.REFERRAL.value, _("转介求助")
        JOINT = fundraising.Kind.JOINT.value, _("合作公开募捐")
        HISTORY = fundraising.Kind.HISTORY.value, _("历史记录")

    class Paper(models.TextChoices):
        """What is settled in writing before it begins; each kind needs its own. A field of the same name holds it."""

        CHARITY = fundraising.Paper.CHARITY.value, _("慈善组织")
        FILING = fundraising.Paper.FILING.value, _("公开募捐备案编号")
        AGREEMENT = fundraising.Paper.AGREEMENT.value, _("协议编号")
        SCOPE = fundraising.Paper.SCOPE.value, _("在什么范围里募")
        CEILING = fundraising.Paper.CEILING.value, _("上限（元）")
        LEFT_OVER = fundraising.Paper.LEFT_OVER.value, _("余款怎么办")
        RELATED = fundraising.Paper.RELATED.value, _("利害关系")

    code = models.SlugField(_("编号"))
    kind = models.CharField(_("类型"), max_length=20, choices=Kind)
    title = models.CharField(_("名称"), max_length=80)
    summary = models.TextField(_("说明"), max_length=600)
    fund = models.OneToOneField("ledger.Fund", models.PROTECT, related_name="campaign")
    organiser = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    began_on = models.DateField(_("开始"))
    ended_on = models.DateField(_("结束"), null=True, blank=True)
    charity = models.CharField(Paper.CHARITY.label, max_length=80, blank=True)
    filing = models.CharField(Paper.FILING.label, max_length=40, blank=True)
    agreement = models.CharField(Paper.AGREEMENT.label, max_length=40, blank=True)
    scope = models.CharField(Paper.SCOPE.label, max_length=200, blank=True)
    # In fen.
    ceiling = models.BigIntegerField(Paper.CEILING.label, null=True, blank=True)
    left_over = models.CharField(Paper.LEFT_OVER.label, max_length=300, blank=True)
    related = models.CharField(Paper.RELATED.label, max_length=300, blank=True)

    class Meta:
        verbose_name = _("募捐")
        constraints = (
            models.UniqueConstraint(fields=("alliance", "code"), name="one_campaign_per_code"),
            models.CheckConstraint(
                condition=Q(ceiling__isnull=True) | Q(ceiling__gt=0), name="a_ceiling_is_above_nothing"
            ),
        )

    def __str__(self) -> str:
        """Its title, which names nobody."""
        return self.title

    def collects_on(self, day: date) -> bool:
        """Whether it is of a kind that collects, and not over by then."""
        may = fundraising.Act.COLLECT in fundraising.WAYS[fundraising.Kind(self.kind)].may
        return may and (self.ended_on is None or self.ended_on >= day)

    @property
    def is_public(self) -> bool:
        """Whether its kind may have a public page."""
        return fundraising.Act.PUBLISH in fundraising.WAYS[fundraising.Kind(self.kind)].may
