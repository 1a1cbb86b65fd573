"""What a question costs: a command imports what its answer needs."""

import subprocess
import sys

from pipelines.run import run
from tests.support.source_folder import LINES, SERVICES, files

CALLS = """
    transaction_id | started_at          | channel   | service_id
    ---------------+---------------------+-----------+-----------
    t1             | 2024-11-05 09:00:00 | telephone | plate
"""

ASKED = """
import sys
from scorecard.__main__ import app
app(["query", "transaction_volume", "--format", "csv"], standalone_mode=False)
print(sorted({"scipy", "holidays", "sklearn", "streamlit", "altair", "duckdb", "data.state"} & set(sys.modules)))
"""


def test_a_plain_count_needs_no_distributions_no_holidays_and_no_database(tmp_path, monkeypatch):
    monkeypatch.setattr("pipelines.publish.aggregate.published_rows", lambda catalogue: ["transaction"])
    run(tmp_path / "home", [files(tmp_path / "source", line=LINES, service=SERVICES, transaction=CALLS)])
    monkeypatch.setenv("SCORECARD_HOME", str(tmp_path / "home"))

    done = subprocess.run([sys.executable, "-c", ASKED], capture_output=True, text=True, check=False)

    assert done.stdout.splitlines()[-1] == "[]", done.stderr
