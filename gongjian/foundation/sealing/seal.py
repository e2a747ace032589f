"""Who looked is never changed, never taken back; why is emptied when the person looked at is erased."""

from gongjian.foundation.sealing.models import Look
from gongjian.foundation.seals import append_only

append_only(Look, emptied="reason")
