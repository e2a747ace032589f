"""A sample form with every kind of field, for the style page."""

from decimal import Decimal
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _


class SampleForm(forms.Form):
    """Plans a service day; nothing is kept."""

    name = forms.CharField(label=_("活动名称"), max_length=30)
    budget = forms.DecimalField(
        label=_("预算"),
        help_text=_("没有就填 0"),
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": _("只填数字，例如 1500.00")},
    )
    place = forms.ChoiceField(label=_("地点"), choices=[("east", _("东口广场")), ("room", _("党群服务站"))])
    note = forms.CharField(label=_("说明"), required=False, widget=forms.Textarea({"rows": 3}))
    evidence = forms.FileField(label=_("凭证照片"), required=False, help_text=_("一张，5 MB 以内"))
    kind = forms.ChoiceField(
        label=_("谁能来"),
        choices=[("all", _("谁都可以")), ("licensed", _("有验光师证的"))],
        widget=forms.RadioSelect,
    )
    help = forms.MultipleChoiceField(
        label=_("要帮什么"),
        help_text=_("可以选几样"),
        choices=[("queue", _("秩序引导")), ("tables", _("搬桌椅"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    reminded = forms.BooleanField(label=_("活动前一天提醒报名的人"), required=False)

    def clean(self) -> dict[str, Any]:
        """Refuses as a rule would."""
        if self.cleaned_data.get("budget", Decimal(1)) == 0:
            return self.cleaned_data
        raise ValidationError(_("这天已经排了“爱眼日义诊”。换一天，或者并到一起办。"))
