"""The forms about people."""

from datetime import date
from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.sentences import sentence
from gongjian.modules.members.actions import Contact
from gongjian.modules.members.models import Organisation, PostKind, Profile
from gongjian.modules.members.queries import people
from gongjian.rulebook.contact import check_email, check_id_number, phone_number
from gongjian.rulebook.errors import RuleBroken

_CHECKS = {"phone": phone_number, "other_phone": phone_number, "email": check_email, "id_number": check_id_number}
_LONGEST = 100


def _day(**more: object) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(widget=widget, **more)  # type: ignore[arg-type]


class SeeContactForm(forms.Form):
    """Why somebody looks at the full numbers."""

    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=120,
        error_messages={"required": _("请写为什么要看，本人会看到。")},
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_("例如：通知他明天开会。这句话本人看得到。"),
    )


class SetContactForm(forms.Form):
    """New numbers. What is kept is never filled in: an empty field leaves it, a ticked box deletes it."""

    def __init__(self, data: QueryDict | None, *, profile: Profile) -> None:
        """Ask for each number, and for each one that is kept, whether to delete it."""
        super().__init__(data)
        self.profile = profile
        for name in people.CONTACT:
            kept = getattr(profile, name)
            told = _now("现在是 %(mask)s。空着就不改。") % {"mask": kept} if kept else _now("没有登记。空着就不改。")
            self.fields[name] = forms.CharField(
                label=people.CALLED[name],
                required=False,
                max_length=_LONGEST,
                help_text=told,
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control"}),
            )
            if kept:
                words = _now("删掉现在的%(field)s") % {"field": self.fields[name].label}
                self.fields[f"delete_{name}"] = forms.BooleanField(label=words, required=False)

    def clean(self) -> dict[str, object]:
        """Let the rulebook judge each number that was typed; what it says stands beside it."""
        cleaned = super().clean() or {}
        for name, check in _CHECKS.items():
            typed = cleaned.get(name)
            if not isinstance(typed, str) or not typed:
                continue
            if cleaned.get(f"delete_{name}"):
                self.add_error(name, _now("又填了新的，又要删掉，只能选一样。"))
                continue
            try:
                check(typed)
            except RuleBroken as broken:
                self.add_error(name, sentence(broken))
        return cleaned

    def contact(self) -> Contact:
        """All four numbers as they are to be from now on."""
        return Contact(**{name: self._wanted(name) for name in people.CONTACT})

    def _wanted(self, name: str) -> str:
        if self.cleaned_data.get(f"delete_{name}"):
            return ""
        return str(self.cleaned_data[name] or getattr(self.profile, name).opened())


class EndPostForm(forms.Form):
    """The last day of a post."""

    ends_on = _day(label=_("最后一天"), initial=clock.today, help_text=_("这一天还算在职，第二天起就不算了。"))


class _KindField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: PostKind) -> str:
        """What the kind is called in the reader's language."""
        return obj.label


class AppointForm(forms.Form):
    """A post in an organisation, from when until when."""

    organisation = forms.ModelChoiceField(
        label=_("哪家单位"), queryset=Organisation.objects.none(), empty_label=_("请选一家")
    )
    kind = _KindField(label=_("什么职务"), queryset=PostKind.objects.none(), empty_label=_("请选一种"))
    begins_on = _day(label=_("从哪天起"), initial=clock.today)
    ends_on = _day(label=_("到哪天为止"), required=False, help_text=_("没有定就空着。"))

    def __init__(self, data: QueryDict | None, *, alliance: UUID) -> None:
        """Offer the organisations that take part today and the kinds of posts of the alliance."""
        super().__init__(data)
        for name, offered in (("organisation", people.members_today(alliance)), ("kind", people.kinds_of(alliance))):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered

    def clean(self) -> dict[str, object]:
        """A term does not end before it begins."""
        cleaned = super().clean() or {}
        begins_on, ends_on = cleaned.get("begins_on"), cleaned.get("ends_on")
        if isinstance(begins_on, date) and isinstance(ends_on, date) and ends_on < begins_on:
            self.add_error("ends_on", _now("不能比开始那天更早。请改日期，或者空着。"))
        return cleaned
