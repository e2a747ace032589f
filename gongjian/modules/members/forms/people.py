"""The forms about people."""

from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.forms import TermForm, day_field
from gongjian.foundation.sentences import sentence
from gongjian.modules.members.actions import Contact
from gongjian.modules.members.models import Organisation, PostKind, Power, Profile
from gongjian.modules.members.queries import people
from gongjian.rulebook.contact import check_email, check_id_number, phone_number
from gongjian.rulebook.errors import RuleBroken

_CHECKS = {"phone": phone_number, "other_phone": phone_number, "email": check_email, "id_number": check_id_number}
_LONGEST = 100


class SeeContactForm(forms.Form):
    """Why somebody looks at the full numbers."""

    reason = forms.CharField(
        label=_("为什么要看"),
        max_length=120,
        error_messages={"required": _("请写为什么要看，本人会看到。")},
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_("例如：通知他明天开会。这句话本人看得到。"),
    )


class DayForm(forms.Form):
    """Which day is asked about."""

    day = day_field(_("哪一天"))


class SetContactForm(forms.Form):
    """New numbers. What is kept is never filled in: an empty field leaves it, a ticked box deletes it."""

    def __init__(self, data: QueryDict | None, *, profile: Profile) -> None:
        """Ask for each number, and for each one that is kept, whether to delete it."""
        super().__init__(data)
        self.profile = profile
        for name in people.CONTACT:
            kept = getattr(profile, name)
            told = (
                gettext("现在是 %(mask)s。空着就不改。") % {"mask": kept} if kept else gettext("没有登记。空着就不改。")
            )
            self.fields[name] = forms.CharField(
                label=people.CALLED[name],
                required=False,
                max_length=_LONGEST,
                help_text=told,
                widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control"}),
            )
            if kept:
                words = gettext("删掉现在的%(field)s") % {"field": self.fields[name].label}
                self.fields[f"delete_{name}"] = forms.BooleanField(label=words, required=False)

    def clean(self) -> dict[str, object]:
        """Let the rulebook judge each number that was typed; what it says stands beside it."""
        cleaned = super().clean() or {}
        for name, check in _CHECKS.items():
            typed = cleaned.get(name)
            if not isinstance(typed, str) or not typed:
                continue
            if cleaned.get(f"delete_{name}"):
                self.add_error(name, gettext("又填了新的，又要删掉，只能选一样。"))
                continue
            try:
                check(typed)
            except RuleBroken as broken:
                self.add_error(name, sentence(broken))
        return cleaned

    def contact(self) -> Contact:
        """What is to change: nothing for a field that was left empty."""
        return Contact(**{name: self._wanted(name) for name in people.CONTACT})

    def _wanted(self, name: str) -> str | None:
        return "" if self.cleaned_data.get(f"delete_{name}") else self.cleaned_data[name] or None


class TellByPhoneForm(forms.Form):
    """The last notice that stood on the page: what came later was not told."""

    last = forms.UUIDField(widget=forms.HiddenInput)


class EndPostForm(forms.Form):
    """The last day of a post."""

    ends_on = day_field(_("最后一天"), help_text=_("这一天还算在职，第二天起就不算了。"))


class _KindField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: PostKind) -> str:
        """What the kind is called in the reader's language."""
        return obj.label


class _ProfileField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Profile) -> str:
        """What the alliance calls the person."""
        return obj.name


class AddPersonForm(forms.Form):
    """Somebody new: a name, and a number if there is one."""

    name = forms.CharField(label=_("姓名"), max_length=40)
    phone = forms.CharField(
        label=_("电话"), required=False, max_length=_LONGEST, help_text=_("没有就空着。平时只显示头尾。")
    )

    def clean_phone(self) -> str:
        """As the rulebook reads it."""
        typed = str(self.cleaned_data["phone"])
        try:
            return phone_number(typed) if typed else ""
        except RuleBroken as broken:
            raise forms.ValidationError(sentence(broken)) from broken


class AddPostKindForm(forms.Form):
    """A kind of post of the alliance's own."""

    name = forms.CharField(label=_("叫什么"), max_length=20)
    powers = forms.MultipleChoiceField(
        label=_("能办什么"),
        choices=Power.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("立好以后不能改，要改就另立一种。都不选，就是一般成员。"),
    )


class DelegateForm(TermForm):
    """Who stands in for the holder of a post, when and why."""

    to = _ProfileField(label=_("请谁代理"), queryset=Profile.objects.none(), empty_label=_("请选一位"))
    begins_on = day_field(_("从哪天起"))
    ends_on = day_field(_("到哪天为止"), help_text=_("到期自己失效。"))
    reason = forms.CharField(label=_("为什么"), max_length=120, help_text=_("例如：出差。"))

    def __init__(self, data: QueryDict | None, *, offered: QuerySet[Profile]) -> None:
        """Offer the people whom one sees."""
        super().__init__(data)
        field = self.fields["to"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = offered


class AppointForm(TermForm):
    """A post in an organisation, from when until when."""

    organisation = forms.ModelChoiceField(
        label=_("哪家单位"), queryset=Organisation.objects.none(), empty_label=_("请选一家")
    )
    kind = _KindField(label=_("什么职务"), queryset=PostKind.objects.none(), empty_label=_("请选一种"))
    begins_on = day_field(_("从哪天起"))
    ends_on = day_field(_("到哪天为止"), required=False, help_text=_("没有定就空着。"))

    def __init__(self, data: QueryDict | None, *, alliance: UUID) -> None:
        """Offer the organisations that take part today and the kinds of posts of the alliance."""
        super().__init__(data)
        for name, offered in (("organisation", people.members_today(alliance)), ("kind", people.kinds_of(alliance))):
            field = self.fields[name]
            if isinstance(field, forms.ModelChoiceField):
                field.queryset = offered
