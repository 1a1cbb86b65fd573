"""Beginning and ceasing to follow an indicator."""

from sqlalchemy import insert

from data.state.engine import open_state, word_failures, write_transaction
from data.state.personal.follow import Follow, follows_in_force


def follow(url: str, email: str, indicator: str, *, following: bool) -> None:
    """Notes that somebody follows an indicator or does not any more; what is so already is not written again."""
    values = {"email": email.strip().lower(), "indicator": indicator, "following": following}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        rows = connection.execute(follows_in_force(email)).mappings()
        now = any(row["following"] for row in rows if row["indicator"] == indicator)
        if now != following:
            connection.execute(insert(Follow).values(values))
