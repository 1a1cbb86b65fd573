"""The secret of a home, by which customers' keys are made unlike those of any source."""

import secrets
from pathlib import Path

from data.permissions import OWNER_FOLDER, open_private
from data.refusals import storage as refusals

FILE = "customer.secret"
BYTES = 32


def read_secret(home: Path) -> bytes | None:
    """The secret, None where there is none yet; raises: UserError where the file holds something else."""
    path = home / FILE
    try:
        secret = bytes.fromhex(path.read_text(encoding="ascii").strip())
    except FileNotFoundError:
        return None
    except IsADirectoryError:
        raise refusals.NOT_A_FILE(file=path) from None
    except OSError as error:
        raise refusals.NOT_READABLE(file=path, reason=error.strerror or str(error)) from None
    except ValueError:
        raise refusals.SECRET_DAMAGED(file=path) from None
    if len(secret) < BYTES:
        raise refusals.SECRET_DAMAGED(file=path)
    return secret


def draw() -> bytes:
    """A secret that nobody can foresee."""
    return secrets.token_bytes(BYTES)


def make_secret(home: Path) -> bytes:
    """Makes the secret; only its owner may read it."""
    secret = draw()
    home.mkdir(mode=OWNER_FOLDER, parents=True, exist_ok=True)
    with open_private(home / FILE, "x", encoding="ascii") as file:
        file.write(secret.hex())
    return secret
