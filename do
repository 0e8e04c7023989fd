#!/bin/sh
# One word a job: ./do help lists them.
set -eu
cd "$(dirname "$0")"
python=.venv/bin/python

environment() {  # the virtual environment: venv where it is complete, else virtualenv (Debian ships venv apart)
    for base in python3 python3.11 python3.12 python3.13 none; do
        "$base" -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && break
    done
    [ "$base" != none ] || { echo "sayso needs Python 3.11 or later; none was found on the PATH." >&2; exit 1; }
    "$base" -m venv .venv >/dev/null 2>&1 && return
    rm -rf .venv
    # Into a folder of its own: nothing of the user's or the system's Python is touched.
    tools=$(mktemp -d)
    "$base" -m pip install --quiet --disable-pip-version-check --target "$tools" virtualenv \
        && PYTHONPATH=$tools "$base" -m virtualenv --quiet .venv \
        || { rm -rf .venv "$tools"; echo "No virtual environment could be made: install python3-venv, then run this again." >&2; exit 1; }
    rm -rf "$tools"
}

setup() {  # setup [list]...: what requirements*.txt pin, again only when a list has changed
    [ -x $python ] || environment
    for list in requirements.txt "$@"; do
        stamp=.venv/$list.installed
        cmp -s "$list" "$stamp" || { $python -m pip install --quiet --disable-pip-version-check -r "$list" && cp "$list" "$stamp"; }
    done
    [ -x .venv/bin/sayso ] || $python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
}

case "${1:-help}" in
    example)   # install, then the main job on the reports in examples/
        setup
        rm -f examples/example.db examples/example.db-wal examples/example.db-shm
        .venv/bin/sayso add examples/reports --ledger examples/example.db
        .venv/bin/sayso brief Khattab --ledger examples/example.db
        .venv/bin/sayso matters --standing disputed --ledger examples/example.db ;;
    test)      # install, then every test
        setup requirements-dev.txt ${SAYSO_PEERS:-}; shift
        .venv/bin/sayso theatre build >/dev/null  # once, so that no test waits for it or counts it as its own output
        exec $python -m pytest "$@" ;;
    lint)      # style, and which stage may import which
        setup requirements-dev.txt; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports ;;
    types)     # mypy, strict
        setup requirements-dev.txt; exec .venv/bin/mypy ;;
    bench)     # bench NAME: a benchmark of benchmarks/
        setup requirements-dev.txt; shift; name=$1; shift; exec $python benchmarks/"$name".py "$@" ;;
    pages)     # pictures of every page of sayso serve, into docs/pages (needs Chromium)
        setup requirements-dev.txt; shift; exec $python scripts/screenshots.py "$@" ;;
    train)     # train the learned reader from coded reports
        setup requirements-dev.txt requirements-train.txt; shift; exec $python training/train.py "$@" ;;
    help|*)
        sed -n 's/^    \([a-z]*\)) *# /  .\/do \1\t/p' "$0" ;;
esac
