"""What may be asked on the public site."""

from datetime import date

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.forms import day_field


class CompareForm(forms.Form):
    """The head of a day as somebody has kept it: the eight characters, with or without the dash."""

    day = day_field(_("哪天的总印"), help_text=_("写在发给联络员的通知里。"))
    short = forms.RegexField(
        label=_("八个字"),
        regex=r"^[0-9a-f]{4}-?[0-9a-f]{4}$",
        max_length=9,
        error_messages={
            "required": _("请填你留下的八个字，例如 7c3f-a91e。"),
            "invalid": _("总印是八个字，只有数字和 a 到 f，例如 7c3f-a91e。请对着你留的那张再看一遍。"),
        },
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "off", "placeholder": "7c3f-a91e"}),
    )

    def clean_short(self) -> str:
        """As the program writes it."""
        told = str(self.cleaned_data["short"]).replace("-", "")
        return f"{told[:4]}-{told[4:]}"

    def kept(self) -> tuple[date, str]:
        """The day, and the eight characters."""
        return self.cleaned_data["day"], self.cleaned_data["short"]
