"""A waterfall goes from one value to the other, each step from where the last one ended."""

import re

from dashboard.ui.waterfall import LABEL, Step, waterfall

STEPS = [
    Step("Before", "80", 80, total=True),
    Step("North", "+3", 3, "good"),
    Step("South", "−1", -1, "bad"),
    Step("After", "82", 82, total=True),
]


def bars(drawn: str) -> list[tuple[float, float, str]]:
    found = re.findall(r'<rect x="([\d.]+)" y="[\d.]+" width="([\d.]+)" height="17" fill="var\(--(\w+)\)"', drawn)
    return [(float(x), float(x) + float(width), colour) for x, width, colour in found]


def test_each_step_begins_where_the_last_one_ended():
    (left, before, _), (north, north_end, good), (south, south_end, bad), (_, after, _) = bars(waterfall(STEPS, "c"))

    assert left == LABEL
    assert (north, south_end, after) == (before, north_end, south)
    assert (good, bad) == ("blue", "orange")
    assert round((north_end - north) / (south_end - south), 1) == 3


def test_without_a_value_before_it_begins_at_nought():
    first, *_, total = bars(waterfall([Step("A", "+2", 2), Step("B", "−1", -1), Step("All", "1", 1, total=True)], "c"))

    assert first[0] == total[0]
    assert round((first[1] - first[0]) / (total[1] - total[0]), 1) == 2


def test_its_words_are_text_and_its_name_is_that_of_its_files():
    drawn = waterfall([Step("<b>", "+1", 1), Step("All", "1", 1, total=True)], "Change of <i>")

    assert "<b>" not in drawn
    assert 'data-chart="Change of &lt;i&gt;"' in drawn
