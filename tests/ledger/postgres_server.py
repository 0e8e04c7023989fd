"""A PostgreSQL server of one's own, for as long as it is needed: on loopback, a free port, a folder of its own."""

from __future__ import annotations

import os
import re
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

OLDEST = 15
# PostgreSQL refuses to run as root; then it runs as somebody who may do nothing else.
NOBODY = 65534


class NoServerError(Exception):
    """There is no PostgreSQL on this machine that could be started."""


def programs() -> Path:
    """The folder with initdb and postgres, of the latest version there is. Raises NoServerError."""
    on_path = shutil.which("initdb")
    folders = [*Path("/usr/lib/postgresql").glob("*/bin"), *([Path(on_path).resolve().parent] if on_path else [])]
    found = [(_version(folder), folder) for folder in folders if (folder / "postgres").exists()]
    if not found or max(found)[0] < OLDEST:
        raise NoServerError(f"needs the programs of PostgreSQL {OLDEST} or later")
    return max(found)[1]


def _version(folder: Path) -> int:
    told = subprocess.run([folder / "postgres", "--version"], capture_output=True, text=True, check=True).stdout
    match = re.search(r"(\d+)", told)
    return int(match[1]) if match else 0


@contextmanager
def server(safe: bool = False) -> Iterator[str]:
    """The URL of a database of a new server, which is stopped and removed in the end. Raises NoServerError.

    Unless ``safe`` it does not wait for the disk: what is tested is that writers may die, not the machine.
    """
    folder = programs()
    home = Path(tempfile.mkdtemp(prefix="sayso-postgres-"))
    try:
        prefix = _unprivileged(home)
        run = {"capture_output": True, "text": True, "check": True, "cwd": home}
        options = ["--auth=trust", "--username=sayso", "--encoding=UTF8", "--locale=C", "--no-instructions"]
        subprocess.run([*prefix, folder / "initdb", "-D", home / "data", *options], **run)  # type: ignore[call-overload]
        port = _free_port()
        command = [
            *prefix,
            folder / "postgres",
            "-D",
            home / "data",
            "-h",
            "127.0.0.1",
            "-p",
            str(port),
            "-k",
            home,
            *([] if safe else ["-F"]),
        ]
        with (home / "log").open("w") as log, subprocess.Popen(command, stdout=log, stderr=log, cwd=home) as process:
            try:
                _wait(folder, port, process)
                yield f"postgresql://sayso@127.0.0.1:{port}/postgres"
            finally:
                process.terminate()
                try:
                    process.wait(20)
                except subprocess.TimeoutExpired:
                    process.kill()
    finally:
        shutil.rmtree(home, ignore_errors=True)


def _unprivileged(home: Path) -> list[str]:
    if os.geteuid() != 0:
        return []
    if shutil.which("setpriv") is None:
        raise NoServerError("needs setpriv, since PostgreSQL does not run as root")
    os.chown(home, NOBODY, NOBODY)
    return ["setpriv", f"--reuid={NOBODY}", f"--regid={NOBODY}", "--clear-groups", "--"]


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait(folder: Path, port: int, process: subprocess.Popen[bytes]) -> None:
    """Until the server answers. Raises NoServerError where it ends instead."""
    command = [folder / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _ in range(600):
        if subprocess.run(command).returncode == 0:
            return
        if process.poll() is not None:
            break
        time.sleep(0.1)
    raise NoServerError("PostgreSQL did not start")
