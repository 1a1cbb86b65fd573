"""Handing a message over to a mail server, a chat or a webhook, by the address that the settings give."""

import logging
import re
import warnings
from urllib.parse import quote

from data.errors import UserError
from data.refusals import alerts as refusals

LONGEST_REASON = 160
"""Characters of why a server refused a message."""

ADDRESS = re.compile(r"\S*://\S*|\S+@\S+")
"""What may hold a password, or a person, in what a server answers."""

UNKNOWN = "no reason given"


def fill_address(template: str, email: str) -> str:
    """The address of one person: `{email}` in the template, written as an address takes it."""
    return template.replace("{email}", quote(email, safe="@"))


def send(address: str, subject: str, text: str) -> None:
    """Hands a text over.

    Raises: UserError, for an address that cannot be used, and where nobody took it; neither repeats the address.
    """
    with warnings.catch_warnings():
        # It loads its own modules when it meets the first address, and some of them old modules of Python.
        warnings.simplefilter("ignore", DeprecationWarning)
        try:
            _send(address, subject, text)
        except UserError:
            raise
        except Exception as error:
            # Whatever a service's module raises, the message is not on its way; the text may hold the address.
            raise refusals.NOT_SENT(reason=type(error).__name__) from error


def _send(address: str, subject: str, text: str) -> None:
    # Importing it takes half a second, and most commands send nothing.
    import apprise

    logger, problems = logging.getLogger("apprise"), _Problems()
    logger.addHandler(problems)
    spreads, logger.propagate = logger.propagate, False
    try:
        channel = apprise.Apprise()
        if not channel.add(address):
            raise refusals.NOT_AN_ADDRESS()
        if not channel.notify(title=subject, body=text, body_format=apprise.NotifyFormat.TEXT):
            raise refusals.NOT_SENT(reason=problems.reason)
    finally:
        logger.removeHandler(problems)
        logger.propagate = spreads


class _Problems(logging.Handler):
    """Why a message was not taken, as apprise logs it."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.reason = UNKNOWN

    def emit(self, record: logging.LogRecord) -> None:
        """Keeps the last complaint, without addresses."""
        self.reason = ADDRESS.sub("…", record.getMessage()).strip(" .")[:LONGEST_REASON] or UNKNOWN
