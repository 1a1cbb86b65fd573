"""The board pack of the period: four buttons, each of which makes its file when it is clicked."""

from collections.abc import Callable

from dashboard.exports.pack import files
from dashboard.exports.pack.edition import edition
from dashboard.exports.provenance import file_name
from dashboard.request.context import PageContext
from dashboard.text import formats
from dashboard.text.wording import pack as words
from dashboard.ui.component import draw
from dashboard.ui.downloads import Download, draw_files
from dashboard.ui.markup import join, tag

LABELS = {
    ".pdf": words.TAKE_PDF,
    ".pptx": words.TAKE_PPTX,
    ".xlsx": words.TAKE_XLSX,
    ".html": words.TAKE_HTML,
}


def buttons(ctx: PageContext) -> None:
    """The buttons, or why there is no pack: no figures, or a setting that cannot be."""
    made = edition(ctx)
    heading = tag("h2", ctx.say(words.TAKE, period=formats.period(ctx.period, ctx.lang)), id="pack")
    problem = files.problem(made)
    if problem is not None:
        draw(join(heading, tag("p", problem.text(ctx.lang), class_="note warn")), "pack")
        return
    draw(join(heading, tag("p", ctx.say(words.TAKE_WHY))), "pack")
    name = file_name(ctx, "board-pack")

    def making(ending: str) -> Callable[[], bytes]:
        return lambda: files.make(made, ending)

    draw_files(
        [(f"{name}{ending}", files.TYPES[ending], Download(ctx.say(text), making(ending)))
         for ending, text in LABELS.items()]
    )  # fmt: skip
