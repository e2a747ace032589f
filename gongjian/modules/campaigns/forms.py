"""Notes and coins in the browser, and the other small forms of this module."""

from collections.abc import Mapping

from django import forms
from django.forms.models import fields_for_model
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.forms import YuanField, day_field
from gongjian.foundation.sentences import sentence
from gongjian.foundation.sheets.bills import MOST_MEGABYTES
from gongjian.modules.campaigns.actions import Outline, Told
from gongjian.modules.campaigns.models import Campaign, Payment
from gongjian.rulebook import fundraising
from gongjian.rulebook.cash import DENOMINATIONS, CashCount, cash_count
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.money import in_short

ALL = frozenset(DENOMINATIONS)


class CashCountForm(forms.Form):
    """How many pieces of each denomination; an empty field means none.

    In a recount only what differs is asked again; the rest stays as this person counted it before.
    """

    def __init__(self, data: QueryDict | None, *, before: CashCount | None = None, asked: frozenset[int] = ALL) -> None:
        """`before` is the person's own last count, `asked` the denominations (fen) to count now."""
        super().__init__(data)
        self.before = before
        for denomination in DENOMINATIONS:
            if denomination in asked:
                self.fields[f"pieces_{denomination}"] = _pieces_field(denomination, again=before is not None)

    def clean(self) -> dict[str, object]:
        """Let the rulebook judge the numbers; what it says stands beside the field it is about."""
        cleaned = super().clean() or {}
        if not self.errors and all(number is None for number in cleaned.values()):
            # An empty form is more often a slip than an empty box.
            self.add_error(None, _("一格都没有填。箱子里真的没有钱，请至少在一格里填 0。"))
        pieces = dict(self.before.pieces) if self.before else {}
        for name, number in cleaned.items():
            pieces[int(name.removeprefix("pieces_"))] = number or 0
        try:
            self.counted = cash_count(pieces)
        except RuleBroken as broken:
            self.add_error(f"pieces_{broken.facts['denomination']}", sentence(broken))
        return cleaned


def _pieces_field(denomination: int, *, again: bool) -> forms.IntegerField:
    """In a recount nothing is filled in beforehand and nothing may stay empty: the number is to be counted anew."""
    label = _("%(denomination)s 元") % {"denomination": in_short(denomination)}
    return forms.IntegerField(
        label=label,
        required=again,
        error_messages={
            "required": _("请再数一遍%(label)s，填上张数，没有就填 0。") % {"label": label},
            "invalid": _("%(label)s填的不是整数。请填几张或几枚，只写数字，没有就填 0。") % {"label": label},
        },
        widget=forms.TextInput(attrs={"inputmode": "numeric", "autocomplete": "off", "class": "form-control num"}),
    )


class OpenCampaignForm(forms.Form):
    """What a campaign of this kind is about, who is in charge, and the papers that the kind needs."""

    title = forms.CharField(label=_("名称"), max_length=80, help_text=_("会公开，不写受助人的姓名、学校、年级、病名。"))
    summary = forms.CharField(
        label=_("说明"),
        max_length=600,
        widget=forms.Textarea(attrs={"rows": 4, "class": "form-control"}),
        help_text=_("为什么募、交给谁。捐不捐、捐多少都自愿，不写指标，不留付款的网址。"),
    )
    organiser = forms.ChoiceField(label=_("负责人"))
    began_on = day_field(_("从哪天"))
    ended_on = day_field(_("到哪天"), required=False, help_text=_("还没有定，可以空着。"))

    def __init__(
        self, typed: Mapping[str, object] | None, *, kind: fundraising.Kind, people: Mapping[str, str]
    ) -> None:
        """`people` are those who may be in charge, by id."""
        super().__init__(typed)
        self.kind = kind
        chosen = self.fields["organiser"]
        if isinstance(chosen, forms.ChoiceField):
            chosen.choices = [("", "—"), *people.items()]
        for paper in fundraising.WAYS[kind].papers:
            self.fields[paper.value] = _paper(paper)
        self.fields["ended_on"].required = kind is fundraising.Kind.HISTORY

    def outline(self) -> Outline:
        """What was filled in."""
        typed = dict(self.cleaned_data)
        papers = {paper.value for paper in fundraising.WAYS[self.kind].papers} - {fundraising.Paper.CEILING}
        return Outline(
            kind=Campaign.Kind(self.kind),
            organiser=Person.objects.get(pk=typed.pop("organiser")),
            papers={name: typed.pop(name) for name in papers},
            **typed,
        )


