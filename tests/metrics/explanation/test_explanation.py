"""An explanation of real rows: what changed, what each slice adds, and what is left, to the last bit."""

from fractions import Fraction
from itertools import product

import polars as pl
import pytest

from data.errors import UserError
from data.state.target import TARGET
from metrics.engine.answer import Question, answer
from metrics.explanation.explanation import Against, explain
from tests.support.homes import home_with

LATE = {"kiosk": (10, 60)}
"""Channel → of a hundred transactions per region and language, how many were late in October and in November."""


def rows_of(late, *, regions=("north", "south"), each=100):
    """Transactions with a service standard, of two months; of each channel, region and language as many are late."""
    rows = []
    for month, (channel, region, language), number in product(
        (10, 11), product(("online", "kiosk", "telephone"), regions, ("en", "fr")), range(each)
    ):
        of_late = late.get((channel, region), late.get(channel, (10, 10)))[month - 10]
        met = number >= of_late * each / 100
        rows.append(
            {
                "transaction_id": f"{month}-{channel}-{region}-{language}-{number}",
                "kind": "transaction",
                "channel": channel,
                "service_id": "plate",
                "location_id": region[0],
                "language": language,
                "status": "completed",
                "started_at": f"2024-{month}-{number % 28 + 1:02} 15:00:00",
                "completed_at": f"2024-{month}-{number % 28 + 1:02} 16:00:00",
                "due_at": f"2024-{month}-{number % 28 + 1:02} {17 if met else 15}:30:00",
            }
        )
    return pl.DataFrame(rows)


@pytest.fixture(scope="module")
def draw(tmp_path_factory):
    """A home of such rows, published."""

    def build(late, **options):
        places = pl.DataFrame({"location_id": ["n", "s"], "region_id": ["north", "south"], "name_en": ["N", "S"]})
        regions = pl.DataFrame({"region_id": ["north", "south"], "name_en": ["North", "South"]})
        return home_with(
            tmp_path_factory.mktemp("home"),
            publish=True,
            transaction=rows_of(late, **options),
            location=places,
            region=regions,
            service=pl.DataFrame({"service_id": ["plate"], "name_en": ["Plate"]}),
        )

    return build


@pytest.fixture(scope="module")
def kiosk(draw):
    return draw(LATE)


def target(value):
    row = {
        "indicator": "service_standards_met",
        "fiscal_year": "FY2024-25",
        "target": value,
        "near": value,
        "path": "step",
    }
    return pl.DataFrame([row | {"source": "drawn"}], schema_overrides=TARGET).select(
        pl.col(name) if name in (*row, "source") else pl.lit(None, dtype).alias(name) for name, dtype in TARGET.items()
    )


def ask(snapshot, indicator="service_standards_met", against=Against.PREVIOUS, targets=None, **question):
    question = {"period": "2024-11", **question}
    return explain(Question(indicator=indicator, **question), against, snapshot, targets)


def test_the_slice_that_moved_is_named_with_its_exact_effect(kiosk):
    result = ask(kiosk)
    assert [dict(one.breakdowns) for one in result.slices] == [{"channel": "kiosk"}]
    # Of 1200 due, 400 at kiosks: 40 of them late before and 240 after, all others 80 in both months.
    assert result.reference == (1200 - 40 - 80) / 1200
    assert result.value == (1200 - 240 - 80) / 1200
    before, level = Fraction(1080, 1200), Fraction(400, 1200)
    effect = (Fraction(160, 400) - before) * level - (Fraction(360, 400) - before) * level
    assert result.slices[0].effect == pytest.approx(float(effect), rel=1e-12)
    assert result.slices[0].n == 400
    assert result.slices[0].share == pytest.approx(1, rel=1e-12)
    assert result.expected == 0
    assert result.false_alarm_rate == 0.05


@pytest.mark.parametrize(
    "late",
    [LATE, {("kiosk", "north"): (10, 70)}, {"kiosk": (10, 60), ("online", "south"): (40, 5)}, {}],
    ids=["one", "pair", "two", "none"],
)
def test_effects_rest_and_expected_are_the_change(draw, late):
    result = ask(draw(late))
    effects = [one.effect for one in result.slices]
    assert sum(effects) + result.rest + result.expected == result.change
    assert result.change == pytest.approx(result.value - result.reference, rel=1e-12, abs=1e-15)


