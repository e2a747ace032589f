"""The style page: every component in every state."""

from datetime import date
from pathlib import Path

from django.contrib.auth.decorators import login_not_required
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from gongjian.foundation.ui.forms import SampleForm
from gongjian.foundation.ui.templatetags.gongjian import NOTE_ICONS


@login_not_required
@require_safe
def style(request: HttpRequest) -> HttpResponse:
    """Shown without sign-in, for whoever builds, checks or photographs the components."""
    wrong = SampleForm(
        {"wrong-name": _("敬老日便民服务"), "wrong-budget": _("15000 元"), "wrong-place": "east"},
        prefix="wrong",
    )
    context = {
        "form": SampleForm(initial={"place": "east", "kind": "all", "help": ["queue"], "reminded": True}),
        "wrong": wrong,
        "note_kinds": list(NOTE_ICONS),
        "page": Paginator(range(412), 50).page(3),
        "a_day": date(2019, 10, 31),
        "a_grid": _a_grid(),
        "samples": [
            Message(constants.SUCCESS, _("清点结果已记入公开账目。")),
            Message(constants.WARNING, _("记下了，还差乙数一遍。")),
        ],
        "icons": _icon_names(),
    }
    return render(request, "ui/style.html", context)


def _a_grid() -> dict[str, object]:
    """Two rows of a statement, the second a sum."""
    heads = [_("项目"), _("本月"), _("本年累计")]
    rows = [
        ({"is_sum": False}, [_("捐赠收入")], [(heads[1], "18,460.00"), (heads[2], "29,860.00")]),
        ({"is_sum": True}, [_("收入合计")], [(heads[1], "18,460.00"), (heads[2], "29,860.00")]),
    ]
    return {"name": _("收支表"), "heads": heads, "words": 1, "shown": rows}


def _icon_names() -> list[str]:
    sprite = Path(__file__).parent / "static/gongjian/icons.svg"
    return [part.split('"')[0] for part in sprite.read_text(encoding="utf-8").split('id="i-')[1:]]
