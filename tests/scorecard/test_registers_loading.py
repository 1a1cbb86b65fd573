"""Loading agreements and recommendations says how many changed; of a file with a mistake nothing is loaded."""

import pytest

from data.errors import UserError
from data.state import agreements, recommendations
from scorecard.registers_loading import load_agreements, load_recommendations

AGREEMENTS = "agreement,signed,partner,party,kind,title_en\n"
RECOMMENDATIONS = "recommendation,body_en,year,text_en,owner,due,status\n"


@pytest.fixture
def file(tmp_path):
    def written(text):
        path = tmp_path / "register.csv"
        path.write_text(text, "utf-8")
        return path

    return written


@pytest.fixture
def url(tmp_path):
    return f"sqlite:///{tmp_path / 'state.db'}"


def test_agreements_are_added_where_they_differ(file, url):
    rows = AGREEMENTS + "A,2024-04-01,health,ministry,memorandum,Cards\n" + "B,2024-04-01,x,private,recovery,Cost\n"

    assert load_agreements(file(rows), url) == "register.csv: 2 of 2 agreements are new or changed."
    assert load_agreements(file(rows), url) == "register.csv: 0 of 2 agreements are new or changed."
    changed = file(rows.replace("Cards", "Health cards"))
    assert load_agreements(changed, url) == "register.csv: 1 of 2 agreements are new or changed."
    assert agreements(url).filter("newest")["title_en"].sort().to_list() == ["Cost", "Health cards"]


def test_recommendations_are_added_where_they_differ(file, url):
    rows = RECOMMENDATIONS + "A,AG,2024,Do it.,Ops,2025-03-31,not_started\n"

    assert load_recommendations(file(rows), url, "Maya") == "register.csv: 1 of 1 recommendations are new or changed."
    assert load_recommendations(file(rows), url, "Maya") == "register.csv: 0 of 1 recommendations are new or changed."


def test_one_mistake_in_a_file_loads_nothing(file, url):
    good = "A,2024-04-01,health,ministry,memorandum,Cards\n"
    with pytest.raises(UserError, match="row 3, column kind"):
        load_agreements(file(AGREEMENTS + good + "B,2024-04-01,health,ministry,promise,Cards\n"), url)
    row = "A,AG,2024,Do it.,Ops,2025-03-31,"
    with pytest.raises(UserError, match="row 3, column status"):
        load_recommendations(file(RECOMMENDATIONS + row + "not_started\n" + "B" + row[1:] + "done\n"), url, "Maya")

    assert agreements(url).is_empty()
    assert recommendations(url).is_empty()
