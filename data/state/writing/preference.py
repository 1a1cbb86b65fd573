"""Writing what a person chose for themselves."""

from sqlalchemy import insert

from data.refusals import reporting as refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.personal.preference import PreferenceRow
from data.words import Cadence, MessageLanguage


def choose(url: str, email: str, *, owner: str | None, cadence: str | None, language: str | None) -> None:
    """Keeps what somebody chose in place of what they chose before; raises UserError for what cannot be chosen."""
    for value, offered in ((cadence, Cadence), (language, MessageLanguage)):
        if value is not None and value not in list(offered):
            raise refusals.NO_CHOICE(choice=value, choices=[one.value for one in offered])
    values = {"email": email.strip().lower(), "owner": owner, "cadence": cadence, "language": language}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        connection.execute(insert(PreferenceRow).values(values))
