"""SQL that every database reads alike."""


def quote_identifier(name: str) -> str:
    """A name of a table or column within quotes, whatever it holds."""
    return '"' + name.replace('"', '""') + '"'


def quote_text(text: str) -> str:
    """A text within quotes, whatever it holds."""
    return "'" + text.replace("'", "''") + "'"
