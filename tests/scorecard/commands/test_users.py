"""`scorecard users`, `scorecard audit` and `--viewer`: who may see what, who did what, and the answers of each."""

import json
import shutil
import sys
from pathlib import Path
from random import Random

import pytest
from sqlalchemy import create_engine, text

from scorecard import __main__ as scorecard
from tests.support.organisation import draw_rows, home_of
from tests.support.proofs import PROVING

MANAGER = "manager@example.org"
GRANT = ("users", "grant", MANAGER, "--role", "operations_manager", "--scope", "channel=telephone")

SCOPES = [{"channel": ["telephone", "kiosk"]}, {"line": ["cars"]}, {"region": ["up"]}, {"language": ["fr"]}]


@pytest.fixture
def run(tmp_path: Path, monkeypatch, capsys):
    """Runs a command over a small organisation: exit code, what it printed, what it said."""
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path))

    def command(*words: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["scorecard", *words])
        with pytest.raises(SystemExit) as end:
            scorecard.main()
        printed = capsys.readouterr()
        return end.value.code or 0, printed.out, printed.err

    return command


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The organisation, published, made once: each test has a copy of its own."""
    from data.storage.manifest import write_manifest

    home = tmp_path_factory.mktemp("organisation")
    write_manifest(home, home_of(home, draw_rows(Random(5), 120), publish=True).manifest)
    return home


@pytest.fixture
def town(made: Path, tmp_path: Path, run):
    """The organisation, with a manager of its telephones."""
    shutil.copytree(made, tmp_path, dirs_exist_ok=True)
    assert run(*GRANT)[0] == 0
    return run


def rows(answer: tuple[int, str, str]) -> list[dict]:
    assert answer[0] == 0, answer
    return json.loads(answer[1])


def test_people_are_granted_listed_and_revoked(town):
    assert town("users", "grant", "boss@example.org", "--role", "administrator")[0] == 0
    listed = rows(town("users", "list", "--format", "json"))
    assert {(row["email"], row["role"], row["scope"]) for row in listed} == {
        ("boss@example.org", "administrator", "{}"),
        (MANAGER, "operations_manager", '{"channel": ["telephone"]}'),
    }

    assert town("users", "revoke", MANAGER)[2] == f"{MANAGER} has no role any more.\n"
    assert [row["email"] for row in rows(town("users", "list", "--format", "json"))] == ["boss@example.org"]
    assert town("users", "revoke", "boss@example.org")[0] == 1


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("a@example.org,king,", "people.csv, line 3: there is no role 'king'"),
        ("a@example.org,partner,", "line 3: the role partner is granted with a scope only"),
        ("a@example.org,planner,channel", "line 3: a scope must name something"),
        ("a@example.org,planner,colour=red", "line 3: there is no breakdown 'colour'"),
        ("a@example.org,planner,channel=telefone", "line 3: there is no channel 'telefone': did you mean telephone"),
        ("nobody,planner,", "line 3: 'nobody' is not an e-mail address"),
    ],
)
def test_a_file_of_people_is_taken_whole_or_not_at_all(town, tmp_path: Path, line: str, sentence: str):
    file = tmp_path / "people.csv"
    file.write_text(f"email,role,scope\nb@example.org,planner,\n{line}\n", encoding="utf-8")

    code, _, said = town("users", "load", str(file))
    assert code == 1
    assert sentence in said
    assert len(rows(town("users", "list", "--format", "json"))) == 1

    file.write_text("email,role,scope\nb@example.org,planner,\nc@x.org,partner,partner=town;partner=health\n")
    assert town("users", "load", str(file))[2] == "people.csv: 2 people have a new or another role.\n"


def test_a_file_that_is_no_list_of_people_is_one_sentence(town, tmp_path: Path):
    (tmp_path / "people.csv").write_text("name\nAda\n", encoding="utf-8")

    for name in ("people.csv", "missing.csv"):
        assert "needs the columns email, role and scope" in town("users", "load", str(tmp_path / name))[2]


def test_an_answer_to_a_person_is_the_one_with_the_filter_of_their_scope(town):
    asked = ("query", "service_standards_met", "--by", "line", "--grain", "month", "--format", "json")

    theirs, filtered = rows(town(*asked, "--viewer", MANAGER)), rows(town(*asked, "--where", "channel=telephone"))
    assert theirs == filtered != rows(town(*asked))
    elsewhere = ("query", "transaction_volume", "--where", "channel=kiosk", "--viewer", MANAGER, "--format", "json")
    assert rows(town(*elsewhere))[0]["n"] == 0
    code, printed, said = town("rows", "transaction_volume", "--format", "json", "--viewer", MANAGER)
    assert code == 0
    assert {row["channel"] for row in json.loads(printed)} == {"telephone"}
    assert f"As {MANAGER} (operations_manager) may see it: channel=telephone." in said


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("query", "transaction_volume", "--viewer", "who@example.org"), "Nobody here has the address who@example.org"),
        (("query", "engagement_index", "--viewer", MANAGER), "is not part of your role"),
        (("query", "first_contact_resolution", "--viewer", MANAGER), "depends on rows of others"),
        (("status", "--viewer", MANAGER), "`scorecard status` is not part of the role"),
        (("verify", "--viewer", MANAGER), "`scorecard verify` is not part of the role"),
        (("rows", "transaction_volume", "--viewer", "board@example.org"), "are not part of your role (Board member)"),
        (("demand", "--viewer", "board@example.org"), "`scorecard demand` is not part of the role"),
        (("demand", "--viewer", "north@example.org"), "Forecasts know channels"),
        (("staffing", "--viewer", "north@example.org"), "Forecasts know channels"),
    ],
)
def test_what_is_not_theirs_is_one_sentence_and_no_row(town, words, sentence):
    town("users", "grant", "board@example.org", "--role", "board_member")
    town("users", "grant", "north@example.org", "--role", "operations_manager", "--scope", "region=up")

    code, printed, said = town(*words)
    assert (code, printed) == (1, "")
    assert sentence in said


def test_the_trail_is_searched_and_checked(town, tmp_path: Path):
    town("rows", "transaction_volume", "--period", "2024-11", "--where", "line=cars", "--viewer", MANAGER)

    found = rows(town("audit", "--who", MANAGER, "--format", "json"))
    details = json.loads(found[0]["details"])
    assert (found[0]["event"], found[0]["what"]) == ("opened", "rows of transaction_volume")
    assert (details["period"], details["where"], details["by"]) == ("2024-11", {"line": ["cars"]}, "command line")
    assert town("audit", "check") == (0, "", "Whole, to line 2: none was changed, put in or taken out.\n")

    with create_engine(f"sqlite:///{tmp_path / 'state.db'}").begin() as connection:
        connection.execute(text("DELETE FROM audit_line WHERE number = 2"))
    code, printed, _ = town("audit", "check")
    assert code == 1
    assert "ends with line 1, and line 2 was its last" in printed


@pytest.mark.proof(
    title="a person's quotients are the sums over the filters of their scope", count=1, seed=5, unit="cases"
)
@pytest.mark.parametrize("scope", SCOPES, ids=str)
def test_a_persons_quotients_are_the_sums_over_the_filters_of_their_scope(town, scope: dict[str, list[str]]):
    pairs = [part for name, codes in scope.items() for code in codes for part in ("--scope", f"{name}={code}")]
    town("users", "grant", "boss@example.org", "--role", "chief_executive", *pairs)
    from data.settings import settings
    from data.state import viewer_of
    from metrics.catalogue.visible import visible
    from scorecard.snapshot import open_snapshot

    seen = visible(open_snapshot(None), viewer_of(settings().state_url, "boss@example.org"))
    quotients = [one.name for one in seen.catalogue.values() if not one.derived and not one.restricted]
    name, codes = next(iter(scope.items()))
    # Where no proof is asked for, each quotient is asked for in one of the scopes.
    for indicator in quotients if PROVING else quotients[SCOPES.index(scope) :: len(SCOPES)]:
        (own,) = rows(town("query", indicator, "--viewer", "boss@example.org", "--format", "json"))
        parts = [rows(town("query", indicator, "--where", f"{name}={code}", "--format", "json"))[0] for code in codes]
        for column in ("numerator", "denominator", "n"):
            assert (own[column] or 0) == sum(part[column] or 0 for part in parts), (indicator, column)
    assert len(quotients) > 5 * len(SCOPES)


def test_what_is_refused_on_the_command_line_is_a_line_of_who_asked(town, tmp_path: Path):
    people = tmp_path / "people.csv"
    people.write_text("email,role,scope\nada@example.org,king,\n", encoding="utf-8")
    refused = [
        (("status", "--viewer", MANAGER), MANAGER, "scorecard status", "access_command"),
        (("query", "trust", "--viewer=nobody@example.org"), "nobody@example.org", "scorecard query",
         "access_unknown_viewer"),
        (("users", "load", str(people)), "administrator of the home", "scorecard users load", "access_users_file"),
        (("users", "grant", "ada@example.org", "--role", "planner", "--scope", "channel=moon"),
         "administrator of the home", "scorecard users grant", "question_unknown_code"),
    ]  # fmt: skip
    for words, who, what, code in refused:
        exit_code, printed, _ = town(*words)
        assert (exit_code, printed) == (1, "")
        (line, *_) = rows(town("audit", "--event", "refused", "--format", "json"))
        assert (line["who"], line["what"], code in line["details"]) == (who, what, True)
    assert town("audit", "check")[0] == 0
