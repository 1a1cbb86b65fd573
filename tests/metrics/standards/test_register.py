"""The register: which standard a case is judged by, and which services have the four elements of the directive."""

from datetime import date
from pathlib import Path

import polars as pl

from data.storage.names import REGISTERED
from metrics.calendar.periods import parse
from metrics.drilldown.record_story import standard_in_force
from metrics.standards.elements import Element, elements
from metrics.standards.register import register
from metrics.standards.registered import register_of
from tests.support.standards import QUARTER, STANDARDS, cases, promised_home, standard

CELLS = [
    ("transaction", "mail", "birth", "normal", 3, 3),
    ("transaction", "online", "birth", "normal", 3, 3),
    ("transaction", "online", "plate", "normal", 3, 3),
]
WRITTEN = {
    f"{name}_{lang}": f"{name} {lang}" for name in ("pledge", "access", "accuracy", "redress") for lang in ("en", "fr")
}
DESCRIBED = {"description_en": "what", "description_fr": "quoi", "fee_cents": 0}


def home(folder: Path, *standards: dict):
    return promised_home(folder, cases(*CELLS), standards=[*STANDARDS, *standards])


def test_a_standard_of_a_method_an_audience_or_abnormal_times_judges_no_case(tmp_path: Path):
    others = [
        standard("birth", "mail", 0.1, standard_id=f"other-{n}", valid_from="2024-05-01", **more)
        for n, more in enumerate(
            [{"method": "relay"}, {"audience": "internal"}, {"circumstance": "not_normal"}, {"audience": "external"}]
        )
    ]
    made = home(tmp_path, *others[:3])
    promised = register(made, date(2024, 6, 30))

    assert promised.of("birth", "mail").code == "birth-mail"
    assert [one.code for one in promised.others] == ["other-0", "other-1", "other-2"]
    assert register(home(tmp_path / "public", others[3]), date(2024, 6, 30)).of("birth", "mail").code == "other-3"


def test_what_has_ended_is_in_force_no_more_and_the_common_one_is(tmp_path: Path):
    ended = standard("birth", "online", 0.5, standard_id="ended", valid_from="2024-04-01", valid_to="2024-04-30")
    made = home(tmp_path, ended)
    case = {"service_id": "birth", "channel": "online", "kind": "transaction"}

    for day, code in ((date(2024, 4, 30), "ended"), (date(2024, 5, 1), "everyone-online")):
        assert register(made, day).of("birth", "online").code == code
        assert standard_in_force({**case, "started_on": day}, made)["standard_id"] == code


def test_of_the_same_day_what_people_registered_counts_before_what_a_source_tells(tmp_path: Path):
    theirs = standard("birth", "mail", 0.8, standard_id="zz-source", source="desk")
    ours = standard("birth", "mail", 0.7, standard_id="aa-registered", source=REGISTERED)
    made = promised_home(tmp_path, cases(*CELLS), standards=[theirs, ours])
    case = {"service_id": "birth", "channel": "mail", "kind": "transaction", "started_on": date(2024, 6, 1)}

    assert register(made, date(2024, 6, 1)).of("birth", "mail").code == "aa-registered"
    assert standard_in_force(case, made)["standard_id"] == "aa-registered"


def test_each_service_needs_all_four_elements_on_every_channel_it_is_offered_on(tmp_path: Path):
    made = home(
        tmp_path,
        standard("birth", "mail", 0.8, standard_id="birth-mail", valid_from="2024-01-01", **DESCRIBED, **WRITTEN),
        standard(None, "online", 0.9, standard_id="everyone-online", valid_from="2024-01-01", **WRITTEN),
    )
    found = elements(made, parse(QUARTER), {})

    # Plates are described nowhere; what is common online holds for birth certificates too.
    assert (found.services, found.complete) == (2, 1)
    assert found.missing == {"plate": {Element.DESCRIPTION: ["online"]}}


def test_one_language_alone_or_no_target_is_not_enough(tmp_path: Path):
    lacking = WRITTEN | {"redress_fr": None, "accuracy_en": None}
    made = home(
        tmp_path,
        standard("birth", "mail", None, standard_id="birth-mail", valid_from="2024-01-01", **DESCRIBED, **WRITTEN),
        standard(None, "online", 0.9, standard_id="everyone-online", valid_from="2024-01-01", **lacking),
        standard("plate", "online", 0.9, valid_from="2024-01-01", **DESCRIBED, **WRITTEN),
    )
    found = elements(made, parse(QUARTER), {}).missing

    assert set(found) == {"birth"}
    assert found["birth"][Element.REDRESS] == ["online"]
    assert sorted(found["birth"][Element.OBJECTIVES]) == ["mail", "online"]
    assert Element.PLEDGE not in found["birth"]


def test_under_a_filter_the_register_shows_the_services_there_and_what_is_common(tmp_path: Path):
    made = home(tmp_path)
    every = {one.code for one in register_of(made, parse(QUARTER), {})}
    of_plates = {one.code for one in register_of(made, parse(QUARTER), {"service": ["plate"]})}

    assert every == {row["standard_id"] for row in STANDARDS}
    assert of_plates == {row["standard_id"] for row in STANDARDS if row["service_id"] is None}


def test_a_table_from_before_the_register_had_elements_is_read_as_one_without_them(tmp_path: Path):
    made = home(tmp_path)
    old = made.read("lake/service_standard").select(
        "source", "standard_id", "service_id", "channel", "valid_from", "measure", "threshold", "target_millionths",
        "is_guarantee", "approval_ref", "text_en", "text_fr",
    )  # fmt: skip
    made._cached["lake/service_standard", made.manifest.tables["lake/service_standard"]] = old

    assert register(made, date(2024, 6, 30)).of("birth", "mail").code == "birth-mail"
    assert isinstance(old, pl.DataFrame)
    assert elements(made, parse(QUARTER), {}).complete == 0
