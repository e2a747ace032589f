"""Pages of complaints and suggestions: for whoever tells something, and for whoever owes the answer."""

from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from gongjian.foundation import clock
from gongjian.foundation.access import Anonymous, explain
from gongjian.foundation.accounts.devices import address_of
from gongjian.foundation.accounts.models import Person
from gongjian.foundation.forms import ConfirmForm
from gongjian.foundation.http import SignedInRequest, done, render_part, with_a_place
from gongjian.modules.feedback import actions, queries
from gongjian.modules.feedback.forms import AnswerForm, CloseForm, LookUpForm, PassOnForm, SendFeedbackForm
from gongjian.modules.feedback.models import Feedback
from gongjian.modules.members.models import Alliance
from gongjian.modules.members.queries import every_alliance

_PER_PAGE = 20
_DEEDS = ("acknowledge_feedback", "pass_on_feedback", "answer_feedback", "close_without_answer", "see_feedback")


@login_not_required
@never_cache
def send_feedback(request: HttpRequest) -> HttpResponse:
    """Tell the alliance something. The answer to the form is the receipt, with the code that is shown this once."""
    alliances = {str(each.pk): each for each in every_alliance()}
    person = request.user if isinstance(request.user, Person) else None
    page = request.GET.get("page", "")[:200]
    first = queries.alliance_told(person, page)
    if first is None:
        raise Http404
    form = SendFeedbackForm(
        request.POST if request.method == "POST" else None,
        alliances=list(alliances.values()),
        signed_in=person is not None,
        initial={"page": page, "kind": request.GET.get("kind", "")[:20], "alliance": str(first.pk)},
    )
    if form.is_valid():
        alliance = alliances[form.cleaned_data.get("alliance") or str(first.pk)]
        code = queries.code_for(request.POST.get("one_time_key", ""), alliance.pk)
        actor = Anonymous() if person is None or form.cleaned_data.get("unsigned") else person
        sent: list[Feedback] = []
        if done(
            form,
            lambda: sent.append(actions.send_feedback(actor=actor, alliance=alliance, message=form.message(code))),
        ):
            context = {"feedback": sent[0], "code": code, "alliance": alliance, "today": clock.today()}
            return render(request, "feedback/receipt.html", context)
    context = {"form": form, **_brand(first)}
    return render(request, "feedback/send_feedback.html", context)


@login_not_required
@never_cache
def look_up(request: HttpRequest) -> HttpResponse:
    """How far it has come, and the answer, for whoever has the code; every other code is answered alike."""
    form = LookUpForm(request.POST if request.method == "POST" else None)
    opened: list[Feedback | None] = []
    looked = form.is_valid() and done(
        form, lambda: opened.append(queries.with_code(form.cleaned_data["code"], address_of(request)))
    )
    found = opened[0] if looked else None
    if looked and found is None:
        form.add_error("code", _("没有找到。请对着收条再填一遍；丢了查询码就查不到了，可以再提一次。"))
    first = queries.alliance_told(None, "")
    context = {"form": form, "found": found, "answer": found.answer.opened() if found else "", **_brand(first)}
    return render(request, "feedback/look_up.html", context)


@never_cache
@require_safe
def mine(request: SignedInRequest) -> HttpResponse:
    """What somebody sent under the own name, with the answers."""
    page = Paginator(queries.sent_by(request.user), _PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "feedback/mine.html", {"page": page})


@require_safe
@with_a_place
def feedback_list(request: SignedInRequest) -> HttpResponse:
    """What this person may know of, by number, without a word of what was written."""
    group, number = request.GET.get("state", ""), request.GET.get("q", "").strip()[:20]
    rows = queries.in_group(request.user, group, number)
    typed = {key: value for key, value in (("state", group), ("q", number)) if value}
    context = {
        "page": Paginator(rows, _PER_PAGE).get_page(request.GET.get("page")),
        "group": group,
        "number": number,
        "query": f"{urlencode(typed)}&" if typed else "",
    }
    return render_part(request, "feedback/feedback_list.html", context, parts=("feedback",))


