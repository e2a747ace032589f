"""The forms of a roster: the file, the answers, the confirmations."""

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import sentence
from gongjian.foundation.sheets.workbooks import MOST_MEGABYTES, Workbook, read_workbook
from gongjian.modules.roster.queries import words
from gongjian.rulebook.contact import check_email, phone_number
from gongjian.rulebook.errors import RuleBroken
from gongjian.rulebook.office import TYPED, Doubt

_AS_CARDS = 4  # more answers than this stand in a list


class ReadRosterForm(forms.Form):
    """The file as the office keeps it."""

    file = forms.FileField(
        label=_("名册文件"),
        error_messages={"required": _("请先选一个文件。"), "empty": _("这个文件是空的，请换一个。")},
        widget=forms.ClearableFileInput(attrs={"accept": ".xlsx,.xls", "class": "form-control"}),
    )
    workbook: Workbook

    def __init__(self, data: QueryDict | None, files: MultiValueDict[str, "UploadedFile[bytes]"] | None) -> None:
        """The file comes beside the form's fields."""
        super().__init__(data, files)
        # In the reader's language: joined here, not when the class was read.
        told = gettext("平时用的 Excel 表就行，不用改格式。最多 %(most)s 兆。")
        self.fields["file"].help_text = told % {"most": MOST_MEGABYTES}

    def clean(self) -> dict[str, object]:
        """Read the file, or say why it cannot be read."""
        cleaned = super().clean() or {}
        if file := cleaned.get("file"):
            try:
                self.workbook = read_workbook(_bounded(file))
            except RuleBroken as broken:
                self.add_error("file", sentence(broken))
        return cleaned


def _bounded(file: "UploadedFile[bytes]") -> bytes:
    """What is in a file, at most one byte more than is allowed: enough to refuse it."""
    return bytes(file.read(MOST_MEGABYTES * 1024 * 1024 + 1))


class _Question(forms.ChoiceField):
    """Must be answered some time, not with this form: what is answered already is kept."""

    def clean(self, value: object) -> object:
        """An answer among those offered, or none yet."""
        return super().clean(value) if value else ""


class AnswerDoubtsForm(forms.Form):
    """One field for each question; what stays empty stays open."""

    def __init__(self, data: QueryDict | None, *, doubts: tuple[Doubt, ...]) -> None:
        """`doubts` are all questions, answered or not."""
        super().__init__(data)
        self.doubts = doubts
        for doubt in doubts:
            offered = [(option.value, words.choice(option)) for option in doubt.options]
            if doubt.takes_text:
                self._typed(doubt)
                continue
            cards = len(offered) <= _AS_CARDS
            self.fields[doubt.key] = _Question(
                label=words.question(doubt),
                choices=offered if cards else [("", _("请选一种")), *offered],
                initial=doubt.answer,
                widget=forms.RadioSelect() if cards else forms.Select(),
            )

    def _typed(self, doubt: Doubt) -> None:
        self.fields[f"{doubt.key}-typed"] = forms.CharField(
            label=words.question(doubt),
            required=False,
            max_length=60,
            initial=doubt.answer.removeprefix(TYPED) if doubt.answer.startswith(TYPED) else "",
            widget=forms.TextInput(attrs={"autocomplete": "off", "class": "form-control"}),
        )
        self.fields[doubt.key] = forms.BooleanField(
            label=words.choice(doubt.options[0]), required=False, initial=doubt.answer == doubt.options[0].value
        )

    def clean(self) -> dict[str, object]:
        """What was typed must be a number or an address."""
        cleaned = super().clean() or {}
        for doubt in self.doubts:
            if doubt.takes_text and (typed := str(cleaned.get(f"{doubt.key}-typed") or "")):
                try:
                    check_email(typed) if doubt.code == "email" else phone_number(typed)
                except RuleBroken as broken:
                    self.add_error(f"{doubt.key}-typed", sentence(broken))
        return cleaned

    def answers(self) -> dict[str, str]:
        """Everything that was answered."""
        found = {}
        for doubt in self.doubts:
            told = self.cleaned_data.get(doubt.key)
            if doubt.takes_text:
                typed = self.cleaned_data.get(f"{doubt.key}-typed")
                told = f"{TYPED}{typed}" if typed else (doubt.options[0].value if told else "")
            if told:
                found[doubt.key] = str(told)
        return found


class ApplyRosterForm(forms.Form):
    """What was shown when somebody agreed to it."""

    shown = forms.CharField(widget=forms.HiddenInput, max_length=16)


class UndoRosterForm(forms.Form):
    """Whether the rest is undone where something has to stay."""

    rest = forms.BooleanField(label=_("已经用到的留着，其余的照样撤回"), required=False)


class ExportRosterForm(forms.Form):
    """Why all numbers leave the house."""

    reason = forms.CharField(
        label=_("为什么要导出"),
        max_length=120,
        error_messages={"required": _("请写为什么要导出，名册里的每个人都会看到。")},
        widget=forms.Textarea(attrs={"rows": 2, "class": "form-control"}),
        help_text=_("例如：街道要一份通讯录。名册里的每个人都看得到这句话。"),
    )
