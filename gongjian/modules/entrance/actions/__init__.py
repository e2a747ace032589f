"""Every write about who gets in."""

from gongjian.modules.entrance.actions.slips import (
    Login,
    agree_recovery,
    drop_recovery,
    hand_out_slip,
    propose_recovery,
    use_slip,
    withdraw_slip,
)
from gongjian.modules.entrance.actions.visits import allow_visit, ask_visit, end_visit, visit_page

__all__ = [
    "Login",
    "agree_recovery",
    "allow_visit",
    "ask_visit",
    "drop_recovery",
    "end_visit",
    "hand_out_slip",
    "propose_recovery",
    "use_slip",
    "visit_page",
    "withdraw_slip",
]
