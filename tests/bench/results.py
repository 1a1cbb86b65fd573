"""What was measured last: each part of `make bench` writes its own results into `bench.json`."""

import json
from pathlib import Path

RESULTS = Path("bench.json")


def remember(key: str, results: object, file: Path = RESULTS) -> None:
    """Writes one part's results beside those of the others."""
    others = json.loads(file.read_text("utf-8")) if file.exists() else {}
    file.write_text(json.dumps({**others, key: results}, indent=2) + "\n", "utf-8")
