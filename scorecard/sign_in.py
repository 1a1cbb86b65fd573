"""Who may reach the dashboard that is being started, and what Streamlit needs to know to sign people in."""

import json
import secrets
from ipaddress import ip_address
from pathlib import Path

FILE = "sign-in.toml"
COOKIE_FILE = "sign-in.secret"
COOKIE_BYTES = 32

CALLBACK = "/oauth2callback"


def check_open(address: str, open_to_all: bool) -> None:
    """Raises: UserError where others than this machine could reach a dashboard to which nobody signs in."""
    from data.refusals import sign_in as refusals
    from data.settings import settings

    current = settings()
    signs_in = current.signs_in or current.proxy_secret.get_secret_value()
    if not (open_to_all or signs_in or is_loopback(address)):
        raise refusals.OPEN_TO_ALL(address=address)


def is_loopback(address: str) -> bool:
    """Whether only this machine reaches what listens on the address."""
    try:
        return ip_address(address).is_loopback
    except ValueError:
        return address == "localhost"


def write_secrets(home: Path, address: str) -> Path | None:
    """What Streamlit reads of the provider, from the settings, in a file for its owner alone; None without a provider.

    Raises: UserError where a setting is missing, or gives a group a role that cannot be.
    """
    from data.access.claims import check_groups
    from data.refusals import sign_in as refusals
    from data.settings import PREFIX, settings
    from data.storage.atomic import replace_file

    current = settings()
    path = home / FILE
    if not current.signs_in:
        path.unlink(missing_ok=True)
        return None
    client, secret = current.sign_in_client, current.sign_in_secret.get_secret_value()
    for name, value in (("sign_in_client", client), ("sign_in_secret", secret)):
        if not value:
            raise refusals.INCOMPLETE(variable=f"{PREFIX}{name.upper()}")
    check_groups(current.sign_in_groups)
    cookie = home / COOKIE_FILE
    if not cookie.exists():
        replace_file(cookie, secrets.token_hex(COOKIE_BYTES))
    values = {
        "redirect_uri": (current.sign_in_address or address).rstrip("/") + CALLBACK,
        "cookie_secret": cookie.read_text(encoding="ascii"),
        "client_id": client,
        "client_secret": secret,
        "server_metadata_url": current.sign_in_url,
    }
    # A string of JSON is one of TOML.
    lines = ["[auth]", *(f"{name} = {json.dumps(value)}" for name, value in values.items())]
    lines += ["[auth.client_kwargs]", f"scope = {json.dumps(current.sign_in_scope)}"]
    replace_file(path, "\n".join(lines) + "\n")
    return path
