"""Late, corrected and withdrawn staff answers: whoever kept every list of every day learns of no fewer than ten."""

import random
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from data.storage.lake import Lake
from data.storage.manifest import read_manifests, write_manifest
from data.storage.names import shown_table
from data.storage.snapshot import Snapshot
from data.verify.result import Difference
from data.verify.run import verify
from metrics.catalogue.registry import declared
from metrics.catalogue.versions import open_snapshot
from metrics.engine.answer import Question, answer
from metrics.engine.published_spec import specification
from metrics.quality.held_back import sentences
from pipelines.run import run
from tests.support.plain_loops import ITEMS
from tests.support.proofs import seeds
from tests.support.source_folder import files
from tests.support.subtraction import told

UNITS = {"b1": None, "b2": None, "u1": "b1", "u2": "b1", "u3": "b1", "u4": "b2", "u5": "b2", "u6": None}
TENURES = ("under_2", "from_2_to_5", "over_15")
GRAINS = (None, "day", "week", "month", "quarter", "year")
RESTRICTED = [indicator.name for indicator in declared().values() if indicator.restricted]
LEAST = 10

Answer = dict[str, str | None]


def drawn(rng: random.Random, number: int, unit: str, tenure: str | None, open_share: float) -> Answer:
    """One answer; a share of the questions stays open."""
    marks = {item: None if rng.random() < open_share else str(rng.randint(1, 5)) for item in ITEMS}
    return {
        "wave_id": "w", "respondent": f"r{number:05}", "closed_on": "2024-11-20", "unit_id": unit, "tenure": tenure,
        **marks, "recommend": None if rng.random() < open_share else str(rng.randint(0, 10)),
    }  # fmt: skip


@dataclass
class Wave:
    """A wave of a home whose answers change from day to day; `answers`: by respondent, as the source has them."""

    folder: Path
    rng: random.Random
    answers: dict[str, Answer] = field(default_factory=dict)
    numbers: int = 0
    closed: date = date(2024, 11, 20)
    open_share: float = 0.0
    corrected: set[str] = field(default_factory=set)

    def add(self, count: int, unit: str | None = None, tenure: str | None = None) -> None:
        for _ in range(count):
            self.numbers += 1
            chosen = unit or self.rng.choice([name for name in UNITS if name.startswith("u")])
            answer = drawn(self.rng, self.numbers, chosen, tenure or self.rng.choice(TENURES), self.open_share)
            self.answers[answer["respondent"]] = answer | {"closed_on": f"{self.closed}"}

    def correct(self, count: int, unit: str | None = None) -> None:
        """Other answers of the same people, not corrected before; where any `unit` will do, some change theirs."""
        those = [key for key, answer in sorted(self.answers.items()) if unit in (None, answer["unit_id"])]
        for respondent in self.rng.sample([key for key in those if key not in self.corrected], count):
            self.corrected.add(respondent)
            before = self.answers[respondent]
            moved = self.rng.choice(["u1", "u5"]) if not unit and self.rng.random() < 0.2 else before["unit_id"]
            self.answers[respondent] = drawn(self.rng, int(respondent[1:]), moved, before["tenure"], self.open_share)
            self.answers[respondent]["closed_on"] = f"{self.closed}"

    def withdraw(self, count: int, unit: str | None = None) -> None:
        those = [key for key, answer in sorted(self.answers.items()) if unit in (None, answer["unit_id"])]
        for respondent in self.rng.sample(those, min(count, len(those))):
            del self.answers[respondent]

    def run(self, *, full: bool = False) -> Snapshot:
        units = [{"unit_id": unit, "parent_unit_id": above, "name_en": unit} for unit, above in UNITS.items()]
        waves = [{"wave_id": "w", "unit_id": unit, "closed_on": f"{self.closed}", "invited": "90"} for unit in UNITS]
        source = files(self.folder / "staff", unit=units, staff_wave=waves, staff_answer=list(self.answers.values()))
        run(self.home, [source], full=full)
        return open_snapshot(self.home)

    @property
    def home(self) -> Path:
        return self.folder / "home"


Person = tuple[tuple[str, str | None], ...]


