"""The words for refusals at the door."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say

say(
    "accounts.too_often",
    _("错的次数太多了，请过 %(minutes)s 分钟再试。着急的话，用你登录过的手机或电脑，或者用通行密钥，现在就能进。"),
)
say(
    "accounts.too_often_today",
    _(
        "错的次数太多了，这台设备要过 %(hours)s 小时才能再试。"
        "用你登录过的手机或电脑，或者用通行密钥，现在就能进；都没有，请找总支书记或组织委员。"
    ),
)
say(
    "accounts.many_are_trying",
    _("现在有人在到处乱猜密码，没登录过的设备要慢一点。请过一分钟再试，或者用你登录过的手机、电脑，用通行密钥。"),
)
say(
    "accounts.phone_not_free",
    _("这个号码现在不能用来登录。请核对一遍号码；没有写错，请找总支书记或组织委员帮忙看看。"),
)
