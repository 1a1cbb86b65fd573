"""What of a client's messages reaches the pages: what our pages send. All else is ignored, and the page stays."""

import json
import re
from collections.abc import Callable
from contextlib import suppress

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from websockets.exceptions import ConnectionClosed

from dashboard.gateway.messages import COMPONENT, read_ours
from data.state import overrides
from tests.support.client import run_apart, visit

FORM = {"at": 1, "values": {"who": ["Ann"]}}


def message(**fields) -> bytes:
    return BackMsg(**fields).SerializeToString()


def with_state(**state) -> bytes:
    request = BackMsg()
    request.rerun_script.query_string = "lang=fr"
    request.rerun_script.widget_states.widgets.add(**state)
    return request.SerializeToString()


def form(sent: object) -> bytes:
    value = json.dumps([{"event": "sent", "value": sent}])
    return with_state(id=f"{COMPONENT}_x__events", json_trigger_value=value)


OURS = {
    "a page": with_state(id="button", trigger_value=True),
    "a form": form(FORM),
    "a form with a field called as the time of sending": form({"at": 1, "values": {"at": ["2"]}}),
    "a stop": message(stop_script=True),
    "a sign of life": message(app_heartbeat=True),
}
NOT_OURS = {
    "clear the cache": message(clear_cache=True),
    "run on save": message(set_run_on_save=True),
    "git": message(load_git_info=True),
    "shut down": message(debug_shutdown_runtime=True),
    "disconnect": message(debug_disconnect_websocket=True),
    "addresses for uploads": message(file_urls_request={"request_id": "1", "file_names": ["x"]}),
    "skills": message(backend_operation_request={"install_skills": {}}),
    "an operation without a name": message(backend_operation_request={}),
    "nothing": b"",
    "noise": b"\xff\xfe\x00noise",
    "text": None,
}


@pytest.mark.parametrize("data", OURS.values(), ids=OURS)
def test_what_a_page_sends_goes_through_as_it_is(data):
    assert read_ours(data) == data


@pytest.mark.parametrize("data", NOT_OURS.values(), ids=NOT_OURS)
def test_no_other_message_does(data):
    assert read_ours(data) is None


FORGED = [
    "text", 5, 5.5, True, None, [], [5], {}, {"values": {}}, {"at": 1}, {"at": "1", "values": {}},
    {"at": True, "values": {}},
    {"at": 1, "values": []}, {"at": 1, "values": {"name": "abc"}}, {"at": 1, "values": {"name": [5]}},
    {"at": 1, "values": {"name": {"a": 1}}}, {"at": 1, "values": {"name": None}}, {"at": 1, "values": {}, "more": 1},
    {"at": 1, "values": {"x" * 101: []}}, {"at": 1, "values": {str(n): [] for n in range(101)}},
]  # fmt: skip
VALUES = [
    {"json_trigger_value": "{"}, {"json_trigger_value": "[" * 100_000}, {"json_trigger_value": "5"},
    {"json_trigger_value": "[5]"}, {"json_trigger_value": '[{"event": "other"}]'}, {"string_value": "x"},
    {"trigger_value": True}, {"json_value": "[5]"}, {"int_value": 5},
]  # fmt: skip


@pytest.mark.parametrize("sent", FORGED, ids=str)
def test_what_stands_in_the_place_of_a_form_is_taken_out_and_the_page_is_drawn(sent):
    assert (
        read_ours(form(sent))
        == BackMsg(rerun_script={"query_string": "lang=fr", "widget_states": {}}).SerializeToString()
    )


@pytest.mark.parametrize("value", VALUES, ids=str)
def test_a_component_is_given_nothing_but_forms(value):
    assert form(FORM) not in (read_ours(with_state(id=f"{COMPONENT}_x__events", **value)), None)
    assert b"widgets" not in read_ours(with_state(id=f"{COMPONENT}_x__events", **value))


def test_forged_messages_change_nothing_and_leave_one_line(address: str, log: Callable[[], str], served_town):
    async def forge() -> str:
        async with visit(address) as client:
            await client.open("demand?section=plan&lang=en")
            before = client.words
            for data in NOT_OURS.values():
                await client.socket.send("text" if data is None else data)
            for sent in FORGED:
                await client.send("override", sent)
                assert client.well
                assert client.words == before
            for value in VALUES:
                await client.send_state(id=f"{COMPONENT}_{client.ids['override']}__events", **value)
                assert client.well
            return client.words

    assert "Mailing" not in run_apart(forge())
    assert overrides(f"sqlite:///{served_town / 'state.db'}").is_empty()
    assert len(re.findall("a client sent what no page sends", log())) == 1
    assert "Traceback" not in log()


def test_a_value_that_no_field_can_hold_is_one_sentence(address: str, log: Callable[[], str]):
    nines = "9" * 5_000

    async def forge() -> list[str]:
        async with visit(address) as client:
            await client.open("demand?section=plan&lang=en")
            filled = {"kind": "add", "name": "Mailing", "reason": "Why", "who": "Ann", "seen": nines}
            answers = []
            for wrong in (
                {"amount": nines},
                {"amount": "nan"},
                {"amount": "1", "first": nines},
                {"amount": "1", "kind": "x"},
            ):
                await client.send_form("override", filled | wrong)
                assert client.well
                answers.append(client.parts["override-answer"])
            await client.open("demand?section=plan&lang=en&week=" + nines)
            assert client.well
            return answers

    answers = run_apart(forge())
    assert all('class="note warn"' in answer for answer in answers)
    assert all(len(answer) < 500 for answer in answers)
    assert "Traceback" not in log()


def test_what_one_client_clears_is_cleared_for_nobody(address: str):
    async def clear() -> tuple[float, float]:
        async with visit(address) as client:
            await client.open()
            before = await client.open()
            for _ in range(5):
                await client.socket.send(message(clear_cache=True))
            return before, await client.open()

    before, after = run_apart(clear())
    assert after < max(4 * before, 1), "read from the cache as before"


@pytest.mark.parametrize("megabytes", [2, 60])
def test_a_message_longer_than_any_form_ends_the_session(address: str, megabytes: int):
    async def send() -> int:
        async with visit(address) as client:
            await client.open("definitions")
            # It may end while the message is still being sent.
            with suppress(ConnectionClosed):
                await client.socket.send(b"x" * megabytes * 1024 * 1024)
            await client.socket.wait_closed()
            return client.socket.close_code

    assert run_apart(send()) == 1009
