"""The dashboard behind nginx as the document sets it up: TLS, a name and a path of its own, pages over a websocket."""

import re
import shutil
import ssl
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import settled
from tests.support.server import free_port, serve, wait_to_listen

pytestmark = pytest.mark.browser

DOCUMENT = (Path(__file__).parents[2] / "docs" / "how-to" / "in-front-of-the-world.md").read_text("utf-8")
NAME = "scorecard.localhost"
"""What stands for the document's name: every browser finds it on this machine."""
TOKEN = "0123456789abcdef"
KEY = "openssl req -x509 -newkey rsa:2048 -nodes -days 2 -keyout {key} -out {certificate} -subj /CN={name}"
FRAME = """
daemon off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{}}
http {{
    access_log off;
    client_body_temp_path {folder}/body;
    proxy_temp_path {folder}/proxy;
    fastcgi_temp_path {folder}/fastcgi;
    uwsgi_temp_path {folder}/uwsgi;
    scgi_temp_path {folder}/scgi;
{servers}
}}
"""


def servers(folder: Path, upstream: str, secure: int, plain: int) -> str:
    """The document's nginx block, with what is this test's own put in: name, ports and files."""
    block = re.search(r"```nginx\n(.*?)```", DOCUMENT, re.S)[1]
    own = {
        "scorecard.example.ca": NAME,
        "listen 443": f"listen 127.0.0.1:{secure}",
        "listen 80": f"listen 127.0.0.1:{plain}",
        "127.0.0.1:8501": upstream,
        "/etc/ssl/certs/scorecard.pem": f"{folder}/certificate.pem",
        "/etc/ssl/private/scorecard.key": f"{folder}/key.pem",
    }
    for before, after in own.items():
        assert before in block
        block = block.replace(before, after)
    return block


@pytest.fixture(scope="module")
def dashboard(demo_home: Path) -> Iterator[str]:
    yield from serve(demo_home, "scorecard", SCORECARD_HOSTS=NAME, SCORECARD_PROBE_TOKEN=TOKEN)


@pytest.fixture(scope="module")
def proxy(dashboard: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, str]]:
    """Where nginx listens with TLS and without."""
    program = shutil.which("nginx", path="/usr/sbin:/usr/bin") or pytest.skip("needs nginx")
    folder = tmp_path_factory.mktemp("nginx")
    files = {"key": folder / "key.pem", "certificate": folder / "certificate.pem", "name": NAME}
    subprocess.run(KEY.format(**files).split(), check=True, capture_output=True)
    secure, plain = free_port(), free_port()
    upstream = dashboard.removeprefix("http://").removesuffix("/scorecard")
    written = FRAME.format(folder=folder, servers=servers(folder, upstream, secure, plain))
    (folder / "nginx.conf").write_text(written)
    with subprocess.Popen([program, "-p", str(folder), "-c", str(folder / "nginx.conf")]) as running:
        try:
            wait_to_listen(plain)
            yield f"https://{NAME}:{secure}/scorecard", f"http://127.0.0.1:{plain}"
        finally:
            running.terminate()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1280, "height": 800}, ignore_https_errors=True)
    yield context.new_page()
    context.close()


def status(address: str, **headers: str) -> int:
    trusting = ssl.create_default_context()
    trusting.check_hostname, trusting.verify_mode = False, ssl.CERT_NONE
    try:
        with urllib.request.urlopen(urllib.request.Request(address, headers=headers), context=trusting) as answer:
            return answer.status
    except urllib.error.HTTPError as error:
        with error:
            return error.code


def test_pages_are_drawn_and_links_stay_below_the_path(proxy: tuple[str, str], page: Page):
    address, _ = proxy
    page.goto(f"{address}/?lang=en&period=2026-08")
    settled(page)
    page.get_by_role("link", name="Definitions").first.click()
    page.wait_for_url("**/definitions?**")

    assert page.url.startswith(f"{address}/definitions")
    assert "Definitions" in settled(page)
    page.reload()
    assert "Definitions" in settled(page)


def test_the_address_without_its_last_stroke_leads_there_too(proxy: tuple[str, str], page: Page):
    page.goto(proxy[0])
    assert page.url.startswith(f"{proxy[0]}/")
    assert settled(page)


def test_machines_show_their_token_and_the_world_sees_no_measurements(proxy: tuple[str, str], dashboard: str):
    port = dashboard.removesuffix("/scorecard")
    shown = {"Authorization": f"Bearer {TOKEN}"}

    assert [status(f"{at}/metrics") for at in (dashboard, port)] == [401, 401]
    assert [status(f"{at}/metrics", **shown) for at in (dashboard, port)] == [200, 200]
    assert [status(f"{at}/metrics", Authorization=f"Bearer {TOKEN}x") for at in (dashboard, port)] == [401, 401]
    assert status(f"{proxy[0].replace(NAME, '127.0.0.1')}/metrics", **shown) == 404


def test_an_unprotected_address_leads_to_the_protected_one(proxy: tuple[str, str]):
    class Stay(urllib.request.HTTPRedirectHandler):
        def redirect_request(self, *_):
            return None

    with pytest.raises(urllib.error.HTTPError) as answer:
        urllib.request.build_opener(Stay).open(
            urllib.request.Request(f"{proxy[1]}/scorecard/?lang=fr", headers={"Host": NAME})
        )
    answer.value.close()

    assert answer.value.code == 301
    assert answer.value.headers["Location"] == f"https://{NAME}/scorecard/?lang=fr"
