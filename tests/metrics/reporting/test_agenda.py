"""The agenda of a meeting: what is overdue first, then indicators as the Scorecard orders them, the minutes last."""

from data.words import Status
from metrics.assessment.attention import CONCERN
from metrics.reporting.agenda import Topic, agenda
from tests.metrics.reporting.test_due import COST, TRUST, WAIT, assessed


def test_what_worsens_comes_before_what_is_missed_and_what_is_kept_is_no_item():
    assessments = [assessed(WAIT), assessed(TRUST, Status.NEAR, variation=CONCERN), assessed(COST, Status.MET)]

    keys = [item.key for item in agenda(assessments, overdue=2, comments=1, late=0)]

    assert keys == [Topic.OVERDUE, TRUST.name, WAIT.name, Topic.COMMENTS, Topic.MINUTES]


def test_where_nothing_is_off_there_are_still_minutes():
    (only,) = agenda([assessed(COST, Status.MET)], overdue=0, comments=0, late=0)
    assert only.topic is Topic.MINUTES
