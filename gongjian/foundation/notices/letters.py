"""A letter: titles and links, no names, numbers or amounts; the way out of it in every mail program."""

from email.utils import parseaddr
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from gongjian.foundation.accounts.models import Person
from gongjian.foundation.notices.models import Mailing
from gongjian.foundation.notices.words import title_of

_SALT = "gongjian.notices.stop"
_MOST_LINES = 30
_NOBODY = UUID(int=0)


def letter(mailing: Mailing, address: str, language: str) -> EmailMultiAlternatives:
    """The letter to be sent. Sent twice, it carries the same Message-ID: whoever receives it can tell."""
    notices = list(mailing.notices.order_by("at", "id"))
    with override(language):
        lines = [(title_of(one), _link("notices:open", one.pk)) for one in notices[:_MOST_LINES]]
        stop = _link("notices:stop_mail", stop_word(mailing.to))
        subject = _("共建：%(title)s") % {"title": title_of(notices[0])}
        if len(notices) > 1:
            subject = ngettext("共建：有 %(number)s 件事等你看", "共建：有 %(number)s 件事等你看", len(notices)) % {
                "number": len(notices)
            }
        context = {
            "lines": lines,
            "more": len(notices) - len(lines),
            "all": _link("notices:inbox"),
            "wishes": _link("notices:mail_wishes"),
            "stop": stop,
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("notices/letter.txt", context),
            to=[address],
            headers={
                "Message-ID": f"<{mailing.pk}@{_domain()}>",
                "Auto-Submitted": "auto-generated",
                "List-Unsubscribe": f"<{stop}>",
                "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
            },
        )
        message.attach_alternative(render_to_string("notices/letter.html", context), "text/html")
    return message


def stop_word(person: Person) -> str:
    """What a link carries by which somebody wants no more letters: his own doing, without signing in."""
    return signing.dumps(str(person.pk), salt=_SALT)


def who_stops(word: str) -> UUID:
    """The id of the person whose link it is; the id of nobody for a link that nobody was sent."""
    try:
        return UUID(signing.loads(word, salt=_SALT))
    except signing.BadSignature:
        return _NOBODY


def _link(name: str, *args: object) -> str:
    return settings.SITE + reverse(name, args=args)


def _domain() -> str:
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2]
