"""Digests are sent once a week or month, as each has chosen and may see; a server that is down costs a day at most."""

import email
import sys
from datetime import date, timedelta
from email import policy

import pytest

from dashboard.queries import indicators
from data.errors import UserError
from data.state import digest_deliveries
from data.state.digest_log import SENDING, note_digest
from data.state.writing import add_item, choose, follow, grant
from scorecard import __main__ as scorecard
from scorecard.digest_sending import describe, send_digests
from tests.metrics.alerts.drawn import COUNTER
from tests.scorecard.test_alert_sending import SECRET, channels, home, mail, webhook

__all__ = ["home", "mail", "webhook"]

MONDAY, FRIDAY, NEXT_MONDAY = date(2026, 11, 23), date(2026, 11, 27), date(2026, 11, 30)
DECEMBER = date(2026, 12, 1)
ADA, BO = "ada@example.org", "bo@example.org"


def by_mail(monkeypatch: pytest.MonkeyPatch, server, **settings: str) -> None:
    template = f"mailto://127.0.0.1:{server.server_address[1]}/?from=scorecard@example.org&to={{email}}&mode=insecure"
    monkeypatch.setenv("SCORECARD_ALERT_MAIL", template)
    for name, value in settings.items():
        monkeypatch.setenv(f"SCORECARD_{name.upper()}", value)


def received(server) -> list[tuple[str, str, str]]:
    """To whom, the subject and the words of each message."""
    messages = [email.message_from_string(text, policy=policy.default) for text in server.received]
    return [(one["to"], str(one["subject"]), _words(one)) for one in messages]


def _words(message) -> str:
    body = message.get_body(("plain", "html"))
    return " ".join(body.get_content().replace("\N{NO-BREAK SPACE}", " ").split())


def test_each_is_told_once_a_period_in_their_language_and_as_often_as_they_chose(home, mail, monkeypatch):
    by_mail(monkeypatch, mail, digest="monthly")
    for who in (ADA, BO, "never@example.org"):
        grant(home, who, "chief_executive", {}, author="me")
    choose(home, BO, owner=None, cadence="weekly", language="fr")
    choose(home, "never@example.org", owner=None, cadence="never", language=None)

    days = [MONDAY, FRIDAY, NEXT_MONDAY, DECEMBER, DECEMBER]
    told = [(send_digests(day).sent, [to for to, *_ in received(mail)]) for day in days]

    assert [sent for sent, _ in told] == [2, 0, 1, 0, 0]
    assert told[-1][1] == [ADA, BO, BO], "in December the latest complete month is the same, so it is no news"
    (_, subject, text), (_, sujet, texte) = received(mail)[:2]
    assert subject.startswith("Service scorecard, ")
    assert "as you may see it (Chief executive, the whole organization)" in text
    assert "à surveiller" in sujet
    assert "telle que vous la voyez (Direction générale, l’ensemble de l’organisme)" in texte


def test_a_month_is_told_when_it_is_complete_whatever_day_that_is(home, mail, monkeypatch):
    by_mail(monkeypatch, mail, digest="monthly")
    grant(home, ADA, "chief_executive", {}, author="me")
    whole_to = indicators.whole_to
    with monkeypatch.context() as lagging:
        lagging.setattr(indicators, "whole_to", lambda snapshot: whole_to(snapshot) - timedelta(days=31))
        assert [send_digests(day).sent for day in (MONDAY, DECEMBER)] == [1, 0]

    assert [send_digests(day).sent for day in (DECEMBER, DECEMBER)] == [1, 0]


def test_it_holds_what_is_due_and_followed_and_leads_to_the_pages(home, mail, monkeypatch):
    by_mail(monkeypatch, mail, digest="weekly", sign_in_address="https://scorecard.example.ca/")
    grant(home, ADA, "chief_executive", {}, author="me")
    follow(home, ADA, COUNTER, following=True)
    for text, owner in (("Open a desk", ADA), ("Of others", "Board")):
        add_item(
            home, kind="action", indicator=None, period="2025-01", part="{}", text_en=text, text_fr=None, owner=owner,
            due=date(2025, 2, 1), author="me",
        )  # fmt: skip

    send_digests(MONDAY)

    ((_, _, text),) = received(mail)
    assert "Due from you: - Open a desk (overdue since 1 Feb 2025)" in text
    assert "Of others" not in text
    assert "What you follow: - Served at the counter within 20 minutes: " in text
    assert "Actions and decisions overdue: 2." in text
    assert "Scorecard: https://scorecard.example.ca/?lang=en&period=" in text
    assert "https://scorecard.example.ca/mine?lang=en&period=" in text


