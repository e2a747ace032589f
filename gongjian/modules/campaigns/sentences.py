"""The words for this module's refusals, for those of counting cash, and of reading payment bills."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak, speak_states
from gongjian.modules.campaigns.models import Bill, Campaign, CashBox

speak_states(CashBox.State)
speak_states(Bill.State)
speak("paper", lambda paper: Campaign.Paper(paper).label)
_APPS = {"wechat": _("微信"), "alipay": _("支付宝")}
_KINDS_OF_FILES = {"archive": _("别种压缩包"), "document": _("电子文档"), "page": _("网页"), "picture": _("图片")}
speak("app", lambda app: _APPS[app])
speak("file_kind", lambda kind: _KINDS_OF_FILES[kind])

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
say(
    "fundraising.not_history", _("历史记录只记 2024 年 9 月 5 日以前结束的募捐。以后的要照今天的法律办，请换一种类型。")
)
say("fundraising.may_not_collect", _("这一类募捐不能自己收钱（%(article)s）。要收钱，请另开一次“代收转交慈善组织”。"))
say("fundraising.may_not_publish", _("这一类募捐没有公开页（%(article)s）。请只在里面公示。"))
say("fundraising.may_not_give_to_charity", _("这一类募捐不能交给慈善组织（%(article)s）。请看看类型是不是选错了。"))
say("fundraising.may_not_give_to_family", _("这一类募捐不能直接交给家庭（%(article)s）。请交给写明的慈善组织。"))
say("campaigns.bill_read_already", _("这个文件已经传过了，没有再记一遍。请在账单里找原来那一张。"))
say("campaigns.bill_says_nothing", _("这张账单上没有一笔收款。请看看下载的时候选的日子对不对。"))
say("campaigns.refund_of_nothing", _("这是退款，找不到它退的那一笔，不能算成捐款。只能选“不算”，写明为什么。"))
say("campaigns.judged_without_reason", _("还没有写为什么。请写一句，以后查得到。"))
say("campaigns.doubts_left", _("还有 %(number)s 笔要先定下算不算。请出纳定好了，再来核对。"))
say("campaigns.nothing_to_enter", _("这张账单上没有一笔要记的：都记过了，或者都不算。请把它放在一边。"))
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

say("sheets.bill_empty", _("这个文件是空的。请到商户平台重新下载账单，再传一次。"))
say("sheets.bill_too_big", _("这个文件超过 %(most)s 兆，太大了。请分几段日期下载账单，一份一份传，或者压缩以后再传。"))
say("sheets.bill_too_long", _("这个文件超过 %(most)s 行，太长了。请分几段日期下载账单，一份一份传。"))
say(
    "sheets.bill_is_workbook",
    _("这是表格软件存的文件，不是原来的账单，数字可能已经变了。请重新下载文本格式（CSV）的账单，不要打开，直接传。"),
)
say("sheets.bill_other_kind", _("这是%(file_kind)s，不是账单文件。请到商户平台下载文本格式（CSV）的账单，再传一次。"))
say("sheets.bill_wide_text", _("这个文件被别的软件另存过，文字的存法变了。请重新下载账单，不要打开，直接传。"))
say("sheets.bill_not_text", _("这个文件里有不是文字的内容，可能已经坏了。请重新下载账单，再传一次。"))
say("sheets.bill_unreadable", _("这个文件里的文字读不出来，可能已经坏了。请重新下载账单，再传一次。"))
say("sheets.bill_broken_archive", _("这个压缩包打不开，可能没有下载完整。请重新下载，再传一次。"))
say("sheets.bill_nested", _("这个压缩包里还有压缩包，没有再打开。请先解开，把里面的账单传上来。"))
say("sheets.bill_too_many_files", _("这个压缩包里的文件太多，账单的压缩包里最多 %(most)s 个。请只传账单这一个文件。"))
say(
    "sheets.bill_unpacks_too_big",
    _("这个压缩包展开以后超过 %(most)s 兆，没有打开。请分几段日期下载账单，一份一份传。"),
)
say("sheets.bill_unsafe_archive", _("这个压缩包里的文件名指向别的地方，为了安全不打开。请重新下载账单，再传一次。"))
say("sheets.bill_locked", _("这个压缩包设了密码，程序打不开。请先用密码解开，把里面的账单传上来。"))
say("sheets.bill_not_one", _("这个压缩包里有 %(files)s 份明细，一次只能读一份。请把要读的那一份单独传上来。"))
say("bills.empty", _("这个文件里一行字也没有。请到商户平台重新下载账单，再传一次。"))
say("bills.not_a_bill", _("这个文件不是账单，里面没有账单的表头。请到商户平台下载账单，再传一次。"))
say(
    "bills.another_program",
    _(
        "这是一张别的表，不是微信或者支付宝的商户账单，可能是银行流水或者别的软件导出的。"
        "请到商户平台下载账单，再传一次。"
    ),
)
say(
    "bills.personal_account",
    _("这是%(app)s个人账户的账单（第 %(line)s 行）。公开募捐的钱不能收进个人账户，所以不读。请用募捐单位的商户账单。"),
)
say(
    "bills.other_report",
    _("这是“%(report)s”（第 %(line)s 行），里面看不清每一笔捐款。请到商户平台下载“%(instead)s”，再传一次。"),
)
say("bills.no_head", _("这份账单没有表头，不知道每一栏是什么。可能删掉过几行，请重新下载账单，不要改动，直接传。"))
say("bills.missing_column", _("第 %(line)s 行的表头缺了“%(column)s”这一栏。请重新下载账单，不要改动，直接传。"))
say(
    "bills.unknown_column",
    _("第 %(line)s 行有一栏“%(column)s”，账单里没有这一栏，怕读错。请重新下载账单；还是这样，请告诉维护的人。"),
)
say(
    "bills.column_twice",
    _("第 %(line)s 行的表头有两栏“%(column)s”，不知道看哪一栏。请重新下载账单，不要改动，直接传。"),
)
say("bills.line_too_long", _("第 %(line)s 行超过 %(most)s 个字，不像账单。请重新下载账单，再传一次。"))
say(
    "bills.cells",
    _("第 %(line)s 行有 %(cells)s 格，表头有 %(columns)s 栏，对不上。可能被改过，请重新下载账单，不要改动，直接传。"),
)
say("bills.cut", _("账单到第 %(line)s 行就断了，后面没有完整的合计，可能没有下载完。请重新下载账单，再传一次。"))
say("bills.after_end", _("合计下面的第 %(line)s 行还有内容，可能是两份账单拼在了一起。请一份一份传。"))
say("bills.too_many_rows", _("这份账单有 %(rows)s 行，一次最多 %(most)s 行。请分几段日期下载账单，一份一份传。"))
say(
    "bills.total_differs",
    _(
        "第 %(line)s 行的“%(total)s”写着 %(said)s，一行一行数出来是 %(counted)s，对不上。账单可能被改过，"
        "请重新下载，不要打开，直接传。"
    ),
)
say(
    "bills.not_an_amount",
    _("第 %(line)s 行“%(column)s”写着“%(typed)s”，看不出是多少。可能被改过，请重新下载账单，再传一次。"),
)
say(
    "bills.not_positive",
    _("第 %(line)s 行“%(column)s”是“%(typed)s”，应当大于零，怕记错账。请重新下载账单；还是这样，请问商户平台。"),
)
say(
    "bills.currency",
    _("第 %(line)s 行的钱是“%(typed)s”，不是人民币，账上记不了。请和募捐单位商量怎样处理这一笔，这份账单先不读。"),
)
say(
    "bills.not_a_time",
    _("第 %(line)s 行“%(column)s”写着“%(typed)s”，没有这样的日子或者钟点。可能被改过，请重新下载账单，再传一次。"),
)
say(
    "bills.outside_period",
    _(
        "第 %(line)s 行的时间 %(typed)s 不在这份账单的日期里（%(begins)s 到 %(ends)s），可能是从别处贴来的。"
        "请重新下载账单，再传一次。"
    ),
)
say(
    "bills.not_a_number",
    _("第 %(line)s 行“%(column)s”写着“%(typed)s”，不像号码，以后认不出这一笔。请重新下载账单，不要改动，直接传。"),
)
say(
    "bills.spoiled_number",
    _(
        "第 %(line)s 行“%(column)s”变成了“%(typed)s”，是表格软件存坏的，原来的号码没有了。"
        "请重新下载账单，不要打开，直接传。"
    ),
)
say(
    "bills.refund_without_number",
    _("第 %(line)s 行是退款，可是没有“%(column)s”，分不清是哪一次退的。请重新下载账单；还是这样，请问商户平台。"),
)
say(
    "bills.unknown_kind",
    _("第 %(line)s 行“%(column)s”写着“%(typed)s”，不知道是收还是退，怕记错账。请告诉维护的人，先不要传这份账单。"),
)
say(
    "bills.more_accounts",
    _("第 %(line)s 行的商户号是 %(account)s，前面是 %(first)s，一份账单只能是一个商户的。请分开下载，一份一份传。"),
)
say(
    "bills.no_preamble",
    _("第 %(line)s 行的表头上面缺了“%(column)s”，不知道是谁的、哪几天的账单。请重新下载，不要改动，直接传。"),
)
say("bills.nothing_in_it", _("这份账单第 %(line)s 行下面一笔也没有。请看看日期选得对不对，重新下载再传。"))
say(
    "bills.twice_alike",
    _("第 %(line)s 行和第 %(first)s 行一模一样，都是 %(number)s 这一笔。可能重复贴了一行，请重新下载账单，再传一次。"),
)
say(
    "bills.twice_different",
    _("第 %(line)s 行和第 %(first)s 行是同一笔 %(number)s，内容却不一样，不知道信哪一行。请重新下载账单，再传一次。"),
)
