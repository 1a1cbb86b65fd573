"""Commands for whoever asks whether the numbers can be trusted: status."""

import scorecard_printing as printing
from data.manifest import snapshot
from data.settings import settings
from scorecard_options import Format, Written, commands, example

app = commands()


@app.command(epilog=example("scorecard status"))
def status(form: Written = Format.TABLE) -> None:
    """Show the last runs, how fresh each source is, rejected rows by rule, and where every row went."""
    from metrics import health

    tables = snapshot(settings().home)
    if form is Format.JSON:
        printing.write_json(health.report(tables))
        return
    parts = {
        "Runs": health.runs(tables),
        "Rows": health.accounting(tables),
        "Freshness": health.freshness(tables),
        "Rejected": health.rejected_by_rule(tables),
    }
    for title, frame in parts.items():
        if form is Format.TABLE:
            printing.say(f"{title}\n")
        printing.write(frame, form)
        printing.say()
    if form is Format.TABLE:
        for problem in parts["Freshness"]["problem"].drop_nulls().unique(maintain_order=True):
            printing.say(problem)
