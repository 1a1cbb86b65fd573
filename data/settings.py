"""Where data lies and how long it is kept: every setting has a default, and an environment variable for it."""

import os
import re
from pathlib import Path

from pydantic import Field, SecretStr, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from data.refusals import settings as refusals
from data.text import Text

PREFIX = "SCORECARD_"

HOST = r"(\*|(\*\.)?[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)*)"
BUCKET = r"(s3|gs|az|abfss)://[A-Za-z0-9][A-Za-z0-9._@-]+(/[A-Za-z0-9._=-]+)*/?"

E_MAIL = r"[A-Za-z0-9._%+-]{1,64}@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+"
TOKEN = r"[A-Za-z0-9._~+/=-]{16,200}"
"""A bearer token that can stand in a header and not be guessed in a night."""

MOST_HOURS, MOST_DAYS = 24 * 366, 36_525
"""A year and a century: what is longer is a slip, and the day it leads to may not exist."""
MOST_RUNS = 1_000_000
MOST_MONTHS = 1_200

RETAIN = "retain_"


LARGEST_MARK = 256 * 1024
PICTURES = {
    "image/png": rb"\x89PNG\r\n",
    "image/jpeg": rb"\xff\xd8\xff",
    "image/webp": rb"RIFF....WEBP",
    "image/svg+xml": rb"\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<svg\b",
}
"""Kind → how such a file begins."""


def picture_type(path: Path) -> str | None:
    """What kind of picture a file is, by its first bytes; None for anything else, and for one that is too large."""
    try:
        content = path.expanduser().read_bytes()
    except OSError:
        return None
    kinds = (kind for kind, begins in PICTURES.items() if re.match(begins, content, re.DOTALL))
    return next(kinds, None) if len(content) <= LARGEST_MARK else None


LEAST_CONTRAST = 4.5
"""Of text on its ground, by WCAG 2.1 (1.4.3)."""


def contrast_on_white(colour: str) -> float:
    """How a colour written as #0B4A8F stands out from white, 1 to 21 (WCAG 2.1, relative luminance)."""
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    luminance = sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
    return 1.05 / (luminance + 0.05)


