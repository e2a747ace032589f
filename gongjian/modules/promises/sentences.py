"""The words for the states of promises."""

from gongjian.foundation.sentences import speak_states
from gongjian.modules.promises.models import Promise

speak_states(Promise.State)
