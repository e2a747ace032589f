"""The forms of complaints and suggestions."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core import signing
from django.http import QueryDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.modules.feedback.actions import Message
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.feedback.queries import Desk
from gongjian.modules.members.models import Alliance, Power

LONGEST = 1000
_SALT = "gongjian.feedback.opened"
_FASTEST, _SLOWEST = 3, 24 * 60 * 60  # seconds between opening the page and sending it


def _text(label: Any, hint: Any, *, rows: int, missing: Any) -> forms.CharField:  # noqa: ANN401  lazy texts
    return forms.CharField(
        label=label,
        help_text=hint,
        max_length=LONGEST,
        error_messages={"required": missing},
        widget=forms.Textarea({"rows": rows}),
    )


def opened_now() -> str:
    """A sealed note of when the page was opened: nobody types a message in a second."""
    return signing.dumps(int(clock.now().timestamp()), salt=_SALT)


def _page(typed: str) -> str:
    """A page of this house without what follows the question mark; nothing for anything else."""
    path = typed.partition("?")[0].partition("#")[0]
    return path if path.startswith("/") and not path.startswith("//") and "\\" not in path else ""


class SendFeedbackForm(forms.Form):
    """What somebody tells the alliance."""

    kind = forms.ChoiceField(label=_("想说什么"), choices=Feedback.Kind.choices, widget=forms.RadioSelect)
    words = _text(
        _("写在这里"),
        _("最多一千字。加密保存，只有负责答复的人看得到；投诉，监督也能打开看，看过会留下记录。"),
        rows=6,
        missing=_("请写几句话。"),
    )
    page = forms.CharField(label=_("说的是哪一页"), required=False, max_length=200, help_text=_("不想带上就删掉。"))
    to_supervisor = forms.BooleanField(label=_("和书记或者牵头单位有关，直接交给监督，不给书记看"), required=False)
    name = forms.CharField(
        label=_("怎么称呼"), required=False, max_length=40, widget=forms.TextInput({"autocomplete": "off"})
    )
    contact = forms.CharField(
        label=_("电话或者邮箱"),
        required=False,
        max_length=100,
        help_text=_("不留也能看答复：送出以后给你一个查询码。转交给别的单位时，不带称呼和联系方式。"),
        widget=forms.TextInput({"autocomplete": "off"}),
    )
    no_answer = forms.BooleanField(label=_("不用回复也可以"), required=False)
    # A trap: people do not see it, programs fill it in.
    homepage = forms.CharField(required=False, widget=forms.TextInput({"autocomplete": "off", "tabindex": "-1"}))
    opened = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: QueryDict | None, *, alliances: Sequence[Alliance], signed_in: bool, initial: dict[str, Any]
    ) -> None:
        """Ask which alliance only where there are several, and whether to sign only whoever is signed in."""
        super().__init__(data, initial={"opened": opened_now(), **initial})
        if len(alliances) > 1:
            choices = [(str(each.pk), each.name) for each in alliances]
            self.fields["alliance"] = forms.ChoiceField(label=_("说给哪个联盟"), choices=choices)
        if signed_in:
            hint = _("勾上以后，不记是谁提的，“我提过的”里也没有，只能凭查询码看答复。")
            self.fields["unsigned"] = forms.BooleanField(label=_("不署名"), required=False, help_text=hint)

    def clean(self) -> dict[str, Any]:
        """Hold up what is filled in by programs, in words that help a person who is held up by mistake."""
        cleaned = super().clean() or {}
        cleaned["page"] = _page(cleaned.get("page", ""))
        if cleaned.get("homepage"):
            self.add_error(None, gettext("“网址”那一格是防机器的，请空着再送一次。"))
        try:
            opened = signing.loads(cleaned.get("opened", ""), salt=_SALT)
        except signing.BadSignature:
            opened = 0
        if not _FASTEST <= clock.now().timestamp() - opened <= _SLOWEST:
            again = QueryDict(mutable=True)
            again.update(self.data)
            again["opened"] = opened_now()
            self.data = again
            self.add_error(None, gettext("没有送出去：打开得太久，或者送得太快了。字都还在，过几秒再点一次。"))
        return cleaned

    def message(self, code: str) -> Message:
        """What was typed."""
        told = self.cleaned_data
        return Message(
            kind=Feedback.Kind(told["kind"]),
            words=told["words"],
            code=code,
            name=told["name"],
            contact=told["contact"],
            page=told["page"],
            wants_answer=not told["no_answer"],
            to_supervisor=told["to_supervisor"],
        )


class LookUpForm(forms.Form):
    """The code from the receipt."""

    code = forms.CharField(
        label=_("查询码"),
        max_length=40,
        help_text=_("送出以后页面上给的十二位，大小写、横线不要紧。"),
        error_messages={"required": _("请填查询码。")},
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
    )


class AnswerForm(forms.Form):
    """The answer."""

    answer = _text(
        _("答复"),
        _("提的人凭查询码看得到。写清办了什么、什么时候办；办不到，写明为什么。不要写别人的姓名电话。"),
        rows=6,
        missing=_("请写答复。"),
    )


class CloseForm(forms.Form):
    """Why there is no answer."""

    reason = _text(_("为什么不另答复"), _("提的人凭查询码看得到这句话。"), rows=3, missing=_("请写一句为什么。"))


class PassOnForm(forms.Form):
    """To whom it is handed."""

    desk = forms.ChoiceField(label=_("转交给谁"), widget=forms.RadioSelect)

    def __init__(self, data: QueryDict | None, *, desks: Sequence[Desk]) -> None:
        """Offer the organisations where somebody can take it today."""
        super().__init__(data)
        self.desks = {desk.ref: desk for desk in desks}
        field = self.fields["desk"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(desk.ref, _called(desk)) for desk in desks]

    def chosen(self) -> Desk:
        """The desk that was chosen."""
        return self.desks[self.cleaned_data["desk"]]


def _called(desk: Desk) -> str:
    words = gettext("%(organisation)s的监督") if desk.power == Power.SUPERVISE else gettext("%(organisation)s的联络员")
    return words % {"organisation": desk.organisation.name}
