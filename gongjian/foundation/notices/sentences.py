"""The words for the states of letters."""

from gongjian.foundation.notices.models import Mailing
from gongjian.foundation.sentences import speak_states

speak_states(Mailing.State)
