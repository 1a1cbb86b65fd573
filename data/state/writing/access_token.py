"""Giving a person a token for data links, and taking it away."""

from secrets import token_urlsafe

from sqlalchemy import insert, select

from data.refusals import access as access_refusals
from data.refusals import data_links as refusals
from data.state.engine import open_state, word_failures, write_transaction
from data.state.permission import in_force
from data.state.personal.access_token import AccessToken, mark_of, tokens_in_force
from data.state.writing import checks
from data.state.writing.permission import address
from data.words import TOKEN_BEGINS

RANDOM_BYTES = 32


def give_token(url: str, email: str, *, author: str) -> str:
    """Gives a person a token in place of the one before; out: the token, which is kept nowhere.

    Raises: UserError for an address that is none, or that has no role here.
    """
    email, token = address(email), f"{TOKEN_BEGINS}{token_urlsafe(RANDOM_BYTES)}"
    values = {"email": email, "mark": mark_of(token), "author": checks.author(author)}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        if email not in {row["email"] for row in connection.execute(in_force()).mappings()}:
            raise access_refusals.UNKNOWN_VIEWER(email=email)
        connection.execute(insert(AccessToken).values(values))
    return token


def revoke_token(url: str, email: str, *, author: str) -> None:
    """Takes a person's token away; raises UserError where they have none."""
    email = address(email)
    values = {"email": email, "mark": None, "author": checks.author(author)}
    with word_failures(url), write_transaction(open_state(url)) as connection:
        own = select(tokens_in_force().where(AccessToken.email == email).exists())
        if not connection.scalar(own):
            raise refusals.HAS_NO_TOKEN(email=email)
        connection.execute(insert(AccessToken).values(values))
