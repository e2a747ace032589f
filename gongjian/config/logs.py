"""What the log never says: secret addresses."""

import logging
import re

_SECRET = re.compile(r"(/calendar/)[^/\s]+")


class WithoutSecrets(logging.Filter):
    """Takes the secret out of the address of a calendar: whoever knows it reads what somebody owes."""

    def filter(self, record: logging.LogRecord) -> bool:
        """Every line is kept; what Django says about a request names its path among the arguments."""
        if isinstance(record.args, tuple):
            record.args = tuple(_without(each) for each in record.args)
        return True


def _without(said: object) -> object:
    return _SECRET.sub(r"\1…", said) if isinstance(said, str) else said
