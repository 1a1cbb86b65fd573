"""Databases for what people write, in both kinds that are promised."""

import uuid

import psycopg
import pytest
from sqlalchemy import make_url

from data.state.engine import _engine


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgres)])
def url(request, tmp_path):
    """An address where nothing has been written yet."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'home' / 'state.db'}"
        return
    server, name = request.getfixturevalue("postgres_url"), f"state_{uuid.uuid4().hex}"
    with psycopg.connect(server.replace("+psycopg", ""), autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        address = make_url(server).set(database=name).render_as_string(hide_password=False)
        yield address
        _engine(address).dispose()
        connection.execute(f"DROP DATABASE {name}")
