"""What the monthly cycle leaves: comments, actions, notes of meetings, closed periods."""
