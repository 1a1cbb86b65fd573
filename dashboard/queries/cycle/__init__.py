"""What the pages read around the reporting cycle: the meeting, promises, what texts name, and what is one's own."""