class Settings(BaseSettings):
    """The settings; `SCORECARD_HOME` sets `home`, and so on. An empty variable counts as unset."""

    model_config = SettingsConfigDict(env_prefix=PREFIX, env_ignore_empty=True)

    home: Path = Path(__file__).parent / "store"
    demo_url: str = ""
    state_url: str = ""
    """Where the fictional source and what people write lie; empty: in the home."""
    real_data: Path | None = None
    lake_url: str = Field("", pattern=rf"^({BUCKET})?$")
    """Where tables lie if not in the home: object storage."""
    fresh_hours: float = Field(26, ge=0, le=MOST_HOURS, allow_inf_nan=False)
    """How long after a run the next one is due, before a probe complains: a day and two hours to work in."""
    read_minutes: float = Field(60, gt=0, le=10_000)
    """How long one record of a source is read before it is given up as late."""
    keep_runs: int = Field(60, ge=1, le=MOST_RUNS)
    """This many of the newest runs can be shown as they were reported, and"""
    keep_days: int = Field(400, ge=0, le=MOST_DAYS)
    """those of so many days; older ones go, with the files that no other run needs."""
    retain_transaction: int | None = Field(None, ge=1, le=MOST_MONTHS)
    """For how many months before the last day of data single rows are kept; unset: for ever. Sums stay in any case."""
    retain_survey_answer: int | None = Field(None, ge=1, le=MOST_MONTHS)
    retain_complaint: int | None = Field(None, ge=1, le=MOST_MONTHS)
    retain_guarantee_claim: int | None = Field(None, ge=1, le=MOST_MONTHS)
    retain_quality_audit: int | None = Field(None, ge=1, le=MOST_MONTHS)
    retain_brand_answer: int | None = Field(None, ge=1, le=MOST_MONTHS)
    retain_staff_event: int | None = Field(None, ge=1, le=MOST_MONTHS)
    hosts: str = Field("", pattern=rf"^({HOST}( *, *{HOST})*)?$")
    """The names under which the dashboard is opened, with commas between them."""
    contact: str = Field("", pattern=rf"^({E_MAIL})?$")
    """Who is told what is wrong on a page."""
    organisation_en: str = Field("", max_length=80)
    organisation_fr: str = Field("", max_length=80)
    """Whose scorecard it is, as pages say at the top; one of the two stands for both."""
    mark: Path | None = None
    """A picture of at most 256 KB that stands before the name: PNG, JPEG, WebP or SVG."""
    pack_parts: str = Field("", pattern=r"^([a-z_]+( *, *[a-z_]+)*)?$")
    """The parts of the board pack in their order, with commas between them; empty: all of them."""
    pack_colour: str = Field("#0B4A8F", pattern=r"^#[0-9A-Fa-f]{6}$")
    """The colour of the pack's headings and lines, dark enough to be read on white."""
    pack_font: Path | None = None
    """A TrueType or OpenType file that the pack's PDF is set in; unset: DejaVu Sans."""
    pack_template: Path | None = None
    """A PPTX file whose layouts the pack's slides take; unset: plain ones."""
    probe_token: SecretStr = SecretStr("")
    """What a machine must show before `/healthz` and `/metrics` answer; empty: they answer everyone."""

    @field_validator("mark")
    @classmethod
    def _picture(cls, mark: Path | None) -> Path | None:
        if mark is not None and picture_type(mark) is None:
            raise ValueError("no picture")
        return mark

    @field_validator("pack_colour")
    @classmethod
    def _dark(cls, colour: str) -> str:
        if contrast_on_white(colour) < LEAST_CONTRAST:
            raise ValueError("too pale")
        return colour

    @field_validator("probe_token")
    @classmethod
    def _long_enough(cls, token: SecretStr) -> SecretStr:
        secret = token.get_secret_value()
        if secret and not re.fullmatch(TOKEN, secret):
            raise ValueError("not a token")
        return token

    alert_channels: dict[str, SecretStr] = {}
    """Where alerts are sent to groups, as JSON: role, scope and language → address, as
    `{"board_member fr": "msteams://…", "operations_manager channel=telephone": "slack://…"}`."""
    alert_mail: SecretStr = SecretStr("")
    """By which address each person with a role is written to: `mailtos://…&to={email}`; empty: nobody is."""
    alert_language: str = Field("en", pattern=r"^(en|fr|both)$")
    """In which language, where a channel does not say; both: one after the other."""

    digest: str = Field("never", pattern=r"^(weekly|monthly|never)$")
    """How often people and channels are sent a digest, where they have not chosen otherwise."""

    sign_in_url: str = Field("", pattern=r"^(https?://[^\s'\"]+)?$")
    """Where the provider of sign-ins describes itself (OpenID Connect: `…/.well-known/openid-configuration`)."""
    sign_in_client: str = ""
    """What the provider calls this dashboard, and"""
    sign_in_secret: SecretStr = SecretStr("")
    """by what it knows that it is it."""
    sign_in_address: str = Field("", pattern=r"^(https?://[^\s'\"]+)?$")
    """Under which address people open the dashboard, as the provider sends them back to it."""
    sign_in_hours: float = Field(8, gt=0, le=MOST_HOURS, allow_inf_nan=False)
    """How long a sign-in holds."""
    sign_in_claim: str = Field("groups", pattern=r"^[^\s]{1,200}$")
    """Which claim of the provider names the groups of a person, and"""
    sign_in_groups: dict[str, str] = {}
    """which role and scope each group has, as JSON: `{"phones": "operations_manager channel=telephone"}`."""
    sign_in_scope: str = Field("openid email profile", pattern=r"^[^\s'\"]+( [^\s'\"]+)*$")
    """What the provider is asked to tell; some name groups only where they are asked for."""
    proxy_secret: SecretStr = SecretStr("")
    """What a proxy that signs people in sends along in `X-Scorecard-Secret`, so that nobody else can name them."""
    proxy_header: str = Field("X-Forwarded-Email", pattern=r"^[A-Za-z0-9-]+$")
    """In which header it names them."""

    @property
    def signs_in(self) -> bool:
        """Whether a provider is set."""
        return bool(self.sign_in_url)

    @property
    def retention(self) -> dict[str, int]:
        """Record → the months that its rows are retained, of those for which that is set."""
        months = {name.removeprefix(RETAIN): getattr(self, name) for name in type(self).model_fields if RETAIN in name}
        return {record: number for record, number in months.items() if number}

    @property
    def host_names(self) -> tuple[str, ...]:
        """Each of `hosts`."""
        return tuple(filter(None, re.split(" *, *", self.hosts)))

    def model_post_init(self, _: object) -> None:
        """The home is resolved, so that changing folder does not move it; by default both databases are in it."""
        self.home = self.home.expanduser().resolve()
        self.lake_url = self.lake_url.rstrip("/")
        self.demo_url = self.demo_url or f"sqlite:///{self.home / 'demo.db'}"
        self.state_url = self.state_url or f"sqlite:///{self.home / 'state.db'}"


def settings() -> Settings:
    """The settings as the environment has them now.

    Raises: UserError for a value that cannot be, without repeating it: it may hold a password.
    """
    try:
        return Settings()
    except ValidationError as error:
        name = str(error.errors()[0]["loc"][0]).lower().removeprefix(PREFIX.lower())
        form = refusals.FORMS.get(name, refusals.ANY_FORM)
        raise refusals.NOT_VALID(variable=f"{PREFIX}{name.upper()}", form=form) from None
    except RuntimeError as error:
        # A `~user` that does not exist, or links that lead to each other.
        raise refusals.HOME_LEADS_NOWHERE(message=str(error)) from None


def organisation_name(now: Settings) -> Text | None:
    """Whose scorecard it is, where that is set; one language stands for both."""
    names = now.organisation_en or now.organisation_fr, now.organisation_fr or now.organisation_en
    return Text(*names) if all(names) else None


def fill(text: str) -> str:
    """Replace `$NAME` and `${NAME}` by the setting of that name, else by the environment's; `$$` is a dollar.

    Raises `UserError` for a name that is not set.
    """
    values = {
        f"{PREFIX}{name.upper()}": str(value)
        for name, value in settings().model_dump().items()
        if value is not None and not isinstance(value, SecretStr)
    }

    def value(match: re.Match[str]) -> str:
        if match[0] == "$$":
            return "$"
        name = match["braced"] or match["plain"]
        if setting := values.get(name) or os.environ.get(name):
            return setting
        raise refusals.NOT_SET(variable=name)

    return re.sub(r"\$\$|\$\{(?P<braced>\w+)\}|\$(?P<plain>[A-Za-z_]\w*)", value, text)
