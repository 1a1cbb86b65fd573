"""Data links: the numbers of `scorecard query`, for whom the token belongs to, and a sentence for everything else."""

import csv
import io
import json
import shutil
import sys
from base64 import b64encode
from collections.abc import Callable
from pathlib import Path
from random import Random

import polars as pl
import pytest
from starlette.applications import Starlette

from dashboard.exports import plain_files
from dashboard.gateway import data_links
from dashboard.gateway.data_links import routes
from dashboard.gateway.token_rate import TokenRate
from dashboard.queries import data_links as queries
from dashboard.queries.cache import forget as forget_answers
from data.audit.check import search_trail
from data.errors import UserError
from data.state import viewer_of
from data.state.writing import add_targets, give_token, grant, revoke, revoke_token
from data.storage.manifest import write_manifest
from metrics.assessment.assessment import without_late
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.catalogue.visible import visible
from metrics.engine.answer import Question, answer
from scorecard import __main__ as scorecard
from tests.data.state.test_state import FIRST
from tests.support.asgi import Answer, Ask, ask_of
from tests.support.organisation import draw_rows, home_of

BOSS, PHONES, BOARD = (f"{name}@example.org" for name in ("boss", "phones", "board"))
PLACE = "digital_take_up.csv?period=2024-11"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A small organisation, published: each test has a copy of its own."""
    home = tmp_path_factory.mktemp("organisation")
    write_manifest(home, home_of(home, draw_rows(Random(5), 120), publish=True).manifest)
    return home


@pytest.fixture
def url(made: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """The state of a home in which three people have a role."""
    forget_answers()
    queries._NOTED.clear()
    monkeypatch.setattr(data_links, "RATE", TokenRate())
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))
    url = f"sqlite:///{tmp_path / 'state.db'}"
    grant(url, BOSS, "administrator", {}, author="me")
    grant(url, PHONES, "operations_manager", {"channel": ("telephone",)}, author="me")
    grant(url, BOARD, "board_member", {}, author="me")
    return url


@pytest.fixture
def ask(url: str) -> Ask:
    return ask_of(Starlette(routes=routes("below")))


def get(ask: Ask, token: str, place: str, **headers: str) -> Answer:
    return ask(f"/data/{place}", authorization=f"Bearer {token}", **headers)


@pytest.fixture
def run(url: str, monkeypatch, capsys) -> Callable[..., tuple[int, str, str]]:
    """Runs a command: exit code, what it printed, what it said."""

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out, printed.err

    return command


@pytest.mark.parametrize("email", [BOSS, PHONES, BOARD])
def test_every_indicator_is_answered_as_the_engine_answers_its_owner_to_the_last_digit(url: str, ask: Ask, email: str):
    token, viewer = give_token(url, email, author="me"), viewer_of(url, email)
    snapshot = visible(open_snapshot(Path(url.removeprefix("sqlite:///")).parent), viewer)
    differing, refused = [], 0
    for n, (name, indicator) in enumerate(declared().items()):
        by = sorted(set(indicator.breakdowns) & {"channel", "line", "unit"})[:1] if n % 2 else []
        form, grain, period = ("csv", "json")[n % 2], ("month", None)[n % 3 == 0], "FY2024-25-Q3"
        options = {"by": ",".join(by), "grain": grain, "period": period}
        place = f"{name}.{form}?{'&'.join(f'{option}={value}' for option, value in options.items() if value)}"
        question = Question(indicator=name, by=by, grain=grain, period=period, where=viewer.limited({}))
        try:
            numbers = without_late(answer(question, snapshot), declared()[name], snapshot)
            expected = 200, (numbers.write_csv() if form == "csv" else numbers.write_json())
        except UserError as error:
            expected, refused = (403 if "access" in error.code else 400, str(error)), refused + 1
        told = get(ask, token, place)
        text = told.text if told.status_code == 200 else json.loads(told.text)["sentence"]
        differing += [] if (told.status_code, text) == expected else [(place, text, expected)]

    assert differing == []
    assert (refused > 2, refused < len(declared()) / 2) == (email == PHONES, True), "of a part not all can be told"


@pytest.mark.parametrize("email", [BOSS, PHONES])
def test_a_data_link_says_what_the_command_line_prints(url: str, ask: Ask, run, email: str):
    token = give_token(url, email, author="me")
    for form in ("csv", "json"):
        words = ("--by", "channel", "--grain", "month", "--where", "language=fr", "--format", form)
        printed = run("query", "service_standards_met", *words, "--viewer", email)[1]
        told = get(ask, token, f"service_standards_met.{form}?by=channel&grain=month&where=language=fr").text

        assert len(told) > 100
        assert told.rstrip("\n") == printed.rstrip("\n")


@pytest.mark.parametrize("email", [BOSS, PHONES])
def test_the_scorecard_is_answered_as_on_the_command_line(url: str, ask: Ask, run, email: str):
    add_targets(url, FIRST)
    token = give_token(url, email, author="me")
    words = ("--all", "--period", "2024-12", "--where", "channel=telephone")
    for form in ("csv", "json"):
        printed = run("show", *words, "--viewer", email, "--format", form)[1]
        told = get(ask, token, f"scorecard.{form}?all=true&period=2024-12&where=channel=telephone").text
        assert told.rstrip("\n") == printed.rstrip("\n")
    headline = [indicator for indicator in declared().values() if indicator.headline]
    assert len(json.loads(get(ask, token, "scorecard.json?period=2024-11").text)) <= len(headline)


def test_an_answer_comes_in_parts_that_make_the_whole(monkeypatch: pytest.MonkeyPatch, url: str, ask: Ask):
    monkeypatch.setattr(plain_files, "PART", 2)
    token = give_token(url, BOSS, author="me")
    place = "transaction_volume.{}?grain=day&period=2024-11"

    as_csv, as_json = (get(ask, token, place.format(form)) for form in ("csv", "json"))

    rows = list(csv.DictReader(io.StringIO(as_csv.text)))
    assert as_csv.parts > len(rows) / 2 > 4
    assert [row["period"] for row in json.loads(as_json.text)] == [row["period"] for row in rows]
    frame = pl.DataFrame({"a": [1, None, 3], "b": ['"x",', "é", None]})
    assert "".join(plain_files.json_parts(frame)) == frame.write_json()
    assert "".join(plain_files.csv_parts(frame)) == frame.write_csv()
    assert "".join(plain_files.json_parts(frame.clear())) == "[]"


@pytest.mark.parametrize(
    ("header", "code"),
    [
        ("", "data_link_no_token"),
        ("Bearer", "data_link_no_token"),
        ("Basic !!", "data_link_no_token"),
        (f"Basic {b64encode(b'ada').decode()}", "data_link_no_token"),
        (f"Digest {'x' * 40}", "data_link_no_token"),
        ("Bearer scorecard_guess", "data_link_not_in_force"),
        (f"Basic {b64encode(b'ada:guess').decode()}", "data_link_not_in_force"),
        (f"Bearer {'x' * 100_000}", "data_link_not_in_force"),
    ],
)
def test_without_a_token_in_force_there_is_a_sentence_and_no_number(ask: Ask, header: str, code: str):
    answer = ask(f"/data/{PLACE}", authorization=header)

    assert (answer.status_code, json.loads(answer.text)["code"]) == (401, code)
    assert "www-authenticate" in answer.headers
    assert answer.headers["cache-control"] == "no-store"


def test_excel_sends_the_token_as_the_password_of_any_name(url: str, ask: Ask):
    token = give_token(url, BOSS, author="me")

    answer = ask(f"/below/data/{PLACE}", authorization=f"Basic {b64encode(f'Ada:{token}'.encode()).decode()}")

    assert answer.text == get(ask, token, PLACE).text
    assert answer.text.startswith("period,numerator,denominator,value,n,absence\n")


@pytest.mark.parametrize("place", ["token={}", "access_token=x", "period=2024-11&x={}", "period={}"])
def test_a_token_in_the_address_is_refused_whatever_it_is_called(url: str, ask: Ask, place: str):
    token = give_token(url, BOSS, author="me")

    answer = get(ask, token, f"digital_take_up.csv?{place.format(token)}", accept_language="fr-CA")

    assert (answer.status_code, answer.headers["content-language"]) == (400, "fr")
    assert "n’a pas sa place dans l’adresse" in json.loads(answer.text)["sentence"]
    assert token not in answer.text


def test_a_token_is_in_force_until_it_is_replaced_taken_away_or_its_owner_has_no_role(url: str, ask: Ask):
    first = give_token(url, PHONES, author="me")
    second = give_token(url, PHONES, author="me")
    assert [get(ask, token, PLACE).status_code for token in (first, second)] == [401, 200]

    revoke_token(url, PHONES, author="me")
    assert get(ask, second, PLACE).status_code == 401
    third = give_token(url, PHONES, author="me")
    revoke(url, PHONES, author="me")
    assert get(ask, third, PLACE).status_code == 401
    grant(url, PHONES, "board_member", {}, author="me")
    assert get(ask, third, PLACE).status_code == 401, "a role that was taken away takes the token along"


def test_role_and_scope_are_those_of_the_moment_of_asking(url: str, ask: Ask):
    token, place = give_token(url, PHONES, author="me"), "transaction_volume.csv?by=channel&period=2024-11"
    channels = {row["channel"] for row in csv.DictReader(io.StringIO(get(ask, token, place).text))}
    grant(url, PHONES, "operations_manager", {"channel": ("kiosk",)}, author="me")

    moved = {row["channel"] for row in csv.DictReader(io.StringIO(get(ask, token, place).text))}

    assert (channels, moved) == ({"telephone"}, {"kiosk"})


def test_a_copy_of_before_a_new_forecast_is_not_right_any_more(url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch):
    boss, place = give_token(url, BOSS, author="me"), "scorecard.csv?period=2024-11"
    mark = get(ask, boss, place).headers["etag"]
    monkeypatch.setattr("dashboard.queries.cache.with_forecasts", lambda snapshot: ("made again",))

    assert get(ask, boss, place, if_none_match=mark).status_code == 200


def test_a_copy_that_is_still_right_is_not_sent_again_and_one_of_another_run_or_person_is(url: str, ask: Ask, made):
    boss, phones = give_token(url, BOSS, author="me"), give_token(url, PHONES, author="me")
    mark = get(ask, boss, PLACE).headers["etag"]

    again = get(ask, boss, PLACE, if_none_match=mark)
    assert (again.status_code, again.text, again.headers["etag"]) == (304, "", mark)
    for token, place in ((phones, PLACE), (boss, PLACE.replace("csv", "json")), (boss, f"{PLACE}&by=channel")):
        assert get(ask, token, place, if_none_match=mark).status_code == 200
    of_scorecard = get(ask, boss, "scorecard.csv?period=2024-11").headers["etag"]
    add_targets(url, FIRST)
    assert get(ask, boss, "scorecard.csv?period=2024-11", if_none_match=of_scorecard).status_code == 200

    home = Path(url.removeprefix("sqlite:///")).parent
    manifest = home / "manifest.json"
    manifest.write_text(manifest.read_text().replace('"run": "', '"run": "9'))
    forget_answers()
    assert get(ask, boss, PLACE, if_none_match=mark).status_code == 200


@pytest.mark.parametrize(
    ("place", "status", "code"),
    [
        ("digital_take_up", 400, "data_link_no_form"),
        ("digital_take_up.xlsx", 400, "data_link_no_form"),
        ("digital_takeup.csv", 404, "catalogue_unknown_indicator"),
        ("digital_take_up.csv?perid=2024-11", 400, "data_link_unknown_option"),
        ("digital_take_up.csv?all=true", 400, "data_link_unknown_option"),
        ("scorecard.csv?by=channel", 400, "data_link_unknown_option"),
        ("digital_take_up.csv?period=", 400, "data_link_option_empty"),
        ("digital_take_up.csv?grain=day&grain=month", 400, "data_link_given_twice"),
        ("digital_take_up.csv?period=November", 400, "period_unknown"),
        ("digital_take_up.csv?period=2031-01", 400, "period_not_begun"),
        ("digital_take_up.csv?where=channel", 400, "command_filter_malformed"),
        ("digital_take_up.csv?where=channel=moon", 400, "question_unknown_code"),
        ("digital_take_up.csv?by=moon", 400, "question_unknown_breakdown"),
        ("digital_take_up.csv?as-of=20200101T000000.000000Z", 400, "storage_unknown_run"),
    ],
)  # fmt: skip
def test_what_cannot_be_answered_is_a_code_and_a_sentence(url: str, ask: Ask, place: str, status: int, code: str):
    answer = get(ask, give_token(url, BOSS, author="me"), place)

    told = json.loads(answer.text)
    assert (answer.status_code, told["code"], set(told)) == (status, code, {"code", "sentence"})


def test_what_is_not_theirs_is_refused_and_noted_once_an_hour(url: str, ask: Ask):
    token = give_token(url, PHONES, author="me")

    answers = [get(ask, token, "engagement_index.csv") for _ in range(3)]

    assert {answer.status_code for answer in answers} == {403}
    assert search_trail(url, who=PHONES)["event"].to_list() == ["refused"]


def test_who_asks_too_often_is_told_when_to_ask_again(url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(data_links, "RATE", TokenRate(most=2))
    boss, board = give_token(url, BOSS, author="me"), give_token(url, BOARD, author="me")
    answers = [get(ask, boss, PLACE) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 0 < int(answers[2].headers["retry-after"]) <= 60
    assert get(ask, board, PLACE).status_code == 200, "another's token is in nobody's way"


def test_the_trail_has_a_line_per_question_and_hour_and_without_it_nothing_is_taken(
    url: str, ask: Ask, run, monkeypatch: pytest.MonkeyPatch
):
    token = give_token(url, BOSS, author="me")
    for _ in range(3):
        get(ask, token, PLACE)
    get(ask, token, "digital_take_up.json?period=2024-11&where=channel=online")

    lines = search_trail(url, who=BOSS)
    assert lines["what"].to_list() == ["data link digital_take_up.json", "data link digital_take_up.csv"]
    assert json.loads(lines["details"][0])["where"] == {"channel": ["online"]}
    listed = json.loads(run("users", "tokens", "--format", "json")[1])
    assert [(row["email"], row["last_used"][:4] > "2020") for row in listed] == [(BOSS, True)]

    monkeypatch.setattr(queries, "_NOTED", type(queries._NOTED)())
    monkeypatch.setattr("data.audit.trail.write_head", lambda *_: (_ for _ in ()).throw(OSError(28, "full")))
    assert get(ask, token, PLACE).status_code == 403
    monkeypatch.undo()


def test_a_token_is_printed_once_and_only_its_mark_is_kept(url: str, run):
    code, printed, said = run("users", "token", BOARD)
    token = printed.strip()

    assert (code, token.startswith("scorecard_"), len(token) > 40) == (0, True, True)
    assert token not in said
    assert token not in run("users", "tokens", "--format", "json")[1]
    assert token.encode() not in Path(url.removeprefix("sqlite:///")).read_bytes()
    assert run("users", "token", "nobody@example.org")[0] == 1
    assert run("users", "token", BOARD, "--revoke")[0] == 0
    code, _, said = run("users", "token", BOARD, "--revoke")
    assert (code, "has no token in force" in said) == (1, True)


def test_nobody_writes_by_this_road(url: str, ask: Ask):
    token = give_token(url, BOSS, author="me")
    for method in ("POST", "PUT", "DELETE", "PATCH"):
        assert ask(f"/data/{PLACE}", method, authorization=f"Bearer {token}").status_code == 405


def test_what_nobody_foresaw_is_a_sentence_with_a_reference(url: str, ask: Ask, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(data_links, "indicator_table", lambda *_, **__: 1 / 0)

    answer = get(ask, give_token(url, BOSS, author="me"), PLACE)

    assert (answer.status_code, json.loads(answer.text)["code"]) == (500, "data_link_unforeseen")
    assert "division" not in answer.text
