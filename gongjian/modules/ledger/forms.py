"""The forms of the books."""

from collections.abc import Mapping

from django import forms
from django.utils.translation import gettext_lazy as _


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
