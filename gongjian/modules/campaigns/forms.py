"""Notes and coins in the browser, and the other small forms of this module."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.sentences import sentence
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
