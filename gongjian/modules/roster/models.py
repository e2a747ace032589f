"""A sheet that somebody uploaded: what it says, what was answered, what it changed."""

import json
from dataclasses import asdict
from datetime import timedelta
from typing import Any, cast

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from gongjian.foundation import clock
from gongjian.foundation.sealing.fields import Sealed, SealedTextField
from gongjian.foundation.tenancy import AllianceOwned
from gongjian.rulebook.moves import Moves
from gongjian.rulebook.office import LeftOver, Line, Understood, Unread

UNDONE_WITHIN = timedelta(days=30)


class Roster(AllianceOwned):
    """One upload of the sheet of members (名册). Nothing of it holds until it is applied."""

    class State(models.TextChoices):
        """How far it has come."""

        READ = "read", _("等你核对")
        APPLIED = "applied", _("已经记下")
        UNDONE = "undone", _("已经撤回")
        DISCARDED = "discarded", _("没有采用")

    MOVES = Moves(
        {
            "answer_doubts": [(State.READ, State.READ)],
            "apply_roster": [(State.READ, State.APPLIED)],
            "undo_roster": [(State.APPLIED, State.UNDONE)],
            "drop_roster": [(State.READ, State.DISCARDED)],
            "forget_roster": [(State.APPLIED, State.APPLIED)],
        }
    )

    fingerprint = models.CharField(max_length=64)
    sheet_names = models.JSONField(default=list)
    state = models.CharField(_("状态"), max_length=10, choices=State, default=State.READ)
    uploaded_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True)
    # Names and numbers of people, as JSON; emptied as soon as they are not needed any more.
    understood = SealedTextField(_("读到的"))
    answers = SealedTextField(_("回答"))
    changed = SealedTextField(_("改了什么"))

    class Meta:
        verbose_name = _("名册")
        indexes = (models.Index(fields=("alliance", "uploaded_at"), name="rosters_by_day"),)

    @property
    def undo_until(self) -> Any:  # noqa: ANN401  a moment, or None
        """The last moment at which it can be undone."""
        return self.applied_at + UNDONE_WITHIN if self.applied_at else None

    @property
    def can_be_undone(self) -> bool:
        """Whether it is applied, and not too long ago."""
        return self.state == self.State.APPLIED and bool(self.changed) and clock.now() <= self.undo_until

    def told(self) -> Understood:
        """What the sheet says; nothing once it has been emptied."""
        held = opened(self.understood) or {"lines": [], "titles": [], "left_over": []}
        return Understood(
            tuple(_line(each) for each in held["lines"]),
            tuple(held["titles"]),
            tuple(LeftOver(**each) for each in held["left_over"]),
        )

    def answered(self) -> dict[str, str]:
        """The answers that were given, by the key of the question."""
        return cast("dict[str, str]", opened(self.answers) or {})


def opened(kept: Sealed | str) -> Any:  # noqa: ANN401  whatever JSON holds
    """What a sealed field holds; None for nothing."""
    text = kept.opened() if isinstance(kept, Sealed) else kept
    return json.loads(text) if text else None


def written(understood: Understood) -> str:
    """What a sheet says, for keeping."""
    return json.dumps(asdict(understood), ensure_ascii=False)


def _line(told: dict[str, Any]) -> Line:
    lists = {"cells": tuple(told["cells"]), "posts": tuple(told["posts"])}
    return Line(**{**told, **lists, "unread": tuple(Unread(**each) for each in told["unread"])})
