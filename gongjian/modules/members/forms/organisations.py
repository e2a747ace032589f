"""The forms about sides, organisations and what the alliance has decided."""

from uuid import UUID

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.forms import TermForm, day_field
from gongjian.foundation.sentences import sentence
from gongjian.modules.members.actions import NewOrganisation, Term
from gongjian.modules.members.models import Decision, Organisation, Relation, Side
from gongjian.modules.members.queries import organisations
from gongjian.rulebook.contact import check_credit_code
from gongjian.rulebook.errors import RuleBroken

_UNTIL = _("没有定就空着。")
_LONGEST = 40


class _SideField(forms.ModelChoiceField):  # type: ignore[type-arg]
    def label_from_instance(self, obj: Side) -> str:
        """What the side is called."""
        return obj.name


class _CodeField(forms.CharField):
    """A unified social credit code."""

    def clean(self, value: object) -> str:
        """As it is kept; empty where it may be."""
        typed = str(super().clean(value))
        try:
            return check_credit_code(typed) if typed else ""
        except RuleBroken as broken:
            raise forms.ValidationError(sentence(broken)) from broken


class _WhichOrganisation(TermForm):
    """An organisation that the alliance knows, or a new one."""

    organisation = forms.ModelChoiceField(
        label=_("登记过的单位"), queryset=Organisation.objects.none(), required=False, empty_label=_("新的单位")
    )
    name = forms.CharField(label=_("新单位的全称"), required=False, max_length=80)
    credit_code = _CodeField(
        label=_("统一社会信用代码"), required=False, max_length=_LONGEST, help_text=_("党组织没有，就空着。")
    )
    begins_on = day_field(_("从哪天起"))
    ends_on = day_field(_("到哪天为止"), required=False, help_text=_UNTIL)

    def __init__(self, data: QueryDict | None, *, alliance: UUID) -> None:
        """Offer the organisations that the alliance knows, today's or of the past."""
        super().__init__(data)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations.organisations_of(alliance)

    def clean(self) -> dict[str, object]:
        """Either one of the list or a new one, not both and not neither."""
        cleaned = super().clean()
        if bool(cleaned.get("organisation")) == bool(cleaned.get("name")):
            self.add_error("name", gettext("请选一家登记过的单位，或者写新单位的全称，只要一样。"))
        return cleaned

    def wanted(self) -> Organisation | NewOrganisation:
        """Which one."""
        told = self.cleaned_data
        return told["organisation"] or NewOrganisation(told["name"], told["credit_code"])

    def term(self) -> Term:
        """From when until when."""
        return Term(self.cleaned_data["begins_on"], self.cleaned_data["ends_on"])


class AddSideForm(forms.Form):
    """One more side."""

    name = forms.CharField(label=_("这一方叫什么"), max_length=_LONGEST, help_text=_("例如：学校、居民区。"))


class AddMemberForm(_WhichOrganisation):
    """A place on a side."""

    field_order = ("organisation", "name", "credit_code", "side", "begins_on", "ends_on")

    side = _SideField(label=_("在哪一方"), queryset=Side.objects.none(), empty_label=_("请选一方"))

    def __init__(self, data: QueryDict | None, *, alliance: UUID) -> None:
        """Offer the sides too."""
        super().__init__(data, alliance=alliance)
        field = self.fields["side"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations.sides_of(alliance)


class AddRelationForm(_WhichOrganisation):
    """An organisation outside, and what it is to the alliance."""

    field_order = ("organisation", "name", "credit_code", "kind", "begins_on", "ends_on")

    kind = forms.ChoiceField(label=_("是什么单位"), choices=Relation.Kind.choices)


class RenameOrganisationForm(forms.Form):
    """The new name and its first day."""

    name = forms.CharField(label=_("现在叫什么"), max_length=80)
    begins_on = day_field(_("从哪天起"), help_text=_("证照或者文件上改名的那天。"))


class SetCreditCodeForm(forms.Form):
    """An organisation's code."""

    credit_code = _CodeField(label=_("统一社会信用代码"), max_length=_LONGEST)


class LeaveForm(forms.Form):
    """The last day of an organisation."""

    ends_on = day_field(_("最后一天"), help_text=_("这一天还算，第二天起就不算了。"))


class RecordDecisionForm(TermForm):
    """What was decided, where, and from when it holds."""

    kind = forms.ChoiceField(label=_("定了什么"), choices=Decision.Kind.choices)
    decided_at = forms.CharField(label=_("在哪次会上定的"), max_length=120)
    begins_on = day_field(_("从哪天起"))
    ends_on = day_field(_("到哪天为止"), required=False, help_text=_UNTIL)
