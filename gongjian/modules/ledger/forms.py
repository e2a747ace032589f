"""The forms of the books."""

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
