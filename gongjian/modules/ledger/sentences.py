"""The words for this module's refusals."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.ledger.models import Reversal

speak_states(Reversal.State)

say("ledger.too_few_lines", _("这笔账不到两条分录，记不进去。一借一贷至少各有一条。"))
say("ledger.empty_line", _("这笔账里有一条金额是 0 元，记不进去。请去掉这一条。"))
say("ledger.unbalanced", _("这笔账借贷差 %(difference)s 元，记不进去。请把两边改成一样。"))
say("ledger.fund_unbalanced", _("这笔账在两项资金之间没有各自平衡，记不进去。专款要专用，请按资金分开记。"))
say("ledger.not_enough", _("钱不够：现在只有 %(held)s 元，还差 %(missing)s 元。请先核对是不是已经支出或存入银行。"))
say("ledger.unsealable", _("这笔账里有换行或制表符，盖不上账印。请去掉后再记。"))
say("ledger.reversed_already", _("第 %(number)s 笔已经冲销过，或者正在等书记同意，不能再冲销一次。"))
say("ledger.reversal_of_reversal", _("第 %(number)s 笔本身就是冲销，不能再冲销。请重新记一笔正确的账。"))
