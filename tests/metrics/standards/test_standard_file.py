"""The file of the register: each mistake is told with its line and cell, and costs its own row alone."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest

from data.errors import UserError
from metrics.standards.standard_file import Offer, StandardFile, read_standards

HEADER = "service,channel,valid_from,valid_to,measure,threshold,target,guarantee,approval_ref,text_en,text_fr"
SOUND = "birth,mail,2024-04-01,,business_days,40,0.9,,,In 40 days.,En 40 jours."
OFFER = Offer(["birth", "plate"], {"birth": ["mail", "online"], "plate": ["online"]}, date(2024, 8, 15))


def read(folder: Path, *rows: str, header: str = HEADER, registered: Iterable[dict] = ()) -> StandardFile:
    file = folder / "standards.csv"
    file.write_text("\n".join([header, *rows]), encoding="utf-8")
    return read_standards(file, OFFER, registered)


def test_a_standard_is_read_as_it_is_kept(tmp_path: Path):
    (row,) = read(tmp_path, SOUND).rows.to_dicts()

    assert row["standard_id"] == "birth-mail"
    assert (row["threshold"], row["target_millionths"], row["is_guarantee"]) == (40, 900_000, False)
    assert (row["valid_from"], row["valid_to"], row["text_fr"]) == (date(2024, 4, 1), None, "En 40 jours.")


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        (
            "berth,mail,2024-04-01,,business_days,40,0.9,,,a,b",
            "row 2, column service: there is no service 'berth'; did",
        ),
        ("birth,post,2024-04-01,,business_days,40,0.9,,,a,b", "row 2, column channel: 'post' is none of online"),
        ("plate,kiosk,2024-04-01,,minutes,10,0.9,,,a,b", "row 2, column channel: plate is not offered there"),
        ("birth,mail,2024-13-01,,business_days,40,0.9,,,a,b", "row 2, column valid_from: '2024-13-01' is not a date"),
        (
            "birth,mail,2024-04-01,2024-03-31,minutes,4,1,,,a,b",
            "row 2, column valid_to: 2024-03-31 is before it begins",
        ),
        ("birth,mail,2024-04-01,,days,40,0.9,,,a,b", "row 2, column measure: 'days' is none of business_days"),
        ("birth,mail,2024-04-01,,business_days,1.5,0.9,,,a,b", "row 2, column threshold: '1.5' is not a whole number"),
        ("birth,mail,2024-04-01,,business_days,40,90,,,a,b", "row 2, column target: '90' is not a share"),
        ("birth,mail,2024-04-01,,business_days,40,0.9,maybe,,a,b", "row 2, column guarantee: 'maybe' is neither yes"),
        ("birth,mail,2024-04-01,,business_days,40,0.9,yes,,a,b", "row 2, column approval_ref: a guarantee needs the"),
        ("birth,mail,2024-04-01,,business_days,40,0.9,,,a,", "row 2, column text_fr: the cell is empty"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_cell_and_its_neighbour_stands(tmp_path: Path, wrong: str, told: str):
    found = read(tmp_path, wrong, SOUND.replace("birth,mail", "birth,online"))

    assert found.rows["channel"].to_list() == ["online"]
    (problem,) = found.problems
    assert str(problem).startswith(f"standards.csv {told}") or told in str(problem), str(problem)


def test_a_standard_that_begins_later_may_be_on_a_channel_where_nobody_was_served_yet(tmp_path: Path):
    assert read(tmp_path, "plate,kiosk,2024-09-01,,minutes,10,0.9,,,a,b").problems == ()


def test_of_two_that_contradict_each_other_neither_is_taken_and_sound_neighbours_are(tmp_path: Path):
    found = read(tmp_path, SOUND, SOUND.replace("40", "30"), SOUND.replace("birth,mail", "birth,online"))

    assert found.rows["channel"].to_list() == ["online"]
    told = [str(problem) for problem in found.problems]
    assert "row 3 promises the same" in told[0]
    assert "row 2 promises the same" in told[1]


def test_a_standard_ends_where_the_next_begins_but_none_may_run_into_the_next(tmp_path: Path):
    first, second = SOUND, SOUND.replace("2024-04-01", "2024-07-01")
    ended = first.replace("2024-04-01,", "2024-04-01,2024-06-30")
    overlapping = first.replace("2024-04-01,", "2024-04-01,2024-07-01")

    assert read(tmp_path, first, second).rows.height == 2
    assert read(tmp_path, ended, second).rows.height == 2
    with pytest.raises(UserError, match="are in force at once, to 2024-07-01"):
        read(tmp_path, overlapping, second)


def test_another_method_audience_or_circumstance_is_another_promise(tmp_path: Path):
    header = f"{HEADER},method,audience,circumstance"
    call = "birth,telephone,2024-04-01,,minutes,15,0.9,,,a,b"
    offer = {"header": header}
    found = read(tmp_path, *(f"{call.replace('birth', '')},{more}" for more in (",,", "teletype,,", ",internal,",
                             ",,not_normal")), **offer)  # fmt: skip

    assert found.rows["standard_id"].to_list()[:2] == ["common-telephone", "common-telephone-teletype"]
    assert found.rows.height == 4
    with pytest.raises(UserError, match="column method: 'relay' is used on the telephone"):
        read(tmp_path, f"{SOUND},relay,,", **offer)


def test_a_file_without_a_sound_row_is_refused_whole(tmp_path: Path):
    with pytest.raises(UserError) as refused:
        read(tmp_path, SOUND.replace("birth", "berth"), SOUND.replace("birth", "barth"))
    assert str(refused.value).count("there is no service") == 2


BOUNDED = "birth,mail,2024-04-01,2024-09-30,business_days,40,0.9,,,In 40 days.,En 40 jours."


@pytest.mark.parametrize(
    ("row", "told"),
    [
        (BOUNDED.replace("2024-04-01,2024-09-30", "2024-09-30,"), "to 2024-09-30; end the earlier one"),
        (BOUNDED.replace("2024-04-01,2024-09-30", "2024-10-01,"), None),
        (BOUNDED.replace("2024-04-01,2024-09-30", "2024-03-01,2024-04-01"), "to 2024-04-01; end the earlier one"),
        (BOUNDED.replace("2024-04-01,2024-09-30", "2024-03-01,2024-03-31"), None),
        (BOUNDED.replace("2024-04-01,2024-09-30", "2024-03-01,"), None),  # it ends where the registered one begins
        (BOUNDED.replace("40,", "30,"), None),  # of its code and first day: it replaces it
        (BOUNDED.replace("mail", "online"), None),
    ],
)
def test_what_was_registered_before_stands(tmp_path: Path, row: str, told: str | None):
    held = read(tmp_path, BOUNDED).rows.to_dicts()
    beside = SOUND.replace("birth,mail", "plate,online")

    found = read(tmp_path, row, beside, registered=held)

    assert found.rows.height == (2 if told is None else 1), "the neighbour is taken in any case"
    assert [told in str(problem) and "birth-mail, registered from 2024-04-01" in str(problem)
            for problem in found.problems] == [True] * (told is not None)  # fmt: skip


def test_another_code_from_the_same_day_contradicts_what_is_registered(tmp_path: Path):
    held = [row | {"standard_id": "other"} for row in read(tmp_path, BOUNDED).rows.to_dicts()]

    with pytest.raises(UserError, match="other, registered before, promises the same from 2024-04-01; write other as"):
        read(tmp_path, BOUNDED, registered=held)


def test_what_is_left_empty_is_what_is_usual(tmp_path: Path):
    header = HEADER + ",audience,circumstance"
    with pytest.raises(UserError, match="promises the same from the same day"):
        read(tmp_path, SOUND + ",,", SOUND + ",external,normal", header=header)
