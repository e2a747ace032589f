"""The form for a personal token."""

from django import forms
from django.utils.translation import gettext_lazy as _


class TokenForm(forms.Form):
    """Where the token will be used."""

    label = forms.CharField(label=_("用在哪里"), max_length=60, help_text=_("例如：清点用的平板。停用时靠它认出来。"))
