"""Many viewers write at the same moment, each in a session of its own: nothing is lost, and who was late is told."""

import asyncio
import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from unittest.mock import ANY

import pytest

from data.state import override_history, plan_history, scenario_history, special_day_history
from tests.dashboard.conftest import make_town
from tests.support import proofs
from tests.support.client import run_apart, visit
from tests.support.forecasts import ORIGIN, foretell
from tests.support.postgres import new_database
from tests.support.server import serve

WRITERS = max(3, proofs.count(20))
DATABASES = ["sqlite", "postgresql"] if proofs.PROVING else ["sqlite"]
SHIFT = {"from_channel": "in_person", "to_channel": "telephone", "share": "10", "eligible": "100", "vanish": "0"}
SHIFT |= {"starts": "2025-03-31", "ends": "2025-06-30", "ramp_days": "0"}
OVERRIDE = {"first": "2025-03-31", "last": "2025-03-31", "kind": "add", "amount": "10", "reason": "A letter"}
HOLIDAY = {"name": "Good Friday", "first": "2025-04-18", "last": "2025-04-18", "effect": "exclude", "often": "yes"}

SCENARIOS = "demand?section=scenarios&scenario=Move&lang=en"
PLAN = "demand?section=plan&lang=en"

TOLD = ("Not saved, because Writer", "'Good Friday' was withdrawn by Writer")


@pytest.fixture(scope="module", params=DATABASES)
def served(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """The dashboard's address and the URL of the database that it writes to."""
    home = tmp_path_factory.mktemp(request.param)
    make_town(home)
    foretell(home, "b", ORIGIN)
    with ExitStack() as stack:
        url = f"sqlite:///{home / 'state.db'}"
        if request.param == "postgresql":
            url = stack.enter_context(new_database(request.getfixturevalue("postgres_url")))
        stack.enter_context(pytest.MonkeyPatch.context()).setenv("SCORECARD_STATE_URL", url)
        yield stack.enter_context(contextmanager(serve)(home)), url


async def write(address: str, page: str, form: str, values: list[dict[str, str]]) -> list[str]:
    """What each writer reads, after all have opened the page and then sent the form at once."""
    ready = asyncio.Barrier(len(values))

    async def one(number: int, filled: dict[str, str]) -> str:
        async with visit(address) as client:
            await client.open(page)
            await ready.wait()
            await client.send_form(form, {"who": f"Writer {number}"} | filled)
            return re.sub(r"<[^>]+>", "", client.parts.get(f"{form}-answer", "nothing"))

    return await asyncio.gather(*(one(number, filled) for number, filled in enumerate(values)))


async def step(address: str) -> str:
    """What names the first step that can be taken out."""
    async with visit(address) as client:
        await client.open(SCENARIOS)
        return re.findall(r'<option value="(\{[^"]+)"', client.parts["take"])[0].replace("&quot;", '"')


async def attack(address: str) -> dict[str, list[str]]:
    """Everything that planners write, one kind after the other; kind → what each writer reads."""
    same = [{}] * WRITERS
    names = [{"name": f"Override {number}"} for number in range(WRITERS)]
    answers = {"first override": await write(address, PLAN, "override", [OVERRIDE | names[0]])}
    answers["overrides"] = await write(address, PLAN, "override", [OVERRIDE | name for name in names[1:]])
    for kind, page, form, filled in (
        ("special days", PLAN, "special", HOLIDAY),
        ("withdrawals of special days", PLAN, "withdraw-special", {"reason": "Moved", "id": "1"}),
        ("new scenarios", SCENARIOS, "step-shift", SHIFT | {"name": "Move"}),
        ("steps", SCENARIOS, "step-shift", SHIFT),
        ("steps taken out", SCENARIOS, "take", {}),
        ("plans", SCENARIOS, "publish", {"reason": "Board"}),
        ("plans withdrawn", SCENARIOS, "unpublish", {"reason": "Board"}),
    ):
        more = {"step": await step(address)} if form == "take" else {}
        answers[kind] = await write(address, page, form, [filled | more | one for one in same])
    return answers


@proofs.proof("Of those who write at once one is saved, the others are told", 20, seed=1, unit="writers at once")
def test_of_those_who_write_at_once_one_is_saved_and_each_other_is_told(served: tuple[str, str]):
    address, url = served

    answers = run_apart(attack(address))

    assert answers.pop("first override") == ["Saved: Override 0."]
    for kind, sentences in answers.items():
        told = [sentence for sentence in sentences if sentence.startswith(TOLD)]
        saved = [sentence for sentence in sentences if sentence.startswith(("Saved", "Done", "Withdrawn"))]
        assert (len(saved), len(told)) == (1, len(sentences) - 1), f"{kind}: {Counter(sentences)}"
    assert override_history(url).height == 2, "the first, and of those who saw only that one another"
    assert special_day_history(url)["withdrawn_by"].to_list() == [ANY]
    assert [len(json.loads(steps)) for steps in scenario_history(url, "Move")["steps"]] == [1, 2, 1]
    assert plan_history(url).select("name", "version").rows() == [("Move", 3), (None, None)]
