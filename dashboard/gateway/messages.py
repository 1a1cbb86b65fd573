"""What of a client's messages reaches Streamlit: what our pages send, and nothing else.

Streamlit takes more from everyone: `clear_cache` empties the cache of all, and what stands in the place of a form's
values may be anything.
"""

import json
import logging
from collections.abc import Iterable

from google.protobuf.message import DecodeError
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState

from dashboard.request.form_message import read_message

log = logging.getLogger("scorecard.dashboard")

PAGES = {"rerun_script", "stop_script", "app_heartbeat"}
FILES = {"deferred_file", "dataframe_chunk"}

LONGEST = 2**20

COMPONENT = "$$STREAMLIT_INTERNAL_KEY"
"""How the identifiers begin under which Streamlit takes what a component sends."""


class MessageFilter:
    """Drops the rest; the first time in a session it leaves a line in the log, so that many do not fill it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "websocket":
            await self.app(scope, receive, send)
            return
        told = False

        async def receive_ours() -> Message:
            nonlocal told
            while True:
                message = await receive()
                data = message.get("bytes")
                # What is too long ends the session, by Streamlit's `server.maxWidgetStateSize`.
                if message["type"] != "websocket.receive" or len(data or b"") > LONGEST:
                    return message
                ours = read_ours(data)
                if ours != data and not told:
                    log.warning("a client sent what no page sends; whatever it sends of that kind is ignored")
                    told = True
                if ours is not None:
                    return {"type": "websocket.receive", "bytes": ours}

        await self.app(scope, receive_ours, send)


def read_ours(data: bytes | None) -> bytes | None:
    """The message without what no page of ours sends; None where nothing is left of it."""
    try:
        message = BackMsg.FromString(data or b"")
    except DecodeError:
        return None
    kind = message.WhichOneof("type")
    if kind == "backend_operation_request":
        return data if message.backend_operation_request.WhichOneof("payload") in FILES else None
    if kind not in PAGES:
        return None
    states = message.rerun_script.widget_states
    ours = [state for state in states.widgets if _is_ours(state)]
    if len(ours) == len(states.widgets):
        return data
    del states.widgets[:]
    states.widgets.extend(ours)
    left: bytes = message.SerializeToString()
    return left


def _is_ours(state: WidgetState) -> bool:
    """A click on a button, or what a form sends."""
    kind = state.WhichOneof("value")
    if not state.id.startswith(COMPONENT):
        return kind == "trigger_value"
    if kind != "json_trigger_value":
        return False
    try:
        events = json.loads(state.json_trigger_value)
    except (ValueError, RecursionError):
        return False
    return isinstance(events, list) and _are_forms(events)


def _are_forms(events: Iterable[object]) -> bool:
    return all(
        isinstance(event, dict) and event.get("event") == "sent" and read_message(event.get("value"))
        for event in events
    )
