"""What one question costs beside importing the libraries that answer it: a part of `make bench`.

`python -m tests.bench.query`: `scorecard query` over the fictional organisation at its smallest, so that little is
left but what every question costs, and `import polars, deltalake`, in turn; the least of each, since
a busy machine only adds.
"""

import sys
import tempfile
from pathlib import Path

from tests.bench.pack import cost
from tests.bench.results import remember
from tests.support.demo_home import make_demo_home

TIMES = 7
QUESTION = ("query", "transaction_volume", "--by", "channel", "--grain", "month")


def measure(home: Path) -> dict[str, float]:
    """Processor seconds of the question, `query`, and of importing, `libraries`."""
    asked, imported = [], []
    for _ in range(TIMES):
        asked.append(cost(home, *QUESTION)["cpu"])
        imported.append(cost(home, "-c", "import polars, deltalake", program=sys.executable)["cpu"])
    return {"query": min(asked), "libraries": min(imported)}


def main() -> None:
    """Measure, print and remember."""
    with tempfile.TemporaryDirectory() as folder:
        make_demo_home(Path(folder))
        found = measure(Path(folder))
    print(f"scorecard query {found['query']:.2f} s of processors, import polars, deltalake {found['libraries']:.2f} s")
    remember("query", found)


if __name__ == "__main__":
    main()