def test_a_pair_is_named_where_only_its_rows_moved(draw):
    named = [dict(one.breakdowns) for one in ask(draw({("kiosk", "north"): (10, 70)})).slices]
    assert named in ([{"channel": "kiosk", "region": "north"}], [{"channel": "kiosk", "location": "n"}])


def test_later_slices_count_only_rows_that_none_before_them_has(draw):
    result = ask(draw({"kiosk": (10, 60), ("online", "south"): (10, 50), ("telephone", "south"): (10, 50)}))
    first, *others = result.slices
    assert dict(first.breakdowns) == {"channel": "kiosk"}
    # In the south 800 are due, 200 of them at kiosks, which the first slice has.
    assert sum(one.n for one in others) == 800 // 2
    assert others


def test_an_even_change_names_nothing(draw):
    result = ask(draw(dict.fromkeys(("online", "kiosk", "telephone"), (10, 30))))
    assert result.slices == ()
    assert result.rest == result.change == pytest.approx(0.7 - 0.9)


def test_against_a_target_slices_are_those_that_pull_the_value_off_it(draw):
    result = ask(draw({"kiosk": (40, 40)}), against=Against.TARGET, targets=target(0.9))
    assert (result.reference_period, result.reference) == (None, 0.9)
    assert [dict(one.breakdowns) for one in result.slices] == [{"channel": "kiosk"}]
    # Of 1200 due 400 at kiosks: of them 240 met, 120 fewer than the target asks.
    assert result.slices[0].effect == pytest.approx((240 - 0.9 * 400) / 1200, rel=1e-12)
    assert result.slices[0].effect + result.rest == result.change


def test_without_a_target_there_is_nothing_to_hold_it_against(kiosk):
    with pytest.raises(UserError) as refusal:
        ask(kiosk, against=Against.TARGET, targets=target(0.9).clear())
    assert refusal.value.code == "explanation_no_target"


def test_a_filter_narrows_what_is_explained(kiosk):
    result = ask(kiosk, where={"channel": ["online"]})
    assert (result.value, result.slices) == (0.9, ())
    assert (
        result.value
        == answer(Question(indicator="service_standards_met", period="2024-11", where={"channel": ["online"]}), kiosk)[
            "value"
        ].item()
    )


@pytest.mark.parametrize("month", ["2024-10", "2024-11"])
def test_a_slice_without_rows_in_one_of_the_two_periods_has_no_change_and_says_so(draw, month: str):
    rows = rows_of({})
    rows = rows.filter(~((pl.col("channel") == "kiosk") & pl.col("completed_at").str.starts_with(month)))
    snapshot = home_with(draw({}).home.parent / f"without-{month}", transaction=rows)

    with pytest.raises(UserError, match=f"has no value for {month}"):
        ask(snapshot, where={"channel": ["kiosk"]})


def test_a_count_changes_by_what_its_slices_gained(draw):
    rows = rows_of({}).filter(
        (pl.col("channel") != "online") | pl.col("transaction_id").str.starts_with("11") | (pl.col("language") == "en")
    )
    snapshot = home_with(draw({}).home.parent / "count", transaction=rows)
    result = ask(snapshot, "transaction_volume")
    # French ones online were none in October and 200 in November.
    assert [(dict(one.breakdowns), one.effect) for one in result.slices] == [
        ({"channel": "online", "language": "fr"}, 200.0)
    ]
    assert (result.change, result.rest) == (200.0, 0.0)


@pytest.mark.parametrize(
    ("indicator", "period", "against", "code"),
    [
        ("volume_growth", "2024-11", Against.PREVIOUS, "explanation_derived"),
        ("cost_per_transaction", "2024-11", Against.PREVIOUS, "explanation_no_parts"),
        ("service_standards_met", "2024-10", Against.PREVIOUS, "explanation_no_value"),
        ("service_standards_met", "2030-10", Against.PREVIOUS, "explanation_no_value"),
        ("service_standards_met", "2024-11", Against.YEAR, "explanation_no_value"),
        ("overall_satisfaction", None, Against.PREVIOUS, "explanation_nothing_so_far"),
        ("service_standards_mett", "2024-11", Against.PREVIOUS, "catalogue_unknown_indicator"),
    ],
)
def test_what_cannot_be_explained_gets_a_sentence(kiosk, indicator, period, against, code):
    with pytest.raises(UserError) as refusal:
        ask(kiosk, indicator, against, period=period)
    assert refusal.value.code == code
    assert "None" not in str(refusal.value)
