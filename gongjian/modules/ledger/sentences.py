"""The words for this module's refusals."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.ledger.models import BookingRequest, Period, Reversal

speak_states(Reversal.State)
speak_states(Period.State)
speak_states(BookingRequest.State)

say("ledger.too_few_lines", _("这笔账不到两条分录，记不进去。一借一贷至少各有一条。"))
say("ledger.empty_line", _("这笔账里有一条金额是 0 元，记不进去。请去掉这一条。"))
say("ledger.unbalanced", _("这笔账借贷差 %(difference)s 元，记不进去。请把两边改成一样。"))
say("ledger.fund_unbalanced", _("这笔账在两项资金之间没有各自平衡，记不进去。专款要专用，请按资金分开记。"))
say("ledger.not_enough", _("钱不够：现在只有 %(held)s 元，还差 %(missing)s 元。请先核对是不是已经支出或存入银行。"))
say(
    "ledger.too_few_goods",
    _("物资不够：现在只有 %(pieces)s，还差 %(lacking)s。请先核对是不是已经发出，或者收到的还没有记。"),
)
say("ledger.wrong_account", _("物资要记在物资的科目里，钱要记在钱的科目里，这笔账放错了地方，记不进去。请改科目。"))
say(
    "ledger.fund_overspent",
    _("这项资金自己的钱还差 %(missing)s 元：剩下的是替别人收的，不能花。请少付一些，或者换一项资金。"),
)
say("ledger.owes_less", _("应交的只有 %(held)s 元，这一笔多交了 %(missing)s 元。请按应交的数交。"))
say("ledger.same_fund", _("划出和划入是同一项资金，等于没有划。请选另一项。"))
say("proof.unsealable", _("这笔账里有换行或制表符，盖不上账印。请去掉后再记。"))
say("ledger.reversed_already", _("第 %(number)s 笔已经冲销过，或者正在等书记同意，不能再冲销一次。"))
say("ledger.reversal_of_reversal", _("第 %(number)s 笔本身就是冲销，不能再冲销。请重新记一笔正确的账。"))
say("ledger.close_proposed", _("%(month)s 已经提出结账，正在等第二个人同意，不用再提。"))
say("ledger.reversal_waits", _("%(month)s 里还有一笔账等着答复冲销，先答复，再结账。"))
say(
    "ledger.changed_since",
    _("提出结账以后，%(month)s 又记了账。请不同意这一次，由出纳重新提出。"),
)
say("ledger.no_reason", _("还没有写是怎么回事。请用一两句话写上，会一直留着。"))
say("ledger.nothing_to_sign", _("这一天没有要盖总印的账，已经盖过，或者还没有过完。"))
say("ledger.does_not_fit", _("第 %(number)s 笔账和账印对不上，这一天的总印没有盖。请马上找系统管理员核对。"))
say("ledger.confirmed_already", _("你们单位已经留过底，不用再留。"))
say("ledger.raised_already", _("这个警报已经响过，正等人说明。"))
say("ledger.explained_already", _("这个警报已经有人说明过，说明一直留着，不能再改。"))
say("closing.month_closed", _("%(month)s 已经结账，不能再记。请记在还没结账的月份里，最早是 %(open)s。"))
say("closing.not_its_turn", _("结账要从早的月份结起，现在轮到 %(turn)s。请先结那个月。"))
say("closing.nothing_entered", _("没有记了账还没结的月份，没有什么要结。"))
say("closing.not_over", _("%(month)s 还没有过完，过完再结账。"))
say("bookings.no_way", _("这样记不了：这件事不能从这里到那里。请换一种事，或者换一处。"))
say("bookings.to_oneself", _("交的人和接的人是同一个人，等于没有交。请选另一个人。"))
say("bookings.purpose_only", _("这是有指定用途的钱，不能付日常开支。请从没有指定用途的资金里付。"))
say("bookings.restricted_stays", _("这是有指定用途的钱，不能划给别的资金。只有没有指定用途的钱才能划出去。"))
say("bookings.not_free_to_free", _("两项都是没有指定用途的资金，不用划。请选一项有指定用途的。"))
say("ledger.keeps_no_cash", _("接手的人今天不管钱箱和账，不能接。请先请书记任命，或者选另一个人。"))
say("ledger.fund_there_already", _("已经有一项同名的资金，不用再开。请直接用它，或者换一个名字。"))
say("ledger.goods_there_already", _("已经有同名的物资，不用再添。请直接用它，或者换一个名字。"))
