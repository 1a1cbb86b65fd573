"""A viewer without a browser: it speaks Streamlit's websocket protocol and reads the markup that it is shown."""

import asyncio
import json
import re
import time
from collections.abc import AsyncIterator, Coroutine, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from html import unescape
from typing import Any, TypeVar

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.util import calc_hash
from websockets.asyncio.client import ClientConnection, connect

LONGEST_S = 120
Answer = TypeVar("Answer")
LINK = re.compile(r'href="\./([^"]*)')
HIDDEN = re.compile(r'<input type="hidden" name="([\w.]+)" value="([^"]*)"')
FAILED = "failed"
"""The key of what stands in the place of a page that could not be drawn."""


def run_apart(steps: Coroutine[Any, Any, Answer]) -> Answer:
    """Runs steps on a loop of their own thread: in a test's own, a browser's loop may be at work."""
    with ThreadPoolExecutor(1) as apart:
        return apart.submit(asyncio.run, steps).result()


@asynccontextmanager
async def visit(address: str, headers: Mapping[str, str] | None = None) -> AsyncIterator["Client"]:
    """A new session at the dashboard's address; `headers`: what a proxy in between says."""
    stream = address.replace("http", "ws", 1) + "/_stcore/stream"
    async with connect(stream, subprotocols=["streamlit"], max_size=None, additional_headers=headers) as socket:
        yield Client(socket)


class Client:
    """One session. After each draw: `parts`, key of a component → its markup; `links`; whether it came `well`, that is
    without an error; `bytes`: how many were sent for it."""

    def __init__(self, socket: ClientConnection) -> None:
        self.socket = socket
        self.parts: dict[str, str] = {}
        self.ids: dict[str, str] = {}
        self.links = ["/"]
        self.address = ""
        self.well = True
        self.bytes = 0

    @property
    def markup(self) -> str:
        """All markup on the page."""
        return "\n".join(self.parts.values())

    @property
    def words(self) -> str:
        """All words on the page."""
        return re.sub(r"\s+", " ", unescape(re.sub(r"<[^>]+>", " ", self.markup)))

    async def open(self, address: str = "/") -> float:
        """Follows an address such as `demand?section=scenarios`; the seconds until the page was there."""
        self.address = address
        return await self.ask(self.request())

    async def send_form(self, key: str, values: Mapping[str, str | list[str]]) -> float:
        """Sends a form of the page as the browser does, with what its hidden fields hold."""
        hidden = {name: unescape(value) for name, value in HIDDEN.findall(self.parts[key])}
        filled = {name: [one] if isinstance(one, str) else one for name, one in (hidden | dict(values)).items()}
        return await self.send(key, {"at": time.time_ns(), "values": filled})

    async def send(self, key: str, sent: Any) -> float:
        """Sends anything at all in the place of what a form sends."""
        return await self.send_state(
            id=f"$$STREAMLIT_INTERNAL_KEY_{self.ids[key]}__events",
            json_trigger_value=json.dumps([{"event": "sent", "value": sent}]),
        )

    async def send_state(self, **state: Any) -> float:
        """Sends anything at all as what a widget of the page holds."""
        request = self.request()
        request.rerun_script.widget_states.widgets.add(**state)
        return await self.ask(request)

    def request(self) -> BackMsg:
        """The message that asks for the page at the address."""
        path, _, query = self.address.partition("?")
        message = BackMsg()
        # Under what a page is known to Streamlit; the first one goes by nothing.
        message.rerun_script.page_script_hash = calc_hash(path.strip("/")) if path.strip("/") else ""
        message.rerun_script.query_string = query
        return message

    async def ask(self, request: BackMsg) -> float:
        """Sends a message and reads until the page is drawn, drawn again where the page asks for that."""
        started, parts, ids, self.well, self.bytes = time.perf_counter(), {}, {}, True, 0
        await self.socket.send(request.SerializeToString())
        while True:
            data = await asyncio.wait_for(self.socket.recv(), LONGEST_S)
            message = ForwardMsg.FromString(data)
            self.bytes += len(data)
            kind = message.WhichOneof("type")
            if kind == "new_session":
                parts, ids = {}, {}
            elif kind == "delta":
                element = message.delta.new_element
                part = element.bidi_component
                self.well &= element.WhichOneof("type") != "exception"
                if part.id:
                    key = part.id.split("-", 2)[2]
                    parts[key], ids[key] = json.loads(part.json)[0]["html"], part.id
            elif kind == "script_finished" and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
                self.parts, self.ids = parts, ids
                self.well &= FAILED not in parts
                self.links = list(dict.fromkeys(unescape(link) for link in LINK.findall(self.markup))) or ["/"]
                return time.perf_counter() - started
