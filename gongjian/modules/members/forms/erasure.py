"""The forms about erasing a person."""

from django import forms
from django.utils.translation import gettext_lazy as _


class AskErasureForm(forms.Form):
    """Why; about oneself nobody has to say it."""

    reason = forms.CharField(
        label=_("为什么删除"),
        max_length=120,
        required=False,
        help_text=_("删自己的，可以不写。删别人的要写，另一位看了好决定。"),
    )


class RefuseErasureForm(forms.Form):
    """Why not."""

    answer = forms.CharField(
        label=_("为什么不删"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_("本人看得到这句话。"),
    )
