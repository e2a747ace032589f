"""On which devices somebody is signed in; ending that, and changing the password, which ends all the others."""

from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

from django.contrib.auth import HASH_SESSION_KEY, SESSION_KEY, update_session_auth_hash
from django.contrib.auth.signals import user_logged_in
from django.contrib.sessions.middleware import SessionMiddleware
from django.contrib.sessions.models import Session
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from gongjian.foundation import clock, disk
from gongjian.foundation.accounts.devices import kind_of
from gongjian.foundation.accounts.models import OpenSession, Person

_SEEN = "seen_at"
_KEPT = timedelta(days=30)
_SEEN_EVERY = 15 * 60  # seconds: looking at a page writes nothing more often than that


def begin(sender: object, request: HttpRequest, user: Person, **_more: object) -> None:  # noqa: ARG001  a signal's
    """Keep that somebody signed in here, whichever way; the middleware of devices leaves its cookie."""
    setattr(request, "just_signed_in", user.pk)  # noqa: B010  a request has no such field
    if not request.session.session_key:
        request.session.save()
    _write(request, user)
    OpenSession.objects.filter(person=user, last_seen_at__lt=clock.now() - _KEPT).delete()


def open_sessions(person: Person) -> list[OpenSession]:
    """Where the person is signed in now, the device used last first; whatever has ended by itself is left out."""
    rows = list(OpenSession.objects.filter(person=person).order_by("-last_seen_at", "-id"))
    live = {
        session.session_key
        for session in Session.objects.filter(
            session_key__in=[row.session_key for row in rows], expire_date__gt=clock.now()
        )
        if session.get_decoded().get(HASH_SESSION_KEY) == person.get_session_auth_hash()
    }
    return [row for row in rows if row.session_key in live]


def end(person: Person, session: UUID) -> bool:
    """Sign the person out on one device, from its next request on."""
    rows = OpenSession.objects.filter(person=person, pk=session)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    return bool(rows.delete()[0])


def end_all(person: Person, *, but: str = "") -> int:
    """Sign the person out everywhere, except in the session with the key `but`; says on how many devices."""
    rows = OpenSession.objects.filter(person=person).exclude(session_key=but)
    Session.objects.filter(session_key__in=list(rows.values_list("session_key", flat=True))).delete()
    return rows.delete()[0]


def change_password(request: HttpRequest, person: Person, password: str) -> None:
    """A new password: every other sign-in ends, this one goes on under a new key. API tokens are keys of their own."""
    person.set_password(password)
    with transaction.atomic():  # never a new password with the old sign-ins still open
        person.save(update_fields=["password"])
        end_all(person)
        update_session_auth_hash(request, person)
        _write(request, person)


class KeptSessionMiddleware(SessionMiddleware):
    """Django's own; a page that was only read is shown although the disk takes nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """What stays unwritten is a message that is shown once more. Who depends on his session writes it himself."""
        with disk.may_stay_unwritten():
            return super().process_response(request, response)
        return response


class LastSeenMiddleware:
    """Keeps when a device was used last, a few times an hour."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Django's own signature."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Only where the page asked who is here anyway: a public page does not depend on who looks."""
        response = self.get_response(request)
        if request.session.accessed and SESSION_KEY in request.session and not _seen_lately(request):
            with disk.may_stay_unwritten():
                _write(request, Person(pk=UUID(request.session[SESSION_KEY])))
        return response


def _seen_lately(request: HttpRequest) -> bool:
    return bool(clock.now().timestamp() - request.session.get(_SEEN, 0) < _SEEN_EVERY)


def _write(request: HttpRequest, person: Person) -> None:
    system, browser = kind_of(request.META.get("HTTP_USER_AGENT", ""))
    now = clock.now()
    OpenSession.objects.update_or_create(
        session_key=request.session.session_key,
        defaults={"person_id": person.pk, "system": system, "browser": browser, "last_seen_at": now},
        create_defaults={
            "person_id": person.pk,
            "system": system,
            "browser": browser,
            "began_at": now,
            "last_seen_at": now,
        },
    )
    request.session[_SEEN] = now.timestamp()


def listen() -> None:
    """At start-up."""
    user_logged_in.connect(begin, dispatch_uid="keep open sessions")
