"""What is refused on the way in: sources, their files, rows, and runs."""
