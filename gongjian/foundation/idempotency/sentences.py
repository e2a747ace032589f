"""The words for refusals of the house itself."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say

say("idempotency.key_missing", _("这张表没有带一次性编号，什么都没有记。请重新打开这一页再填。"))
say(
    "idempotency.other_body",
    _("这张表已经交过一次，这次的内容和上次不一样，没有再记。请重新打开这一页看看现在的情况。"),
)
say(
    "disk.full",
    _("没有记下来：放数据的磁盘满了，写不进去。请告诉系统管理员；磁盘有空位以后，照原样再按一次，不会记两遍。"),
)
say(
    "disk.read_only",
    _("没有记下来：放数据的磁盘现在只能看，写不进去。请告诉系统管理员；磁盘修好以后，照原样再按一次，不会记两遍。"),
)
say("moves.not_allowed", _("现在是“%(state)s”，不能改成“%(following)s”。可能有人先办了，请刷新这一页看看。"))
say("money.not_an_amount", _("看不懂这个金额。请只写数字，单位是元，最多两位小数，例如 1234.50。"))
say("money.no_amount", _("金额是 0 元。请填一个大于 0 的数。"))
say("money.no_shares", _("没有可以分钱的份额，分不了。请至少填一份。"))
say("gifts.unsealable", _("这笔捐款的编号、金额、日期或渠道不合格式，封不进账里，没有记。请查一查这几样再记。"))
say("gifts.unreadable", _("认不出这个收据号，可能抄错了一个字，或者少抄了。请照收据上的再输一遍，最后那个字也要输。"))
