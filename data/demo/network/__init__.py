"""Where people are served: places, who is planned to be there, who comes, and how long they wait."""
