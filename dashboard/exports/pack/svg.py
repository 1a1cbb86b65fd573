"""A chart drawn: SVG whose letters stay letters, so that they can be read aloud, searched and copied."""

from dashboard.exports.pack.model import FACE, Chart

CONFIG = {
    "font": FACE,
    "axis": {"labelFontSize": 11, "gridColor": "#E3E8EE"},
    "axisX": {"labelSeparation": 14},
    "background": None,
}


def svg(chart: Chart) -> str:
    """The drawing of its specification."""
    import vl_convert

    return vl_convert.vegalite_to_svg(dict(chart.spec), config=CONFIG)
