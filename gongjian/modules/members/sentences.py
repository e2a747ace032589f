"""The words for this module's refusals."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak, speak_states
from gongjian.modules.members.models import ErasureRequest

speak_states(ErasureRequest.State)

_ASKED = {
    "alliance.name": _("联盟的全称"),
    "alliance.short_name": _("联盟的简称"),
    "alliance.slug": _("联盟的代号"),
    "alliance.phone": _("监督电话"),
    "organisation.name": _("牵头单位"),
    "profile.name": _("第一位书记的姓名"),
    "side.name": _("一方的名称"),
}
speak("which", lambda which: _ASKED[which])

say("members.founding_lacks", _("“%(which)s”还空着。建立联盟少不了这一样，请补上。"))
say("members.founding_too_long", _("“%(which)s”太长了，最多 %(most)s 个字。请写短一些。"))
say(
    "members.slug_letters",
    _("代号“%(slug)s”不行：只能用小写英文字母和数字，中间可以用短横。请换一个，例如街名的拼音。"),
)
say("members.slug_taken", _("代号“%(slug)s”已经有联盟在用，什么都没有改。要另建一个联盟，请换一个代号。"))
say("members.alliance_exists", _("已经有叫“%(name)s”的联盟，什么都没有改。要另建一个，请换一个名称。"))
say("members.leads_already", _("这一天已经由%(organisation)s牵头。同一天只能有一家牵头，请先写上它牵头到哪天。"))
say("members.side_exists", _("已经有叫“%(name)s”的一方。请换一个名称，或者直接用它。"))
say("members.is_member_already", _("%(organisation)s在这段日子里已经是成员。请改日期，或者从名单里打开它。"))
say("members.leader_leaves", _("%(organisation)s牵头，不能直接退出。请先由联席会定下换哪家牵头。"))
say("members.leaves_in_the_past", _("过去的日子不能改，最早到今天（%(today)s）为止。请填今天或今天以后的日期。"))
say("members.leaves_before_joining", _("这家单位 %(begins_on)s 才加入，不能比这天更早退出。"))
say("members.left_already", _("已经记下到 %(ends_on)s 为止，不能再往后延。要继续，请重新登记。"))
say(
    "members.post_begins_later",
    _("这家单位有人的职务 %(begins_on)s 才开始。请把最后一天改到那天以后，或者先请人改职务。"),
)
say(
    "contact.credit_code",
    _("“%(typed)s”不像统一社会信用代码：要 18 位，最后一位是校验位。请照营业执照或登记证书重填。"),
)
say("members.code_taken", _("这个代码（%(credit_code)s）已经登记在另一家单位名下。一个代码只属于一家，请核对证照。"))
say("members.code_is_shared", _("这家单位还在别的联盟里，已有的代码不能由一家联盟改。请联系系统管理员核对证照。"))
say("members.not_known_here", _("这家单位不在本联盟，也不是登记过的外部单位。请先登记。"))
say("members.renamed_in_the_future", _("改名要等到那一天再记，最晚写今天（%(today)s）。"))
say("members.renamed_later", _("%(last)s 已经记过一次改名，新的改名要在这天以后。"))
say("members.is_related_already", _("%(organisation)s已经是这样的外部单位，不用再登记。"))
say("members.relation_ends_in_the_past", _("最早只能到 %(first)s 为止。请填这天或以后的日期。"))
say("members.not_yours_to_give", _("书记、组织委员这样能拿主意、管职务的职务，要由书记来任命。"))
say("members.ends_in_the_past", _("过去的日子不能改，职务最早到今天（%(today)s）为止。请填今天或今天以后的日期。"))
say("members.ends_before_it_begins", _("这个职务 %(begins_on)s 才开始，不能比这天更早结束。"))
say("members.ended_already", _("这个职务 %(ends_on)s 就结束，不能再往后延。要接着做，请重新任职。"))
say("members.unknown_power", _("没有“%(power)s”这种权限。请从列出的几种里选。"))
say("members.kind_exists", _("已经有叫“%(name)s”的职务。请换一个名称，或者直接用它。"))
say("members.not_of_this_alliance", _("这个人还没有登记在本联盟。请先登记，再请他代理。"))
say("members.no_reason", _("请写为什么要这样做。这句话会一直留着，本人看得到。"))
say("members.appointed_in_the_past", _("职务最早从今天（%(today)s）开始，不能补写过去的日子。"))
say("members.stands_in_for_oneself", _("不能代理自己的职务。请选另一个人。"))
say("members.standing_in_needs_an_end", _("代理要写明到哪天为止，而且不能早于开始那天。"))
say("members.begins_in_the_past", _("代理最早从今天（%(today)s）开始，不能补写过去的日子。"))
say("members.not_held_back", _("这个人的职务没有停，不用确认。可能有人先确认了，请刷新这一页看看。"))
say("members.outside_the_post", _("代理的日子要在这个职务的任期里。请改日期。"))
say("members.standing_in_is_over", _("这次代理已经结束了，不用再收回。"))
say("members.in_use", _("别的记录已经用到它，不能撤回。请先看看哪里用到了。"))
say("contact.phone", _("“%(typed)s”不像电话号码。手机 11 位，座机带区号，例如 021-56551234。一格只填一个号码。"))
say("contact.email", _("“%(typed)s”不像电子邮箱。请看看有没有 @，@ 后面有没有点。"))
say(
    "contact.id_number_length",
    _("身份证号要 18 位，填了 %(digits)s 位。从表格里复制的号码常丢末几位，请照证件重填。"),
)
say("contact.id_number", _("身份证号的最后一位对不上，请照证件重填。"))
say("members.nothing_to_tell", _("他都看过了，或者已经有人打过电话，不用再打。"))
say("retention.holds_a_post", _("这个人今天或者以后还有职务、还在替人代理，资料还用得着。请先结束职务，第二天再来。"))
say(
    "members.not_settled",
    _("这个人在联盟里还有没办完的事：手上有钱、负责着一次募捐，或者提的事还在办。请先办完，再来删除。"),
)
say("retention.kept_until", _("有的记录依法还要留一阵。%(until)s 起就可以删除，请那天再来。"))
say("members.is_erased", _("这个人的资料已经删除，只剩编号，不能再改。他要再来，请重新登记。"))
say("members.erasure_asked_already", _("已经有人申请删除了，等另一位答复。不用再提一次。"))
say("members.erasure_without_reason", _("请写为什么要删别人的资料，好让另一位决定。"))
say("members.refusal_without_reason", _("不删要说明理由，本人看得到。请写一句为什么。"))
