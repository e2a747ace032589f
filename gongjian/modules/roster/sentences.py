"""The words for this module's refusals, and for files and sheets that cannot be read."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say, speak_states
from gongjian.modules.roster.models import Roster

speak_states(Roster.State)

say("sheets.too_big", _("这个文件超过 %(most)s 兆，太大了。名册用不了这么大，请删掉里面的图片再试。"))
say("sheets.locked", _("这个文件设了打开密码。请先去掉密码，再传一次。"))
say("sheets.macros", _("这个文件里带宏，为了安全不打开。请另存成不带宏的工作簿，再传一次。"))
say("sheets.too_much", _("这个文件展开以后太大，没有读。请把名册复制到一个新的工作簿里，再传一次。"))
say("sheets.not_a_sheet", _("这个文件不是表格，或者已经坏了。请用表格软件打开看看，另存一次再传。"))
say("office.no_head", _("没有找到表头。表里要有一行写着“单位”“姓名”这样的栏目名，请补上再传，也可以用空白表。"))
say("office.day", _("“%(typed)s”看不出是哪一天。请写成 2024-03-05 这样。"))
say("roster.too_many_rows", _("这张表有 %(rows)s 行，一次最多 %(most)s 行。请分成几张传。"))
say("roster.nothing_in_it", _("表头下面没有内容。请看看是不是传错了文件。"))
say("roster.not_asked", _("这个问题现在没有在问。请刷新页面，照现在的问题回答。"))
say("roster.no_such_answer", _("没有这个选项。请从列出的几种里选。"))
say("roster.doubts_open", _("还有 %(number)s 处没有回答，先不能记下。请先回答。"))
say("roster.nothing_to_change", _("表里的都已经有了，没有要改的。不用再记一次。"))
say("roster.changed_meanwhile", _("你看的这会儿，名单已经有变化。请再看一遍现在要改什么。"))
say("roster.too_late", _("撤回的日子到 %(until)s 为止，已经过了。要改的请一项一项改。"))
say("roster.something_stays", _("这些已经用到了，要留着：%(names)s。要撤回其余的，请勾上下面那一格再办一次。"))
say("roster.still_undoable", _("到 %(until)s 为止还能撤回，先不能清空。"))
say("roster.nobody_to_export", _("名册里还没有人，没有可以导出的。请先登记人员。"))
