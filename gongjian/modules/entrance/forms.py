"""The forms about who gets in."""

from collections.abc import Mapping

from django import forms
from django.contrib.auth.hashers import make_password
from django.contrib.auth.password_validation import validate_password
from django.contrib.auth.validators import UnicodeUsernameValidator
from django.db.models import QuerySet
from django.http import QueryDict
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from gongjian.modules.entrance.actions import Login
from gongjian.modules.entrance.models import Recovery, Slip, Visit
from gongjian.modules.members.models import Alliance

_LONGEST = 200


class CodeForm(forms.Form):
    """The code on a paper slip."""

    code = forms.CharField(
        label=_("纸条上的号码"),
        max_length=40,
        error_messages={"required": _("请照着纸条填号码。")},
        help_text=_("12 个字母和数字。大小写、空格、横线都不要紧；里面没有数字 0、1 和字母 I、O。"),
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "characters", "spellcheck": "false", "data-gj-slip": ""}
        ),
    )


class LoginForm(forms.Form):
    """What somebody with a good slip wants to sign in with; who has a user name already keeps it."""

    code = forms.CharField(widget=forms.HiddenInput(), max_length=40)
    username = forms.CharField(
        label=_("登录名"),
        max_length=150,
        validators=[UnicodeUsernameValidator()],
        error_messages={"required": _("请起一个登录名。")},
        help_text=_("自己记得住的，例如姓名的拼音。以后每次登录都用它。"),
        widget=forms.TextInput(attrs={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )
    password = forms.CharField(
        label=_("密码"),
        max_length=128,
        strip=False,
        error_messages={"required": _("请起一个密码。")},
        help_text=_("至少 8 位，不要用生日和电话。"),
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )
    again = forms.CharField(
        label=_("再填一遍密码"),
        max_length=128,
        strip=False,
        error_messages={"required": _("请把密码再填一遍。")},
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
    )

    def __init__(self, data: Mapping[str, str] | None, *, slip: Slip, code: str) -> None:
        """Of the person whom the slip is for."""
        super().__init__(data, initial={"code": code})
        self.slip = slip
        if slip.recovery_id:
            del self.fields["username"]

    def clean(self) -> dict[str, object]:
        """A password that is not among the first anybody tries, typed twice alike."""
        cleaned = super().clean() or {}
        password, again = cleaned.get("password"), cleaned.get("again")
        if password and again and password != again:
            self.add_error("again", _now("两次填的密码不一样，请再填一遍。"))
        if isinstance(password, str) and password:
            try:
                validate_password(password, self.slip.person)
            except forms.ValidationError as weak:
                self.add_error("password", weak)
        return cleaned

    def login(self) -> Login:
        """With the password hashed: the plain one goes no further."""
        username = self.cleaned_data.get("username", self.slip.person.username)
        return Login(username, make_password(self.cleaned_data["password"]))


class ProposeRecoveryForm(forms.Form):
    """How somebody who cannot sign in any more was recognised."""

    identified = forms.ChoiceField(
        label=_("怎么认出本人"),
        choices=Recovery.Identified.choices,
        widget=forms.RadioSelect,
        help_text=_("光看消息、光听电话都不算。"),
    )
    note = forms.CharField(
        label=_("说明"),
        max_length=_LONGEST,
        error_messages={"required": _("请写清楚，第二个人要看。")},
        help_text=_("例如：手机丢了，本人到服务站来，看过身份证。不要写证件号码。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


class AskVisitForm(forms.Form):
    """Where an operator wants to look, why and for how long."""

    alliance = forms.ModelChoiceField(Alliance.objects.none(), label=_("哪个联盟"), empty_label=None)
    reason = forms.CharField(
        label=_("为什么要进来看"),
        max_length=_LONGEST,
        error_messages={"required": _("请写为什么，书记和大家都看得到。")},
        help_text=_("例如：出纳说募捐箱那一页打不开，进来看看那一页。"),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    hours = forms.IntegerField(label=_("几小时"), min_value=1, max_value=Visit.LONGEST, initial=1)

    def __init__(self, data: QueryDict | None, *, alliances: QuerySet[Alliance]) -> None:
        """Offer the alliances of this machine."""
        super().__init__(data)
        field = self.fields["alliance"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = alliances