def test_a_channel_reads_what_its_role_and_scope_may_see_and_nobodys_own(home, webhook, monkeypatch):
    channels(monkeypatch, webhook, "board_member both", "operations_manager location=north")
    monkeypatch.setenv("SCORECARD_DIGEST", "monthly")
    follow(home, "", COUNTER, following=True)

    assert send_digests(MONDAY).sent == 2
    texts = {path: text for path, _, text in webhook.received}

    assert "as you may see it (Board member, the whole organization)" in texts["/0"]
    assert "telle que vous la voyez" in texts["/0"]
    assert "(Operations manager, " in texts["/1"]
    assert not any("What you follow" in text or "Your page" in text for text in texts.values())


def test_a_server_that_is_down_is_said_and_tried_again(home, webhook, monkeypatch):
    channels(monkeypatch, webhook, "board_member")
    monkeypatch.setenv("SCORECARD_DIGEST", "monthly")
    webhook.status = 500

    down = send_digests(MONDAY)
    webhook.status = 200
    up = send_digests(FRIDAY)

    assert (down.sent, list(down.failed), up.sent, dict(up.failed)) == (0, ["board_member"], 1, {})
    assert digest_deliveries(home)["outcome"].to_list() == ["sending", "failed", "sending", "sent"]
    assert SECRET not in str(digest_deliveries(home).to_dicts())
    assert describe(down)[0] == "Digests were sent to 0 of 1 recipients; each gets one a week or month."


def test_one_of_which_nobody_knows_whether_it_arrived_is_not_sent_again(home, webhook, monkeypatch):
    channels(monkeypatch, webhook, "board_member")
    monkeypatch.setenv("SCORECARD_DIGEST", "weekly")
    note_digest(home, "board_member", "2026-W48", SENDING)

    assert send_digests(MONDAY).sent == 0
    assert send_digests(NEXT_MONDAY).sent == 1


def test_who_is_limited_to_what_is_nowhere_is_named_and_the_others_are_told(home, mail, monkeypatch):
    by_mail(monkeypatch, mail, digest="monthly")
    grant(home, ADA, "operations_manager", {"location": ("moon",)}, author="me")
    grant(home, BO, "chief_executive", {}, author="me")

    result = send_digests(MONDAY)

    assert (result.sent, list(result.failed)) == (1, [ADA])
    assert "is nowhere in the data" in result.failed[ADA]


def test_nobody_is_written_to_who_did_not_ask_for_it(home, mail, monkeypatch):
    by_mail(monkeypatch, mail)
    grant(home, ADA, "chief_executive", {}, author="me")

    assert describe(send_digests(MONDAY)) == [
        "Nobody has chosen a digest, and SCORECARD_DIGEST says never: none was sent."
    ]
    monkeypatch.delenv("SCORECARD_ALERT_MAIL")
    with pytest.raises(UserError, match="Nothing was sent"):
        send_digests(MONDAY)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        ((), 0, "as you may see it"),
        (("--language", "fr"), 0, "telle que vous la voyez"),
        (("--language", "de"), 1, "“de” cannot be chosen: choose en, fr or both."),
        (("--viewer", "nobody@example.org"), 1, "Nobody here has the address"),
        (("--send", "--viewer", ADA), 1, "--send tells everybody"),
        (("--send",), 1, "Nothing was sent"),
    ],
)
def test_the_command_prints_it_or_says_why_not(home, monkeypatch, capsys, words, code, told):
    monkeypatch.setattr(sys, "argv", ["scorecard", "digest", *words])
    with pytest.raises(SystemExit) as end:
        scorecard.main()
    printed = capsys.readouterr()

    assert (end.value.code or 0) == code
    assert told in printed.out + printed.err