def numbers(snapshot: Snapshot, grains: Iterable[str | None] = GRAINS) -> set[tuple]:
    """All that is told of the wave: indicator, grouping, code, numerator, denominator, n."""
    return {
        (name, by, row.get(by, "all") or "not_recorded", row["numerator"], row["denominator"], row["n"])
        for name in RESTRICTED
        for by in ("all", *declared()[name].breakdowns)
        for grain in grains
        for row in answer(Question(indicator=name, by=[] if by == "all" else [by], grain=grain), snapshot).to_dicts()
        if row["absence"] is None
    }


def sums(indicator: str, people: Iterable[Answer]) -> tuple[int, int, int]:
    """Numerator, denominator and n of these people, by hand; of participation only those who answered."""
    numerator = denominator = n = 0
    for person in people:
        marks = [int(person[item]) for item in ITEMS if person[item] is not None]
        if indicator == "survey_participation":
            numerator, n = numerator + 1, n + 1
        elif indicator == "employee_net_promoter":
            if (mark := person["recommend"]) is not None:
                numerator, denominator, n = numerator + (int(mark) >= 9) - (int(mark) <= 6), denominator + 1, n + 1
        elif marks:
            above = (
                sum((mark - 1) * 25 for mark in marks)
                if indicator == "engagement_index"
                else sum(m >= 4 for m in marks)
            )
            numerator, denominator, n = numerator + above, denominator + len(marks), n + 1
    return numerator, denominator, n


def place(person: Answer, grouping: str) -> str:
    return {
        "all": "all",
        "unit": person["unit_id"],
        "branch": UNITS[person["unit_id"]] or "not_recorded",
        "tenure": person["tenure"] or "not_recorded",
    }[grouping]


def asked(indicator: str, person: Answer) -> bool:
    """Whether the person is in the list behind an indicator."""
    return bool(sums(indicator, [person])[2])


def equations(published: Iterable[tuple], states: list[list[Answer]]) -> dict[str, list[set[Person]]]:
    """Per list the people that each number is of: those of the state in which they add up to it."""
    found: dict[str, list[set[Person]]] = {}
    for indicator, grouping, code, numerator, denominator, n in published:
        for state in states:
            people = [person for person in state if place(person, grouping) == code and asked(indicator, person)]
            plain = sums(indicator, people)
            if (
                plain[0] == numerator
                and n == plain[2]
                and (indicator == "survey_participation" or plain[1] == denominator)
            ):
                question = "engagement" if indicator in ("engagement_index", "favourable_engagement") else indicator
                found.setdefault(question, []).append({tuple(sorted(person.items())) for person in people})
                break
        else:
            raise AssertionError(f"{indicator} by {grouping} {code}: {numerator}, {denominator}, {n} are of no list")
    return found


def shown_states(home: Path) -> list[list[Answer]]:
    """The answers of every edition, as the home keeps them."""
    snapshot = open_snapshot(home)
    if not snapshot.has(shown_table("staff_answer")):
        return []
    shown = snapshot.scan(shown_table("staff_answer")).collect().to_dicts()
    last = max(max(row["since"], row["until"] or 0) for row in shown)
    names = ["wave_id", "respondent", "closed_on", "unit_id", "tenure", *ITEMS, "recommend"]
    return [
        [
            {name: None if row[name] is None else str(row[name]) for name in names}
            for row in shown
            if row["since"] <= edition < (row["until"] or last + 1)
        ]
        for edition in range(1, last + 1)
    ]


def recovered(published: Iterable[tuple], states: list[list[Answer]]) -> dict[str, set[Person]]:
    """Per list the fewest people that can be told from all that was published; none where all is well."""
    lists = equations(published, states)
    few = {question: told(sets, LEAST) for question, sets in lists.items()}
    return {question: people for question, people in few.items() if people}


@pytest.fixture
def wave(tmp_path, request) -> Wave:
    return Wave(tmp_path, random.Random(getattr(request, "param", 7)))


def differences(wave: Wave) -> list[Difference]:
    """What `scorecard verify` lists."""
    snapshot = open_snapshot(wave.home)
    return verify(wave.home, snapshot.manifest, specification(snapshot)).listed


