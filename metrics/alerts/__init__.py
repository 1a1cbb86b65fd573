"""What needs someone now: rules, each kind in one file of `kinds`, judged at the end of a run."""
