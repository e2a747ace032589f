"""The audit log is append-only."""

from gongjian.foundation.audit.models import AuditEntry
from gongjian.foundation.seals import append_only

append_only(AuditEntry)