def whole(snapshot: Snapshot) -> int:
    """The respondents of the wave, as participation tells them."""
    (row,) = answer(Question(indicator="survey_participation"), snapshot).to_dicts()
    assert row["numerator"] == row["n"]
    return row["n"]


@pytest.fixture
def published(wave: Wave) -> Snapshot:
    """A first list: 40 people in each of u1, u2, u4 and u5, 5 in u3."""
    for unit in ("u1", "u2", "u4", "u5"):
        wave.add(40, unit)
    wave.add(5, "u3")
    return wave.run()


LATER = {
    "come": lambda wave, count: wave.add(count, "u2", TENURES[0]),
    "are corrected": lambda wave, count: wave.correct(count, "u2"),
    "leave": lambda wave, count: wave.withdraw(count, "u2"),
}


@pytest.mark.parametrize("change", LATER.values(), ids=LATER)
def test_nine_answers_change_nothing_and_ten_are_shown(change, wave, published):
    before = numbers(published)
    for count in (4, 5):
        change(wave, count)
        now = wave.run(full=True)
        assert numbers(now) == before
        assert "staff answers of the wave of 2024-11-20 came in, left or changed" in sentences(now)[0].en
    assert sentences(now)[0].en.startswith("9 ")
    assert differences(wave) == []
    change(wave, 16)
    now = wave.run(full=True)
    assert numbers(now) != before
    assert not [sentence for sentence in sentences(now) if "came in" in sentence.en]
    assert differences(wave) == []
    assert numbers(open_snapshot(wave.home, published.manifest.run)) == before, "as reported"


def test_few_late_answers_wait_until_they_are_ten_since_the_list_last_shown(wave, published):
    shown = []
    for _ in range(5):
        wave.add(4, "u5", TENURES[1])
        shown.append(whole(wave.run()))
    assert shown == [165, 165, 165 + 3 * 4, 165 + 12, 165 + 12]


def test_a_group_in_which_too_few_make_the_difference_keeps_its_numbers_for_good(wave, published):
    """Three come to u2: its branch stays behind, and with it the smallest of the others, where u6 is."""
    wave.add(12, "u6", TENURES[0])
    wave.add(12, "u4", TENURES[0])
    wave.add(12, "u5", TENURES[0])
    wave.add(3, "u2", TENURES[0])
    wave.run()
    wave.add(30, "u2", TENURES[0])
    now = wave.run()
    after = {row[2]: row[5] for row in numbers(now) if row[:2] == ("engagement_index", "unit")}

    assert whole(now) == 165 + 39 + 30
    assert after == {"u2": 40, "u4": 52, "u5": 52}
    assert any("stay as they were published" in sentence.en for sentence in sentences(now))
    assert differences(wave) == []


def test_a_withdrawal_of_a_few_does_not_hold_up_those_who_come(wave, published):
    wave.withdraw(2, "u2")
    wave.add(20, "u5", TENURES[0])
    now = wave.run(full=True)

    assert whole(now) == 165 + 20
    assert sentences(now)[0].en.startswith("2 staff answers")
    assert differences(wave) == []


def test_a_few_who_leave_and_a_few_who_come_are_enough_together(wave, published):
    wave.withdraw(9, "u2")
    wave.add(9, "u2", TENURES[0])
    before, now = numbers(published), wave.run(full=True)

    assert whole(now) == 165 - 9 + 9
    assert numbers(now) != before
    assert differences(wave) == []


def test_those_who_stay_are_a_group_too(wave, published):
    """35 of 40 leave: the five that are left over would be the difference."""
    wave.withdraw(35, "u5")

    assert whole(wave.run(full=True)) == 165
    assert differences(wave) == []


def test_a_wave_keeps_the_organisation_of_its_day(wave, published, monkeypatch):
    def told(snapshot):
        return {(*row[:4], row[5]) for row in numbers(snapshot)}  # how many were invited follows the units

    before = told(published)
    monkeypatch.setitem(UNITS, "u3", "b2")
    now = wave.run(full=True)

    assert told(now) == before
    assert differences(wave) == []


