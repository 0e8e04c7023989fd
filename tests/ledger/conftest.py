"""The two stores that every test of the contract runs over."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

import pytest
from postgres_server import NoServerError, server

from sayso.ledger import open_ledger
from sayso.ledger.store import SqlLedger

SCHEMAS = count(1)


@pytest.fixture(scope="session")
def postgres() -> Iterator[str]:
    """The URL of a PostgreSQL database."""
    pytest.importorskip("psycopg", reason="needs psycopg, the extra 'postgresql'")
    try:
        with server() as url:
            yield url
    except NoServerError as error:
        pytest.skip(str(error))


@pytest.fixture
def postgres_address(postgres: str) -> str:
    """The URL of a place for a new ledger, empty: a schema of its own."""
    import psycopg

    schema = f"test{next(SCHEMAS)}"
    with psycopg.connect(postgres, autocommit=True) as connection:
        connection.execute(f"CREATE SCHEMA {schema}")
    return f"{postgres}?options={quote(f'-csearch_path={schema}')}"


@pytest.fixture(params=["sqlite", "postgresql"])
def address(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where a new ledger can be made, in each store."""
    if request.param == "sqlite":
        return str(tmp_path / "l.db")
    found: str = request.getfixturevalue("postgres_address")
    return found


@pytest.fixture
def ledger(address: str) -> Iterator[SqlLedger]:
    with open_ledger(address) as opened:
        yield opened
