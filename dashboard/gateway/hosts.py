"""Under which names the dashboard may be asked for: a website cannot make its own name lead here (DNS rebinding).

The name is what a browser was told to open. An address in digits is nobody's name, so it cannot be rebound; loopback
names lead to this machine only; every other name must have been given by the operator.
"""

from collections.abc import Iterable
from ipaddress import ip_address
from urllib.parse import urlsplit

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.gateway.answers import header, refuse
from data.refusals import dashboard as refusals

ANY = "*"
LOOPBACK = "localhost"


class HostCheck:
    """Refuses requests and sessions whose `Host` is no address and none of `names` (`*.x.ca`: all below x.ca)."""

    def __init__(self, app: ASGIApp, names: Iterable[str]) -> None:
        self.app = app
        self.names = tuple(name.lower().rstrip(".") for name in names)

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] not in ("http", "websocket"):
            await self.app(scope, receive, send)
            return
        host = header(scope, "host")
        # Every browser says which; a probe may not.
        if not host or is_named(host, self.names):
            await self.app(scope, receive, send)
        else:
            await refuse(refusals.HOST_NOT_NAMED(host=host[:100]), 421, scope, receive, send)


def is_named(host: str, names: Iterable[str]) -> bool:
    """Whether the `Host` of a request is an address in digits, loopback or one of the names."""
    try:
        parts = urlsplit(f"//{host}")
        name, _ = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return False
    if not name or parts.netloc != host or parts.username is not None:
        return False
    if name == LOOPBACK or _is_address(name):
        return True
    return any(
        other == ANY or name == other or (other.startswith("*.") and name.endswith(other[1:])) for other in names
    )


def _is_address(name: str) -> bool:
    try:
        ip_address(name)
    except ValueError:
        return False
    return True
