"""The words for this module's refusals, and for those of counting cash."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak, speak_states
from gongjian.modules.campaigns.models import Campaign, CashBox

speak_states(CashBox.State)
speak("paper", lambda paper: Campaign.Paper(paper).label)

say("fundraising.paper_missing", _("还没有写清“%(paper)s”，这一类募捐不能开始。请写清楚再开。"))
say("fundraising.paper_not_needed", _("这一类募捐没有“%(paper)s”。请看看类型是不是选错了。"))
say(
    "fundraising.apportioned",
    _("写了“%(word)s”。捐不捐、捐多少都要自愿，不能分派（《慈善法》第三十二条）。请去掉这几个字，换个说法。"),
)
say(
    "fundraising.party_dues",
    _("写了“%(word)s”。党费只能用在党的活动上，不能拿来捐（党费收缴使用管理规定）。请去掉，改成自愿捐款。"),
)
say(
    "fundraising.pay_link",
    _("写了“%(word)s”。在网上募捐只能用民政部指定的平台（《慈善法》第二十七条）。请去掉网址和付款的话。"),
)
say("fundraising.ends_too_soon", _("结束的日子 %(ended_on)s 比开始还早。请改日期，或者空着。"))
say("fundraising.not_history", _("历史记录只记 2024 年 9 月 5 日以前结束的募捐。以后的要照今天的法律办，请换一种类型。"))
say("fundraising.may_not_collect", _("这一类募捐不能自己收钱（%(article)s）。要收钱，请另开一次“代收转交慈善组织”。"))
say("fundraising.may_not_publish", _("这一类募捐没有公开页（%(article)s）。请只在里面公示。"))
say("fundraising.may_not_give_to_charity", _("这一类募捐不能交给慈善组织（%(article)s）。请看看类型是不是选错了。"))
say("fundraising.may_not_give_to_family", _("这一类募捐不能直接交给家庭（%(article)s）。请交给写明的慈善组织。"))
say("campaigns.seal_used", _("封条号 %(seal_number)s 已经用过，不能再用。请换一张新封条，填新的号码。"))
say("campaigns.organiser_without_post", _("这位负责人今天在联盟里没有职务。请换一位有职务的人负责这次募捐。"))
say("campaigns.not_open", _("这次募捐已经结束，不能再封新箱。"))
say("campaigns.back_before_today", _("交回日期 %(back_on)s 已经过了。请填今天或今天以后的日期。"))
say(
    "campaigns.banked_already",
    _("%(number)s 的现金已经存进银行，清点那一笔现在冲销不了。请先冲销存款那一笔，再冲销清点。"),
)
say("campaigns.nobody_leads", _("联盟今天没有牵头单位，没有人能负责清点和存款。请先在成员里定牵头单位。"))
say("campaigns.not_countable", _("这只箱现在是“%(state)s”，不能清点。"))
say("cash.unknown_denomination", _("没有 %(denomination)s 元这种面额。请按清点单上的八种面额填。"))
say("cash.negative_pieces", _("%(denomination)s 元填了 %(pieces)s，张数不能是负数。没有就填 0。"))
say(
    "cash.too_many_pieces",
    _("%(denomination)s 元填了 %(pieces)s 张，一只箱最多 %(most)s 张。请看看是不是把金额填成了张数。"),
)
say("cash.agreed_already", _("两个人的数已经一样，不用再数了。请出纳确认入账。"))
say("cash.counted_already", _("你已经交过这一次的数，不能再交。要由另一个人来数。"))
say(
    "cash.same_organisation",
    _("另一位清点人和你是同一家单位。联盟定了要由两家单位的人各数一次，请换一家单位的人来数。"),
)
say("cash.not_your_recount", _("已经有两个人交了清点数，现在由他们两人复点。你填的数没有记下来。"))
say("campaigns.not_agreed", _("还没有两个人数得一样，不能入账。等两个人都交了数，并且每种面额都一样。"))
