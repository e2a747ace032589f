"""What the forms of all modules share."""

from datetime import date

from django import forms
from django.utils.translation import gettext as _
from django_stubs_ext import StrOrPromise

from gongjian.foundation import clock
from gongjian.foundation.sentences import sentence
from gongjian.rulebook import money
from gongjian.rulebook.errors import RuleBroken


class YuanField(forms.CharField):
    """An amount above nothing, typed in yuan, kept in fen (docs/rules/money.md)."""

    def __init__(self, *, label: StrOrPromise, help_text: StrOrPromise = "", required: bool = True) -> None:
        """A phone offers figures; nothing is rounded and nothing is guessed."""
        figures = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        super().__init__(label=label, help_text=help_text, required=required, max_length=20, widget=figures)

    def clean(self, value: object) -> int | None:
        """The amount in fen; empty stays empty where it may."""
        typed = super().clean(value)
        try:
            return money.fen_of(typed) if typed else None
        except RuleBroken as broken:
            raise forms.ValidationError(sentence(broken)) from broken


class ConfirmForm(forms.Form):
    """Nothing to fill in: sending it is the confirmation."""


def day_field(label: StrOrPromise, *, help_text: StrOrPromise = "", required: bool = True) -> forms.DateField:
    """A day, picked or typed; today unless it may stay empty."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    first = clock.today if required else None
    return forms.DateField(label=label, help_text=help_text, required=required, initial=first, widget=widget)


class TermForm(forms.Form):
    """From a day until a day, or until further notice."""

    def clean(self) -> dict[str, object]:
        """A term does not end before it begins."""
        cleaned = super().clean() or {}
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if isinstance(begins_on, date) and isinstance(ends_on, date) and ends_on < begins_on:
            self.add_error("ends_on", _("不能比开始那天更早。请改日期，或者空着。"))
        return cleaned
