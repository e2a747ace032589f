"""What the log never says: secret addresses; nor at length what one line says."""

import logging
import re

from gongjian.foundation import disk

_SECRET = re.compile(r"(/calendar/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of the address of a calendar: whoever knows it reads what somebody owes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is kept; what Django says about a request names its path among the arguments."""
        if isinstance(record.args, tuple):
            record.args = tuple(_without(each) for each in record.args)
        return True


class InOneLine(logging.Filter):
    """A disk that takes nothing has told its line already: forty more about where it was met help nobody."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is kept; Django adds where an error came from, and of what for each request anew."""
        if record.exc_info and disk.is_to_blame(record.exc_info[1]):
            record.exc_info = None
        return True


def _without(said: object) -> object:
    return _SECRET.sub(r"\1…", said) if isinstance(said, str) else said