@never_cache
@require_safe
def feedback(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """One of them: its words for whoever's work it is to read them, and what can be done now."""
    return render(request, "feedback/feedback.html", _of(request, _visible(request, pk)))


@never_cache
def see_feedback(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Open a complaint as a supervisor; the words stand on the answer to this one request."""
    found, form = _visible(request, pk), ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.see_feedback(actor=request.user, feedback=found)):
        return render(request, "feedback/see_feedback.html", {**_of(request, found), **_words(found), "opened": True})
    return _step(request, found, form, "see_feedback")


def acknowledge_feedback(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Say that it has arrived."""
    found, form = _visible(request, pk), ConfirmForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(form, lambda: actions.acknowledge_feedback(actor=request.user, feedback=found)):
        messages.success(request, _("记下了：已受理。提的人查得到。"))
        return redirect("feedback:feedback", pk=found.pk)
    return _step(request, found, form, "acknowledge_feedback")


def pass_on_feedback(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Hand it to another organisation or to a supervisor."""
    found = _visible(request, pk)
    form = PassOnForm(request.POST if request.method == "POST" else None, desks=queries.other_desks(found))
    if form.is_valid():
        desk = form.chosen()
        if done(
            form,
            lambda: actions.pass_on_feedback(
                actor=request.user, feedback=found, to=desk.organisation, power=desk.power
            ),
        ):
            messages.success(request, _("已转交，答复的日子不变。"))
            return redirect("feedback:feedback_list")
    return _step(request, found, form, "pass_on_feedback")


def answer_feedback(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Answer it."""
    found, form = _visible(request, pk), AnswerForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: actions.answer_feedback(actor=request.user, feedback=found, answer=form.cleaned_data["answer"]),
    ):
        messages.success(request, _("已答复。提的人查得到。"))
        return redirect("feedback:feedback", pk=found.pk)
    return _step(request, found, form, "answer_feedback")


def close_without_answer(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """Lay aside what wanted no answer."""
    found, form = _visible(request, pk), CloseForm(request.POST if request.method == "POST" else None)
    if form.is_valid() and done(
        form,
        lambda: actions.close_without_answer(actor=request.user, feedback=found, reason=form.cleaned_data["reason"]),
    ):
        messages.success(request, _("看过了，不另答复。"))
        return redirect("feedback:feedback", pk=found.pk)
    return _step(request, found, form, "close_without_answer")


def _visible(request: SignedInRequest, pk: UUID) -> Feedback:
    return get_object_or_404(queries.feedback_visible_to(request.user), pk=pk)


def _step(request: SignedInRequest, found: Feedback, form: Form, deed: str) -> HttpResponse:
    context = {**_of(request, found), "form": form, "why_not": explain(request.user, f"feedback.{deed}", found)}
    return render(request, f"feedback/{deed}.html", context)


def _of(request: SignedInRequest, found: Feedback) -> dict[str, object]:
    reads, sees_contact = queries.reads(request.user, found), queries.sees_contact(request.user, found)
    return {
        "feedback": found,
        "reads": reads,
        "sees_contact": sees_contact,
        "sender": queries.sender_of(found) if sees_contact else "",
        "looks": queries.looks_at(found),
        "refused": {deed: explain(request.user, f"feedback.{deed}", found) for deed in _DEEDS},
        **(_words(found) if reads else {}),
    }


def _words(found: Feedback) -> dict[str, str]:
    return {"words": found.words.opened(), "answer": found.answer.opened()}


def _brand(alliance: Alliance | None) -> dict[str, str]:
    if alliance is None:
        return {}
    return {
        "brand_name": alliance.short_name,
        "brand_line": alliance.name.removeprefix(alliance.short_name),
        "phone": alliance.phone,
    }
