"""The forms for what is owed again and again."""

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.modules.members.actions import Term
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Duty
from gongjian.modules.promises.forms.reports import day_field
from gongjian.modules.promises.models import Routine
from gongjian.rulebook.recurrence import HORIZON_DAYS, Rhythm

_LEAD = 14


class SetRoutineForm(forms.Form):
    """What an organisation owes again and again."""

    title = forms.CharField(label=_("办什么"), max_length=60, help_text=_("例如：开联席会。"))
    by = forms.ModelChoiceField(label=_("谁该办"), queryset=Organisation.objects.none(), empty_label=_("请选一家"))
    power = forms.ChoiceField(label=_("由哪种职务来办"), choices=Power.choices, initial=Power.SPEAK.value)
    every = forms.ChoiceField(label=_("多久一次"), choices=Routine.Every.choices)
    day = forms.IntegerField(
        label=_("哪天"),
        min_value=0,
        max_value=31,
        help_text=_("每周填 1 到 7（星期一是 1）；别的填几号，0 是最后一个工作日。"),
    )
    month = forms.IntegerField(
        label=_("哪个月"),
        min_value=0,
        max_value=12,
        initial=0,
        help_text=_("每季填 1 到 3（季里第几个月）；每年填几月；每周、每月填 0。"),
    )
    lead_days = forms.IntegerField(label=_("提前几天摆上工作台"), min_value=0, max_value=HORIZON_DAYS, initial=_LEAD)
    begins_on = day_field(label=_("从哪天起"), initial=clock.today)
    ends_on = day_field(label=_("到哪天为止"), required=False, help_text=_("没有定就空着。"))
    source = forms.CharField(label=_("依据"), max_length=80, help_text=_("例如：2018 年第一次联席会的决定。"))

    def __init__(self, data: QueryDict | None, *, offered: QuerySet[Organisation]) -> None:
        """Offer the organisations that take part today."""
        super().__init__(data)
        field = self.fields["by"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = offered

    def duty(self) -> Duty:
        """What was typed."""
        told = self.cleaned_data
        return Duty(
            title=told["title"],
            by=told["by"],
            power=Power(told["power"]),
            rhythm=Rhythm(told["every"], told["day"], told["month"]),
            lead_days=told["lead_days"],
            term=Term(told["begins_on"], told["ends_on"]),
            source=told["source"],
        )


class StopRoutineForm(forms.Form):
    """The last day on which something may be due."""

    ends_on = day_field(label=_("最后一天"), initial=clock.today, help_text=_("这一天以后到期的，不用办了。"))
