"""The triggers of who got in: two people for a recovery, one use for a slip, no visit longer than it was allowed."""

from gongjian.foundation.seals import append_only, refuse
from gongjian.modules.entrance.models import Recovery, Slip, Visit, VisitedPage

_OTHER_THAN_BEFORE = " OR ".join(
    f"(NEW.{column} IS NULL) <> (OLD.{column} IS NULL) OR COALESCE(NEW.{column} <> OLD.{column}, FALSE)"
    for column in ("agreed_by_id", "agreed_at", "dropped_by_id")
)

append_only(VisitedPage)
refuse(Recovery, "DELETE", "a recovery stays known")
refuse(
    Recovery,
    "UPDATE",
    "a recovery keeps its people, and its answer",
    "NEW.person_id <> OLD.person_id OR NEW.proposed_by_id <> OLD.proposed_by_id OR (OLD.state <> 'proposed' AND ("
    # Answered, it changes no more; only its words are taken out when the person is erased.
    "NEW.note <> '' OR NEW.state <> OLD.state OR NEW.identified <> OLD.identified"
    f" OR {_OTHER_THAN_BEFORE}))",
    name="people",
)
refuse(Slip, "DELETE", "a slip stays known")
refuse(
    Slip,
    "INSERT",
    "a slip for recovery needs a recovery that two people agreed on",
    "NEW.recovery_id IS NOT NULL AND NOT EXISTS (SELECT 1 FROM entrance_recovery r WHERE r.id = NEW.recovery_id"
    " AND r.state = 'seconded' AND r.agreed_by_id <> r.proposed_by_id AND r.person_id = NEW.person_id)",
    name="two_people",
)
refuse(
    Slip,
    "INSERT",
    "a slip that nobody hands out is for an alliance in which nobody has been",
    "NEW.handed_out_by_id IS NULL AND EXISTS (SELECT 1 FROM entrance_slip s WHERE s.alliance_id = NEW.alliance_id"
    " AND s.used_at IS NOT NULL)",
    name="from_nobody",
)
refuse(
    Slip,
    "UPDATE",
    "a slip is good once, for one person, until its day",
    "OLD.used_at IS NOT NULL OR OLD.withdrawn_at IS NOT NULL OR NEW.person_id <> OLD.person_id"
    " OR NEW.code_mark <> OLD.code_mark OR NEW.expires_at > OLD.expires_at OR NEW.purpose <> OLD.purpose"
    " OR (NEW.handed_out_by_id IS NULL) <> (OLD.handed_out_by_id IS NULL)"
    " OR COALESCE(NEW.handed_out_by_id <> OLD.handed_out_by_id, FALSE)"
    " OR COALESCE(NEW.recovery_id <> OLD.recovery_id, FALSE)",
    name="once",
)
refuse(Visit, "DELETE", "a visit stays known")
refuse(
    Visit,
    "UPDATE",
    "a visit keeps its operator, and is never made longer",
    "OLD.ended_at IS NOT NULL OR NEW.operator_id <> OLD.operator_id OR NEW.hours > OLD.hours"
    " OR COALESCE(NEW.ends_at > OLD.ends_at, FALSE) OR COALESCE(NEW.allowed_by_id <> OLD.allowed_by_id, FALSE)"
    " OR (OLD.ends_at IS NOT NULL AND NEW.ends_at IS NULL)",
    name="longer",
)
