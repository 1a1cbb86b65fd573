"""SQL that every database reads alike."""


def quote(name: str) -> str:
    """A name of a table or column as SQL writes it, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def literal(value: str) -> str:
    """A text as SQL writes it, whatever it holds."""
    return "'" + value.replace("'", "''") + "'"
