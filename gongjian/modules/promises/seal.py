"""The day by which something was promised never changes: late stays late; what was said and signed stays so."""

from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.promises.models import (
    CalendarFeed,
    Handover,
    HandoverItem,
    Nudge,
    Promise,
    Report,
    Routine,
    Signature,
)

refuse(Promise, "UPDATE", "the day of a promise never changes", "NEW.due_on <> OLD.due_on", name="due_on")
for _model in (Nudge, Report, Handover, HandoverItem, Signature):
    append_only(_model)

# A routine is stopped, never changed: what was promised under it stays understandable.
_FIXED = ("title", "owed_by_id", "power", "every", "day", "month", "lead_days", "begins_on", "source")
refuse(
    Routine,
    "UPDATE",
    "a routine only gets a last day",
    " OR ".join(f"NEW.{name} <> OLD.{name}" for name in _FIXED),
    name="fixed",
)

# Whoever was told a closed address never reads by it again; the mark is emptied when the person is erased.
refuse(
    CalendarFeed,
    "UPDATE",
    "a subscription keeps its person and its secret, and is not opened again",
    "NEW.person_id <> OLD.person_id OR NEW.opened_at <> OLD.opened_at"
    " OR (NEW.secret_mark <> OLD.secret_mark AND NEW.secret_mark <> '')"
    " OR (OLD.closed_at IS NOT NULL AND (NEW.closed_at IS NULL OR NEW.closed_at <> OLD.closed_at))",
    name="own",
)

# A post is handed over to another person in the same organisation.
refuse(
    Handover,
    "INSERT",
    "a post is handed over to another person of the same organisation",
    "NOT EXISTS (SELECT 1 FROM members_post a, members_post b WHERE a.id = NEW.leaving_id AND b.id = NEW.coming_id "
    "AND a.person_id <> b.person_id AND a.organisation_id = b.organisation_id)",
    name="pair",
)
# Who signs is the one who holds the post, which is one of the two.
refuse(
    Signature,
    "INSERT",
    "each of the two signs for himself",
    "NOT EXISTS (SELECT 1 FROM promises_handover h, members_post p WHERE h.id = NEW.handover_id "
    "AND p.id = NEW.post_id AND p.id IN (h.leaving_id, h.coming_id) AND p.person_id = NEW.person_id)",
    name="signer",
)
# What was signed on paper is recorded by a third person.
refuse(
    Signature,
    "INSERT",
    "signatures on paper are recorded by a third person",
    "NEW.on_paper AND EXISTS (SELECT 1 FROM promises_handover h, members_post p WHERE h.id = NEW.handover_id "
    "AND p.id IN (h.leaving_id, h.coming_id) AND p.person_id = NEW.recorded_by_id)",
    name="third",
)
