"""`scorecard demo`: the fictional organisation."""

from datetime import date, timedelta
from typing import Annotated

import typer

from scorecard.home import own
from scorecard.options import DEMO_SOURCE, command_group, example, parse_day
from scorecard.streams import progress_bar, say

app = command_group()

FICTIONAL = "Fictional register / Registre fictif"


@app.command(epilog=example("scorecard demo --scale 0.01 --until 2026-10-31"))
def demo(
    scale: Annotated[float | None, typer.Option(help="Share of a full year's 40 million transactions [0.01].")] = None,
    seed: Annotated[int | None, typer.Option(help="Another seed, another organisation [1].")] = None,
    until: Annotated[str | None, typer.Option(help="Last day, as 2026-10-31 [yesterday].")] = None,
) -> None:
    """Write the fictional organisation's source database, or append the days it lacks."""
    from data import demo as organisation
    from data.demo.registers.standards import register
    from data.settings import settings
    from data.state import agreements, recommendations, registered_standards
    from data.state import targets as targets_in_force
    from data.state.writing import add_standards
    from scorecard.registers_loading import load_agreements, load_recommendations
    from scorecard.targets_loading import load_targets

    last_day = parse_day(until) if until else date.today() - timedelta(days=1)  # noqa: DTZ011 - the user's own day
    own()
    with progress_bar("fictional organisation") as progress:
        written = organisation.write(settings().demo_url, scale=scale, seed=seed, until=last_day, progress=progress)
    url = settings().state_url
    if targets_in_force(url).is_empty():
        load_targets(DEMO_SOURCE / "targets.csv", url)
    if registered_standards(url).is_empty():
        add_standards(url, register(written.first_day.year))
    if agreements(url).is_empty():
        load_agreements(DEMO_SOURCE / "agreements.csv", url)
    if recommendations(url).is_empty():
        load_recommendations(DEMO_SOURCE / "recommendations.csv", url, FICTIONAL)
    rows = sum(written.rows.values())
    say(f"Fictional organisation {written.what}: {rows:,} rows written, {written.first_day} to {written.last_day}.")
