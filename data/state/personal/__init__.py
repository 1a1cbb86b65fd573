"""What belongs to one person alone: the token of their data links, what they follow, which digests they were sent."""
