"""Pages of what a person has been told, and of the letters about it."""

from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import translate_url
from django.utils.translation import get_language, override
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.disk import may_stay_unwritten
from gongjian.foundation.http import SignedInRequest, with_a_place
from gongjian.foundation.notice_pages.forms import MailWishesForm
from gongjian.foundation.notices import inbox as store
from gongjian.foundation.notices.letterbox import wishes_of
from gongjian.foundation.notices.letters import who_stops
from gongjian.foundation.notices.words import in_words
from gongjian.foundation.tenancy import alliance_of
from gongjian.foundation.wiring import address_for, group_lines, whereabouts

_PER_PAGE = 20


@never_cache
@require_safe
@with_a_place
def inbox(request: SignedInRequest) -> HttpResponse:
    """What the person was told in the alliance worked in, and a text for the chat group for whoever speaks there."""
    alliance = _alliance(request.user)
    page = Paginator(store.notices_of(request.user, alliance), _PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rows": [(told, *store.delivery(told.notice)) for told in in_words(alliance, page.object_list)],
        "unseen": store.unseen_count(request.user, alliance),
        "group": "\n".join(group_lines(request.user, alliance)),
    }
    return render(request, "notices/inbox.html", context)


@never_cache
@require_safe
def open_notice(request: SignedInRequest, pk: UUID) -> HttpResponse:
    """The page where one sees to it; opening it is seeing it."""
    notice = store.notice_of(request.user, pk)
    if notice is None:
        raise Http404
    with may_stay_unwritten():
        store.see(notice)
    reader = get_language() or settings.LANGUAGE_CODE
    with override(settings.LANGUAGE_CODE):  # it was kept in this language, and is found in no other
        url = translate_url(notice.url, reader)
    return redirect(url)


@require_POST
def see_all(request: SignedInRequest) -> HttpResponse:
    """Everything in the list has been looked at."""
    store.see_all(request.user, _alliance(request.user))
    return redirect("notices:inbox")


def mail_wishes(request: SignedInRequest) -> HttpResponse:
    """Whether to get letters, which, and when not."""
    form = MailWishesForm(request.POST if request.method == "POST" else None, instance=wishes_of(request.user))
    if form.is_valid():
        language = get_language() or settings.LANGUAGE_CODE
        store.wish(request.user, mail=form.mail(), quiet=form.quiet(), language=language)
        messages.success(request, _("收信设置已记下。"))
        return redirect("notices:mail_wishes")
    place = whereabouts(request.user)
    context = {
        "form": form,
        "mail": settings.MAIL,
        "address": bool(place and address_for(request.user, alliance_of(place.alliance))),
    }
    return render(request, "notices/mail_wishes.html", context)


@csrf_exempt  # mail programs send it by themselves (RFC 8058); the signed word says whose wish it is
@login_not_required
def stop_mail(request: HttpRequest, word: str) -> HttpResponse:
    """No more letters, by the link that stands in each: opening it asks, sending it does it."""
    person = get_object_or_404(Person, pk=who_stops(word))
    if request.method == "POST":
        store.stop_mail(person)
    return render(request, "notices/stop_mail.html", {"stopped": request.method == "POST"})


def _alliance(person: Person) -> UUID:
    place = whereabouts(person)
    if place is None:
        raise Http404
    return alliance_of(place.alliance)
