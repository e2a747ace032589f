"""Who looked is never changed, never taken back."""

from gongjian.foundation.sealing.models import Look
from gongjian.foundation.seals import append_only

append_only(Look)
