"""Pages of who gets in."""

from gongjian.modules.entrance.views.recoveries import agree_recovery, drop_recovery, propose_recovery
from gongjian.modules.entrance.views.slips import hand_out_slip, use_slip, withdraw_slip
from gongjian.modules.entrance.views.visits import allow_visit, ask_visit, end_visit, entrance, visit

__all__ = [
    "agree_recovery",
    "allow_visit",
    "ask_visit",
    "drop_recovery",
    "end_visit",
    "entrance",
    "hand_out_slip",
    "propose_recovery",
    "use_slip",
    "visit",
    "withdraw_slip",
]
