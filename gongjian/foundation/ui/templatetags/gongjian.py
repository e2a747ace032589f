"""The filters and tags of every template; a builtin, nobody loads it."""

from datetime import date, datetime
from functools import lru_cache
from uuid import uuid4
from zlib import crc32

from django import forms, template
from django.conf import settings
from django.forms import BoundField
from django.http import HttpRequest
from django.template import Context
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from gongjian.foundation.ui import words
from gongjian.foundation.wiring import panels_for
from gongjian.rulebook.money import in_short

register = template.Library()

# Colour, icon and meaning belong together (DESIGN.md 5): nobody makes up another one.
STATUS_ICONS = {
    "todo": "circle-dashed",
    "doing": "progress",
    "soon": "clock-hour-4",
    "check": "alert-triangle",
    "wait": "hourglass",
    "late": "alert-circle",
    "done": "circle-check",
    "madeup": "circle-check",
    "pub": "world-check",
    "draft": "pencil",
    "void": "ban",
    "lock": "lock",
    "honor": "award",
}
PROMISE_ICONS = {
    "done": "check",
    "made-up": "check",
    "due": "hourglass",
    "soon": "clock-hour-4",
    "late": "alert-circle",
}
NOTE_ICONS = {
    "red": "alert-circle",
    "amber": "alert-triangle",
    "green": "circle-check",
    "gold": "award",
    "blue": "info-circle",
    "plain": "info-circle",
}
# What Django's messages are called, in the colours of a note.
MESSAGE_KINDS = {"debug": "plain", "info": "blue", "success": "green", "warning": "amber", "error": "red"}

Day = date | None


@register.filter
def yuan(amount: int | str) -> str:
    return words.yuan(amount)


@register.filter
def yuan_short(amount: int) -> str:
    """As it is printed on a note: 10000 → 100, 50 → 0.5."""
    return in_short(int(amount))


@register.filter
def capitals(amount: int | str) -> str:
    return words.capitals(amount)


@register.filter(expects_localtime=False)
def day(when: Day) -> str:
    return words.day(when) if when else ""


@register.filter(expects_localtime=False)
def short_day(when: Day) -> str:
    return words.short_day(when) if when else ""


@register.filter(expects_localtime=False)
def weekday(when: Day) -> str:
    return words.weekday(when) if when else ""


@register.filter(expects_localtime=False)
def iso(when: Day) -> str:
    return words.iso(when) if when else ""


@register.filter(expects_localtime=False)
def moment(when: datetime | None) -> str:
    return words.moment(when) if when else ""


@register.filter(is_safe=True)
def spaced(text: object) -> str:
    return words.spaced(text)


@register.filter
def status_icon(kind: str) -> str:
    return STATUS_ICONS[kind]


@register.filter
def promise_icon(kind: str) -> str:
    return PROMISE_ICONS[kind]


@register.filter
def note_icon(kind: str) -> str:
    return NOTE_ICONS[kind]


@register.filter
def message_kind(level: str) -> str:
    return MESSAGE_KINDS.get(level, "plain")


@register.filter
def input_type(field: BoundField) -> str:
    """How a field is drawn: `choices` as cards, `check` with its label behind it, `input` for all others."""
    widget = field.field.widget
    if isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple):
        return "choices"
    return "check" if isinstance(widget, forms.CheckboxInput) else "input"


@register.simple_tag
def icon(name: str, size: str = "") -> SafeString:
    """An icon of the sprite; in long lists this is cheaper than <c-icon>."""
    return _drawn(name, size, settings.STATIC_URL)


@lru_cache(maxsize=512)
def _drawn(name: str, size: str, _root: str) -> SafeString:
    """Drawn once: a page holds a hundred icons, and where the sprite lies does not change while the program runs."""
    classes = f"icon icon-{size}" if size else "icon"
    sprite = static("gongjian/icons.svg")
    return format_html('<svg class="{}" aria-hidden="true"><use href="{}#i-{}"/></svg>', classes, sprite, name)


@register.simple_tag
def status(kind: str, text: str) -> SafeString:
    """A status mark; in long lists this is cheaper than <c-status>."""
    return format_html('<span class="gj-st is-{}">{}{}</span>', kind, icon(STATUS_ICONS[kind]), text)


@register.simple_tag
def money(amount: int, size: str = "base") -> SafeString:
    """An amount without its unit, for the cells of a table headed 单位：元."""
    return format_html('<span class="gj-money is-{}">{}</span>', size, words.yuan(amount))


@register.simple_tag
def html_lang() -> str:
    """The language of the page as the lang attribute writes it: zh-Hans, en."""
    language, _, script = (get_language() or "zh-hans").partition("-")
    return f"{language}-{script.title()}" if script else language


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The control of a form field, in our classes."""
    control = field.field.widget
    classes: dict[type[forms.Widget], str] = {forms.CheckboxInput: "form-check-input", forms.Select: "form-select"}
    css = next((name for kind, name in classes.items() if isinstance(control, kind)), "form-control")
    if isinstance(control, forms.NumberInput) or control.attrs.get("inputmode") in {"numeric", "decimal"}:
        css += " num"
    return field.as_widget(attrs={"class": f"{css} {control.attrs.get('class', '')}".strip()})


@register.simple_tag(takes_context=True)
def one_time_key(context: Context) -> SafeString:
    """The key that makes a form work once; a form shown again after a refusal keeps its own, for nothing was stored."""
    request = context.get("request")
    sent = request.POST.get("one_time_key") if isinstance(request, HttpRequest) else None
    return format_html('<input type="hidden" name="one_time_key" value="{}">', sent or uuid4())


@register.simple_tag(takes_context=True)
def fresh_id(context: Context, about: str) -> str:
    """An id that no other element of the page has, and the same one when the page is asked for again."""
    request = context.get("request")
    number = getattr(request, "ui_ids", 0) + 1
    if isinstance(request, HttpRequest):
        request.ui_ids = number  # type: ignore[attr-defined]
    return f"u{crc32(about.encode()):08x}-{number}"


@register.simple_tag(takes_context=True)
def paper_foot(context: Context) -> SafeString:
    """What the modules print at the foot of every sheet of paper of somebody who is signed in."""
    request = context["request"]
    drawn = panels_for("paper", request, request.user) if request.user.is_authenticated else []
    return SafeString("".join(drawn))
