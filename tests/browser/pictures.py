"""Pictures of every page: `python -m tests.browser.pictures` writes them into `pictures/`."""

import os
import tempfile
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import sync_playwright

from tests.browser.conftest import ARGUMENTS, CHROMIUM, ROOT, foretell_demo, serve, settled
from tests.browser.places import places
from tests.support.demo_home import make_demo_home

FOLDER = ROOT / "pictures"
SIZES = {"wide": (1280, 800), "phone": (400, 800)}


def main() -> None:
    """Over the home that `SCORECARD_HOME` names, else over a small demo of its own."""
    FOLDER.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as temporary:
        home = Path(os.environ.get("SCORECARD_HOME", temporary))
        if home == Path(temporary):
            make_demo_home(home)
            foretell_demo(home)
        with contextmanager(serve)(home) as address, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
            for size, (width, height) in SIZES.items():
                for scheme in ("light", "dark"):
                    viewport = {"width": width, "height": height}
                    context = browser.new_context(viewport=viewport, color_scheme=scheme)
                    page = context.new_page()
                    for lang in ("en", "fr"):
                        for name, path in places(lang).items():
                            page.goto(f"{address}/{path[2:]}")
                            settled(page)
                            page.screenshot(path=FOLDER / f"{name}-{lang}-{scheme}-{size}.png")
                    context.close()


if __name__ == "__main__":
    main()
