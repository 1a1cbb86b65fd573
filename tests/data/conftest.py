"""Databases for what people write, in both kinds that are promised."""

import pytest

from data.state.engine import _engine


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """An address where nothing has been written yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'state.db'}"
        return
    address = request.getfixturevalue("postgres_database")
    yield address
    _engine(address).dispose()
