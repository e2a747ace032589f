"""The words for this module's refusals."""

from django.utils.translation import gettext_lazy as _

from gongjian.foundation.sentences import say

say("members.leads_already", _("这一天已经由%(organisation)s牵头。同一天只能有一家牵头，请先写上它牵头到哪天。"))