def test_what_a_version_without_editions_has_shown_counts_as_shown(wave, published):
    before, manifest = numbers(published), published.manifest
    del manifest.tables[shown_table("staff_answer")]
    write_manifest(wave.home, manifest)
    wave.add(1, "u1")

    assert numbers(wave.run()) == before


def test_a_wave_is_shown_when_its_last_day_is_over(wave):
    wave.closed = date.today() + timedelta(days=1)  # noqa: DTZ011
    wave.add(40, "u1")
    assert whole(wave.run()) == 0
    wave.answers.clear()
    wave.closed = date.today() - timedelta(days=1)  # noqa: DTZ011
    wave.add(40, "u1")
    assert whole(wave.run(full=True)) == 40


@pytest.mark.parametrize("tamper", ["edition", "sums", "held back"])
def test_verify_finds_a_list_that_tells_of_few_or_holds_back_many(tamper, wave, published):
    wave.add(3, "u2", TENURES[0])
    wave.add(30, "u5", TENURES[0])
    now = wave.run()
    assert differences(wave) == []
    lake, name = Lake(wave.home), "published/staff_answer.cells"
    shown = lake.scan(shown_table("staff_answer")).collect()
    if tamper == "held back":
        lake.write(shown_table("staff_answer"), shown.filter(pl.col("since") == 1))
        now.manifest.tables[shown_table("staff_answer")] += 1
        (found,) = [one for one in listed(wave, now) if one.column == "edition"]
        assert found.recomputed == "ten or more wait"
        return
    rows = lake.scan(name).collect()
    here = (pl.col("grouping") == "unit") & (pl.col("code") == "u2")
    more = pl.when(here).then(pl.col("edition") + 1).otherwise("edition").alias("edition")
    if tamper == "sums":
        more = pl.when(here).then(pl.col("respondents") + 3).otherwise("respondents").alias("respondents")
    lake.write(name, rows.with_columns(more))
    now.manifest.tables[name] = lake.version(name)

    columns = {one.column for one in listed(wave, now) if one.group == "unit=u2"}
    assert columns == ({"sums"} if tamper == "sums" else {"sums", "edition"})


def listed(wave: Wave, snapshot: Snapshot) -> list[Difference]:
    return verify(wave.home, snapshot.manifest, specification(snapshot), remember=False).listed


@seeds("no list of several days tells of fewer than ten staff", 50, first=0)
def test_whoever_keeps_the_lists_of_all_days_learns_of_no_fewer_than_ten(seed, tmp_path):
    rng = random.Random(seed)
    wave = Wave(tmp_path, rng, open_share=rng.choice([0, 0.1, 0.3]))
    while True:
        wave.answers.clear()
        for unit in ("u1", "u2", "u3", "u4", "u5", "u6"):
            wave.add(rng.choice([5, 14, 25, 40, 40]), unit)
        first = wave.run(full=True)
        published = numbers(first)
        # One list alone is what `suppress` answers for; here it is what several of them add.
        if not recovered(published, [list(wave.answers.values())]):
            break
        wave = Wave(tmp_path / f"{len(wave.answers)}-{rng.random()}", rng, open_share=wave.open_share)
        wave.folder.mkdir()
    states = [list(wave.answers.values())]
    for _ in range(6):
        unit, tenure = rng.choice([None, None, "u1", "u5"]), rng.choice([None, None, TENURES[0]])
        wave.add(rng.choice([1, 3, 6, 9, 11, 14, 30]), unit, tenure)
        if rng.random() < 0.4:
            wave.correct(rng.choice([1, 4, 12, 30]))
        full = rng.random() < 0.4
        if full:
            wave.withdraw(rng.choice([1, 5, 12]), rng.choice([None, "u1"]))
        now = wave.run(full=full)
        states.append(list(wave.answers.values()))
        published |= numbers(now, rng.sample(GRAINS, 2))
    for manifest in read_manifests(wave.home):
        published |= numbers(open_snapshot(wave.home, manifest.run), ["day"])

    assert recovered(published, [*shown_states(wave.home), *states]) == {}
    assert differences(wave) == []
