"""What the foundation keeps about a person, for the own page; modules tell of theirs in their own panels.py."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.accounts.models import OpenSession, Person, PersonalToken
from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.notices.models import Mailing, MailWishes, Notice
from gongjian.foundation.wiring import Kept, keeps

keeps(
    Kept(
        "account",
        _("登录"),
        Person,
        ("pk",),
        {"username": _("登录名"), "phone": _("登录用的手机号"), "last_login": _("上次登录")},
        listed=True,
    ),
    Kept(
        "tokens",
        _("接口密钥"),
        PersonalToken,
        ("person",),
        {"label": _("用在哪里"), "issued_at": _("什么时候领的"), "revoked_at": _("什么时候停用的")},
    ),
    Kept(
        "deeds",
        _("操作记录里我办的事"),
        AuditEntry,
        ("actor",),
        {"at": _("什么时候"), "deed": _("办了什么")},
        by_ref=True,
    ),
)

keeps(
    Kept(
        "open_sessions",
        _("登录着的设备"),
        OpenSession,
        ("person",),
        {"system": _("系统"), "browser": _("浏览器"), "began_at": _("什么时候登录的"), "last_seen_at": _("上次用")},
    ),
    Kept(
        "notices",
        _("告诉我的、我打电话告诉别人的"),
        Notice,
        ("to", "told_by"),
        {"words": _("什么事"), "at": _("什么时候"), "seen_at": _("什么时候看的")},
    ),
    Kept("letters", _("发给我的信"), Mailing, ("to",), {"day": _("哪一天"), "sent_at": _("什么时候发的")}),
    Kept(
        "mail_wishes",
        _("收信设置"),
        MailWishes,
        ("person",),
        {"wants_mail": _("发邮件告诉我"), "quiet_from": _("晚上从几点起不发"), "quiet_until": _("到早上几点为止")},
    ),
)
