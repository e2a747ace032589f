"""The form for wishes about letters."""

from django import forms
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.notices.models import MailWishes
from gongjian.rulebook.sending import QuietHours


class MailWishesForm(forms.ModelForm):  # type: ignore[type-arg]  # not generic when it runs
    """Whether, which, and when not."""

    class Meta:
        model = MailWishes
        fields = ("wants_mail", "only_urgent", "quiet_from", "quiet_until")
        widgets = {
            name: forms.TimeInput(attrs={"type": "time", "class": "form-control"}, format="%H:%M")
            for name in ("quiet_from", "quiet_until")
        }
        help_texts = {
            "only_urgent": _("不勾的话，没看的事每天早上七点半合成一封。"),
            "quiet_until": _("两个时间一样，就是什么时候都可以发。"),
        }

    def mail(self) -> tuple[bool, bool]:
        """Letters at all, and only urgent ones."""
        return self.cleaned_data["wants_mail"], self.cleaned_data["only_urgent"]

    def quiet(self) -> QuietHours:
        """When not."""
        return QuietHours(self.cleaned_data["quiet_from"], self.cleaned_data["quiet_until"])
