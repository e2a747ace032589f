"""Counts are evidence: append-only."""

from gongjian.foundation.seals import append_only
from gongjian.modules.campaigns.models import CashCount

append_only(CashCount)
