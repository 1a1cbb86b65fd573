"""A part of the organisation: as it is stored, and whose it is."""

import pytest

from data.access.slices import lies_within, parse_slice, slice_code, slice_of
from data.access.viewer import Viewer

KIOSKS = Viewer("operations_manager", (("channel", ("kiosk", "mail")),))
PARTNER = Viewer("partner", (("partner", ("city",)),))


def test_a_part_is_stored_alike_in_whatever_order_it_was_chosen():
    assert slice_code({"line": ("b", "a"), "channel": ("é",)}) == slice_code({"channel": ["é"], "line": ["a", "b"]})
    assert parse_slice(slice_code({"line": ("b", "a")})) == {"line": ("a", "b")}
    assert slice_code({}) == "{}"


@pytest.mark.parametrize(
    ("viewer", "where", "part"),
    [
        (Viewer(), {}, {}),
        (Viewer(), {"line": ("cars",)}, {"line": ("cars",)}),
        (KIOSKS, {}, {"channel": ("kiosk", "mail")}),
        (KIOSKS, {"channel": ("kiosk", "online")}, {"channel": ("kiosk",)}),
        (KIOSKS, {"line": ("cars",)}, {"line": ("cars",), "channel": ("kiosk", "mail")}),
        (PARTNER, {}, {"partner|run_by": ("city",)}),
        (PARTNER, {"partner": ("city",)}, {"partner": ("city",), "partner|run_by": ("city",)}),
        (Viewer(), {"partner": ("city",)}, {"partner": ("city",)}),
        (Viewer("operations_manager", PARTNER.scope), {}, {"partner": ("city",)}),
    ],
)
def test_who_sees_a_part_looks_at_no_more(viewer: Viewer, where: dict, part: dict):
    assert slice_of(viewer, where) == part


@pytest.mark.parametrize(
    ("part", "within"),
    [
        ({"channel": ("kiosk",)}, True),
        ({"channel": ("kiosk", "mail"), "line": ("cars",)}, True),
        ({"channel": ("kiosk", "online")}, False),
        ({"channel": ()}, False),
        ({"line": ("cars",)}, False),
        ({}, False),
    ],
)
def test_a_part_lies_in_a_scope_as_a_whole_or_not_at_all(part: dict, within: bool):
    assert lies_within(part, KIOSKS.extent) == within
    assert lies_within(part, ()), "who sees everything sees it"


@pytest.mark.parametrize(
    ("part", "within", "within_strict"),
    [
        ({"partner|run_by": ("city",)}, True, False),  # reaches beyond `partner` alone
        ({"partner": ("city",)}, True, True),
        ({"run_by": ("city",)}, True, False),
        ({"partner|run_by": ("city", "bank")}, False, False),
        ({"partner": ("city", "bank"), "run_by": ("city",)}, True, False),
        ({"partner": ("bank",), "line": ("city",)}, False, False),
        ({}, False, False),
    ],
)
def test_what_either_of_two_breakdowns_tells_is_wider_than_each(part: dict, within: bool, within_strict: bool):
    assert lies_within(part, PARTNER.extent) == within
    assert lies_within(part, Viewer("operations_manager", PARTNER.scope).extent) == within_strict
