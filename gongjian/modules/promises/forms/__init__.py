"""The forms about promises."""

import re
from datetime import date
from uuid import UUID

from django import forms
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.modules.members.models import Organisation, Post
from gongjian.modules.members.queries import names_of
from gongjian.modules.promises.models import Promise
from gongjian.modules.promises.queries import handovers
from gongjian.modules.promises.queries.pages import Wanted

_MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")
STATES = (
    ("", _("全部")),
    (Promise.State.OPEN.value, _("还没办")),
    ("late", _("逾期没办")),
    (Promise.State.KEPT.value, _("按期办了")),
    (Promise.State.MADE_UP.value, _("迟到，已补")),
    (Promise.State.WAIVED.value, _("不用办了")),
)


class WantedForm(forms.Form):
    """Which promises to show; what makes no sense is left out, not refused."""

    q = forms.CharField(label=_("办什么"), required=False, max_length=80)
    state = forms.ChoiceField(label=_("办得怎样"), required=False, choices=STATES)
    organisation = forms.ModelChoiceField(
        label=_("哪家单位"), required=False, queryset=Organisation.objects.none(), empty_label=_("全部")
    )
    month = forms.CharField(
        label=_("哪个月到期"), required=False, widget=forms.TextInput(attrs={"type": "month", "placeholder": "2026-11"})
    )

    def __init__(self, data: QueryDict, *, organisations: QuerySet[Organisation]) -> None:
        """Offer the organisations that ever promised something."""
        super().__init__(data)
        field = self.fields["organisation"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = organisations

    def wanted(self) -> Wanted:
        """What is asked for, as far as it makes sense."""
        self.is_valid()
        told = self.cleaned_data
        found: Organisation | None = told.get("organisation")
        return Wanted(
            told.get("state", ""), found.pk if found else None, _month(told.get("month", "")), told.get("q", "")
        )


class _PostField(forms.ModelChoiceField):  # type: ignore[type-arg]
    """A post by the name of its holder."""

    names: dict[UUID, str]

    def label_from_instance(self, obj: Post) -> str:
        """Who holds it, and what it is called."""
        return f"{self.names.get(obj.person_id, '')} · {obj.kind.label}"


class DrawUpHandoverForm(forms.Form):
    """To whom a post is handed over."""

    coming = _PostField(label=_("交给谁"), queryset=Post.objects.none(), empty_label=_("请选一位"))

    def __init__(self, data: QueryDict | None, *, leaving: Post) -> None:
        """Offer the people of the same organisation whose post shares a power."""
        super().__init__(data)
        offered = handovers.successors_of(leaving)
        field = self.fields["coming"]
        if isinstance(field, _PostField):
            field.queryset = offered
            field.names = names_of(leaving.alliance_id, [post.person_id for post in offered])


class PaperSignaturesForm(forms.Form):
    """On which day both signed on paper."""

    signed_on = forms.DateField(
        label=_("哪天签的"),
        initial=clock.today,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )
    seen = forms.BooleanField(
        label=_("我看过这张纸，两个人都签了"),
        error_messages={"required": _("请先看过纸上两个人的签字。")},
    )


def _month(typed: str) -> str:
    return typed if _MONTH.fullmatch(typed) and int(typed[:4]) in range(date.min.year, date.max.year) else ""
