"""One module per command, which imports what it needs when it runs, so that `--help` is quick."""
