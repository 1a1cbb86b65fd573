"""Loading a file of targets says how many changed; of a file with a mistake nothing is loaded."""

import pytest

from data.errors import UserError
from data.state import target_history, targets
from scorecard.targets_loading import load_targets

PLAIN = "indicator,fiscal_year,target,near\n"
ROW = "overall_satisfaction,FY2024-25,"


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "targets.csv"
        path.write_text(text, "utf-8")
        return path

    return written


def test_loading_adds_what_differs_and_says_so(file, tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"
    first = PLAIN + ROW + "0.85,0.80\n" + "trust,FY2024-25,0.70,0.65\n"

    assert load_targets(file(first), url) == "targets.csv: 2 of 2 targets are new or changed and now in force."
    assert load_targets(file(first), url) == "targets.csv: 0 of 2 targets are new or changed and now in force."
    changed = file(first.replace("0.70,0.65", "0.72,0.65"))
    assert load_targets(changed, url) == "targets.csv: 1 of 2 targets are new or changed and now in force."

    assert targets(url)["target"].to_list() == [0.85, 0.72]
    assert target_history(url, "trust")["target"].to_list() == [0.70, 0.72]


def test_one_mistake_in_a_file_loads_nothing(file, tmp_path):
    url = f"sqlite:///{tmp_path / 'state.db'}"

    with pytest.raises(UserError, match="row 3, column near"):
        load_targets(file(PLAIN + ROW + "0.85,0.80\n" + "trust,FY2024-25,0.70,0.75\n"), url)

    assert targets(url).is_empty()
