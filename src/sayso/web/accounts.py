"""Accounts for a team: who may see, who may judge, who may admit others; passwords as hashes, sessions, tokens.

They are kept in a SQLite file of their own, whatever the ledger is kept in: a copy of the ledger that is passed on
carries no passwords.
"""

from __future__ import annotations

import hashlib
import hmac
import secrets
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from argon2 import PasswordHasher
from argon2.exceptions import Argon2Error

from sayso.errors import SaysoError

ROLES = ("reader", "coder", "admin")
# Seconds: a session lasts a working day; failures are counted over a quarter of an hour.
SESSION, COUNTED = 12 * 3600, 900
FAILURES = 8
SHORTEST = 12
TABLES = """
CREATE TABLE IF NOT EXISTS accounts (name TEXT PRIMARY KEY, role TEXT NOT NULL, password TEXT NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS sessions (token TEXT PRIMARY KEY, name TEXT NOT NULL, until REAL NOT NULL) STRICT;
CREATE TABLE IF NOT EXISTS failures (name TEXT NOT NULL, at REAL NOT NULL) STRICT;
"""


class AccountError(SaysoError):
    """An account that cannot be made, or a sign-in that is refused."""


@dataclass(frozen=True, slots=True)
class Who:
    """Who asks: a name, and a role of ``ROLES``."""

    name: str
    role: str

    def may(self, role: str) -> bool:
        """Whether the role includes another: an admin may all that a coder may, a coder all that a reader may."""
        return ROLES.index(self.role) >= ROLES.index(role)


class Accounts:
    """The accounts of one file, made where there is none. Raises AccountError where it cannot be opened."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._hasher = PasswordHasher()
        # Verified where there is no such account, so that the time taken does not tell which names exist.
        self._nobody = self._hasher.hash(secrets.token_hex(16))
        with self._open() as found:
            found.executescript(TABLES)
        self._path.chmod(0o600)

    @contextmanager
    def _open(self) -> Iterator[sqlite3.Connection]:
        try:
            with closing(sqlite3.connect(self._path, timeout=10)) as connection, connection:
                yield connection
        except sqlite3.Error as error:
            raise AccountError(f"the accounts {self._path} cannot be used: {error}") from error

    def add(self, name: str, role: str, password: str) -> None:
        """Make an account, or give one another role and password; its sessions end. Raises AccountError."""
        if role not in ROLES:
            raise AccountError(f"{role!r} is not a role; the roles are {', '.join(ROLES)}")
        if not name.strip() or len(name) > 80 or not name.isprintable():
            raise AccountError("a name is one line of at most 80 characters")
        if len(password) < SHORTEST:
            raise AccountError(f"a password has at least {SHORTEST} characters")
        with self._open() as found:
            found.execute("DELETE FROM sessions WHERE name = ?", (name,))
            found.execute("DELETE FROM failures WHERE name = ?", (name,))
            found.execute("REPLACE INTO accounts VALUES (?, ?, ?)", (name, role, self._hasher.hash(password)))

    def remove(self, name: str) -> None:
        """Take an account away with its sessions. Raises AccountError where there is none."""
        with self._open() as found:
            found.execute("DELETE FROM sessions WHERE name = ?", (name,))
            if not found.execute("DELETE FROM accounts WHERE name = ?", (name,)).rowcount:
                raise AccountError(f"there is no account {name!r}")

    def all(self) -> list[Who]:
        with self._open() as found:
            return [Who(*row) for row in found.execute("SELECT name, role FROM accounts ORDER BY name")]

    def sign_in(self, name: str, password: str) -> str:
        """A new session's token. Raises AccountError for a wrong name or password, and after many of them."""
        now = time.time()
        with self._open() as found:
            found.execute("DELETE FROM failures WHERE at < ?", (now - COUNTED,))
            (failed,) = found.execute("SELECT count(*) FROM failures WHERE name = ?", (name,)).fetchone()
            row = found.execute("SELECT password FROM accounts WHERE name = ?", (name,)).fetchone()
        if failed >= FAILURES:
            raise AccountError("too many attempts: try again in a quarter of an hour")
        if not self._fits(row[0] if row else self._nobody, password) or row is None:
            with self._open() as found:
                found.execute("INSERT INTO failures VALUES (?, ?)", (name[:80], now))
            raise AccountError("that name and password do not go together")
        token = secrets.token_urlsafe(32)
        with self._open() as found:
            found.execute("DELETE FROM sessions WHERE until < ?", (now,))
            found.execute("INSERT INTO sessions VALUES (?, ?, ?)", (_hashed(token), name, now + SESSION))
        return token

    def _fits(self, hashed: str, password: str) -> bool:
        try:
            return self._hasher.verify(hashed, password)
        except Argon2Error:
            return False

    def who(self, token: str) -> Who | None:
        """Whose session it is; None for one that is over or never was."""
        with self._open() as found:
            row = found.execute(
                "SELECT name, role FROM sessions JOIN accounts USING (name) WHERE token = ? AND until > ?",
                (_hashed(token), time.time()),
            ).fetchone()
        return Who(*row) if row else None

    def sign_out(self, token: str) -> None:
        with self._open() as found:
            found.execute("DELETE FROM sessions WHERE token = ?", (_hashed(token),))


def _hashed(token: str) -> str:
    """Tokens are stored as hashes: who reads the file cannot take over a session."""
    return hashlib.sha256(token.encode()).hexdigest()


class Tokens:
    """The tokens of forms: each fits one visit only, so that no other page can send a form in its name."""

    def __init__(self) -> None:
        self._key = secrets.token_bytes(32)

    def of(self, visit: str) -> str:
        return hmac.new(self._key, visit.encode(), hashlib.sha256).hexdigest()

    def fits(self, visit: str | None, token: object) -> bool:
        return bool(visit) and isinstance(token, str) and hmac.compare_digest(self.of(visit or ""), token)
