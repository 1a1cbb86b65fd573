"""A viewer is let in as long as there are descriptors for one more: at the limit nothing else would answer either."""

import logging

from starlette.types import ASGIApp, Receive, Scope, Send

from dashboard.gateway.answers import refuse
from dashboard.monitoring.descriptors import count_descriptors
from data.refusals import dashboard as refusals

log = logging.getLogger("scorecard.dashboard")


class Capacity:
    """Refuses sessions, but not requests, where descriptors are scarce; says so once until there are enough again."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self.full = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        now = count_descriptors()
        if now.scarce and not self.full:
            log.warning("no more viewers are let in: %s of %s descriptors are in use", now.used, now.limit)
        self.full = now.scarce
        if self.full:
            await refuse(refusals.FULL(), 503, scope, receive, send)
        else:
            await self.app(scope, receive, send)
