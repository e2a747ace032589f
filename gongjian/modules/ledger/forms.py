"""The forms of the books."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation.forms import YuanField
from gongjian.modules.ledger.actions import Wanted
from gongjian.modules.ledger.models import Account, Fund
from gongjian.modules.ledger.queries.bookings import Choices
from gongjian.rulebook import ledger
from gongjian.rulebook.bookings import IN_HANDS, WAYS, Second
from gongjian.rulebook.ledger import EntryKind

_MOST_PIECES = 1_000_000


class AskReversalForm(forms.Form):
    """Why an entry is to be reversed."""

    reason = forms.CharField(
        label=_("为什么要冲销"),
        max_length=200,
        error_messages={"required": _("请写为什么要冲销，书记看了才好定。")},
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("会写在冲销那一笔的摘要里，人人看得到，请不要写人名。"),
    )


class MonthForm(forms.Form):
    """Which month is shown; the newest where none is asked for, or one that is not there."""

    def __init__(self, asked: Mapping[str, str], *, months: list[str]) -> None:
        """`months` are those in which something was entered, the newest first."""
        super().__init__(asked)
        self._months = months
        self.fields["month"] = forms.ChoiceField(
            label=_("月份"), choices=[(month, month) for month in months], required=False
        )

    def month(self) -> str:
        """The month to show."""
        return (self.is_valid() and self.cleaned_data["month"]) or self._months[0]


class RefuseCloseForm(forms.Form):
    """Why a month is not closed."""

    reason = forms.CharField(
        label=_("为什么不结账"),
        max_length=200,
        error_messages={"required": _("请写哪里对不上，出纳看了才好改。")},
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("会一直留着，请不要写人名。"),
    )


class ExplainAlarmForm(forms.Form):
    """What happened."""

    explanation = forms.CharField(
        label=_("怎么回事"),
        max_length=200,
        error_messages={"required": _("请写是怎么回事，大家看得到。")},
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("会一直留着，不能再改，请不要写人名。"),
    )


class AskBookingForm(forms.Form):
    """What is to be entered: only the questions that this kind of thing leaves open."""

    words = forms.CharField(
        label=_("摘要"), max_length=200, help_text=_("写清是什么事。会写进公开账本，人人看得到，请不要写人名。")
    )
    document = forms.CharField(
        label=_("单据号"),
        max_length=60,
        required=False,
        help_text=_("发票、银行回单、清单上的号码，只在联盟里看得到。"),
    )

    def __init__(self, typed: Mapping[str, Any] | None, *, kind: EntryKind, choices: Choices) -> None:
        """What can be chosen from depends on the alliance and on who asks."""
        super().__init__(typed)
        self.kind, self._choices = kind, choices
        asked = {**self._from_where(), **self._how_much(), **self._to_where()}
        self.fields = asked | self.fields
        for field in self.fields.values():
            chosen = isinstance(field, forms.ChoiceField)
            field.error_messages["required"] = _("还没有选。请选一项再提。") if chosen else _("还没有填。请填了再提。")

    def _from_where(self) -> dict[str, forms.Field]:
        out_of, allocates = WAYS[self.kind].out_of, self.kind is EntryKind.ALLOCATED
        asked: dict[str, forms.Field] = {}
        asked["fund"] = _fund(_("从哪项资金划出") if allocates else _("哪项资金"), self._choices.funds)
        if len(out_of) > 1:
            asked["from_account"] = _place(_("从哪里出"), out_of)
        return asked

    def _how_much(self) -> dict[str, forms.Field]:
        if ledger.GOODS not in (*WAYS[self.kind].out_of, *WAYS[self.kind].to):
            return {"amount": YuanField(label=_("金额（元）"))}
        pieces = forms.IntegerField(label=_("多少件"), min_value=1, max_value=_MOST_PIECES)
        return {"goods": _chosen(_("哪种物资"), self._choices.goods), "amount": pieces}

    def _to_where(self) -> dict[str, forms.Field]:
        way = WAYS[self.kind]
        if self.kind is EntryKind.ALLOCATED:
            return {"to_fund": _fund(_("划给哪项资金"), self._choices.to_funds)}
        if way.second is Second.RECEIVER:
            return {"receiver": _chosen(_("交给谁"), self._choices.receivers)}
        label = _("用在哪里") if self.kind is EntryKind.PAID else _("收到哪里")
        return {"to_account": _place(label, way.to)} if len(way.to) > 1 else {}

    def missing(self) -> str:
        """The question for which there is nothing to choose from, if there is one: then nothing can be asked for."""
        choices = self._choices
        there = {"fund": choices.funds, "to_fund": choices.to_funds, "goods": choices.goods}
        there["receiver"] = choices.receivers
        return next((name for name, found in there.items() if name in self.fields and not found), "")

    def fund(self) -> Fund:
        """The fund it is about."""
        return self._choices.funds[self.cleaned_data["fund"]]

    def wanted(self) -> Wanted:
        """What was filled in, and what goes without saying."""
        typed, way = self.cleaned_data, WAYS[self.kind]
        from_account = typed.get("from_account", way.out_of[0])
        return Wanted(
            kind=self.kind,
            amount=typed["amount"],
            words=typed["words"],
            from_account=from_account,
            to_account=from_account if self.kind is EntryKind.ALLOCATED else typed.get("to_account", way.to[0]),
            document=typed["document"],
            to_fund=self._choices.to_funds.get(typed.get("to_fund", "")),
            receiver_id=UUID(typed["receiver"]) if "receiver" in typed else None,
            goods_id=UUID(typed["goods"]) if "goods" in typed else None,
        )


def _fund(label: StrOrPromise, funds: Mapping[str, Fund]) -> forms.ChoiceField:
    return _chosen(label, {pk: fund.name for pk, fund in funds.items()})


def _chosen(label: StrOrPromise, names: Mapping[str, str]) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=[("", "—"), *names.items()])


def _place(label: StrOrPromise, accounts: Sequence[str]) -> forms.ChoiceField:
    """Where it lies, and for cash in whose hands: nobody spends what another holds."""
    named = [(code, _("我手里的现金") if code in IN_HANDS else Account(code).label) for code in accounts]
    return forms.ChoiceField(label=label, choices=named, widget=forms.RadioSelect)


class RefuseBookingForm(forms.Form):
    """Why something is not entered."""

    reason = forms.CharField(
        label=_("为什么不同意"),
        max_length=200,
        error_messages={"required": _("请写为什么不同意，提的人看了才知道怎么办。")},
        widget=forms.Textarea(attrs={"rows": 3, "class": "form-control"}),
        help_text=_("联盟里的人看得到，请不要写人名。"),
    )


class OpenFreeFundForm(forms.Form):
    """What a fund of free money is called."""

    name = forms.CharField(
        label=_("资金叫什么"), max_length=60, help_text=_("例如“机动资金”。没有指定用途，怎么用由联盟商量着定。")
    )


class AddGoodsForm(forms.Form):
    """A kind of goods, and in what it is counted."""

    name = forms.CharField(label=_("什么物资"), max_length=40, help_text=_("例如“被子”“老花镜”。"))
    unit = forms.CharField(label=_("单位"), max_length=10, help_text=_("一件一件数的时候怎么叫，例如“条”“副”。"))