def _paper(paper: fundraising.Paper) -> forms.Field:
    """The question for a paper, as long as the field that holds the answer."""
    if paper is fundraising.Paper.CEILING:
        return YuanField(
            label=Campaign.Paper.CEILING.label, help_text=_("募到这个数就停，多出来的照“余款怎么办”处理。")
        )
    field: forms.Field = fields_for_model(Campaign, fields=[paper.value])[paper.value]
    field.required, field.help_text = True, _HELP[paper]
    return field


_HELP = {
    fundraising.Paper.CHARITY: _("写登记的全名，要有公开募捐资格。"),
    fundraising.Paper.FILING: _("慈善组织在民政部门备案的编号。"),
    fundraising.Paper.AGREEMENT: _("写明协议的编号和签的日子。"),
    fundraising.Paper.SCOPE: _("哪个单位、哪个社区里面。走在街上的人不算。"),
    fundraising.Paper.LEFT_OVER: _("病好了、人不在了、募多了，剩下的钱交给谁，先写清楚。"),
    fundraising.Paper.RELATED: _("经办的人和受益人有没有亲属、雇用这样的关系；没有就写“没有”。不写人名。"),
}


class ReadBillForm(forms.Form):
    """The file as WeChat or Alipay gives it."""

    file = forms.FileField(
        label=_("账单文件"),
        error_messages={"required": _("请先选一个文件。"), "empty": _("这个文件是空的，请换一个。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".csv,.zip", "class": "form-control"}),
        help_text=_(
            "从微信商户平台下载的“交易账单”，或者从支付宝商家平台下载的“业务明细”，下载下来是什么样就传什么样。"
        ),
    )
    told: Told

    def clean(self) -> dict[str, object]:
        """Read the file, or say why it cannot be read."""
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                self.told = Told.by(bytes(file.read(MOST_MEGABYTES * 1024 * 1024 + 1)))
            except RuleBroken as broken:
                self.add_error("file", sentence(broken))
        return cleaned


class JudgePaymentForm(forms.Form):
    """Whether a payment counts, and why."""

    answer = forms.ChoiceField(label=_("这一笔"), choices=Payment.Answer.choices, widget=forms.RadioSelect)
    reason = forms.CharField(
        label=_("为什么"),
        max_length=200,
        error_messages={"required": _("请写为什么，以后查得到。")},
        help_text=_("联盟里的人看得到，请不要写人名。"),
    )

    def __init__(self, typed: Mapping[str, object] | None, *, payment: Payment) -> None:
        """What gives money back never counts as a gift: it can only be left out."""
        super().__init__(typed)
        asked = self.fields["answer"]
        if payment.amount < 0 and isinstance(asked, forms.ChoiceField):
            asked.choices = [(Payment.Answer.LEFT_OUT.value, Payment.Answer.LEFT_OUT.label)]
            asked.initial = Payment.Answer.LEFT_OUT.value


class SealBoxForm(forms.Form):
    """Where the box will stand, and the number of its seal."""

    place = forms.CharField(
        label=_("放在哪里"), max_length=60, help_text=_("写地点，不写人名，例如：东口。这个名称会公开。")
    )
    seal_number = forms.CharField(label=_("封条号"), max_length=20, help_text=_("照封条上印的写，每张封条只用一次。"))


class HandOutBoxForm(forms.Form):
    """By when the box is to be back and counted."""

    back_on = forms.DateField(
        label=_("哪天交回清点"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        help_text=_("到这一天要两个人清点。"),
    )


class BankBoxForm(forms.Form):
    """The number of the bank's deposit slip."""

    deposit_slip = forms.CharField(label=_("存款回单号"), max_length=40, help_text=_("在银行回单右上角。"))
