"""The forms for promises made freely, and for what was done."""

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.modules.members.models import Organisation, Power
from gongjian.modules.promises.actions import Done, Pledge


def day_field(**more: object) -> forms.DateField:
    """A day, as browsers ask for it."""
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)  # type: ignore[arg-type]


def _text(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows, "class": "form-control"})


class MakePromiseForm(forms.Form):
    """What somebody promises for the own organisation, by when."""

    title = forms.CharField(
        label=_("答应办什么"), max_length=60, help_text=_("例如：给学校送三十副眼镜。大家看得到，不写个人的事。")
    )
    due_on = day_field(label=_("哪天前办好"))
    who = forms.ChoiceField(label=_("替谁答应"))

    def __init__(self, data: QueryDict | None, *, mine: list[tuple[Organisation, Power]]) -> None:
        """Offer what the person's own posts allow."""
        super().__init__(data)
        self.mine = {f"{organisation.pk}:{power}": (organisation, power) for organisation, power in mine}
        field = self.fields["who"]
        if isinstance(field, forms.ChoiceField):
            field.initial = next((key for key, (_by, power) in self.mine.items() if power == Power.SPEAK), None)
            field.choices = [(key, f"{by.name} · {power.label}") for key, (by, power) in self.mine.items()]

    def pledge(self) -> Pledge:
        """What was typed."""
        told = self.cleaned_data
        by, power = self.mine[told["who"]]
        return Pledge(told["title"], by, power, told["due_on"])


class ReportDoneForm(forms.Form):
    """What was done, and when."""

    words = forms.CharField(
        label=_("办了什么"), max_length=400, widget=_text(4), help_text=_("一两句话就行。大家看得到，不写个人的事。")
    )
    done_on = day_field(label=_("哪天办的"), initial=clock.today)
    link = forms.CharField(label=_("网址"), required=False, max_length=300, help_text=_("有报道或者照片就贴上。"))

    def done(self) -> Done:
        """What was typed."""
        told = self.cleaned_data
        return Done(told["words"], told["done_on"], told["link"])


class WaivePromiseForm(forms.Form):
    """Why it need not be done."""

    reason = forms.CharField(label=_("为什么不用办了"), max_length=200, widget=_text(2))
