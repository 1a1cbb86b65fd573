"""How standards, guarantees and complaints went, and what was published of it."""
