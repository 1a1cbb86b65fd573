"""Commands that look ahead."""

from scorecard_options import commands

app = commands()
