#!/bin/sh
# One word a job: ./do help lists them.
set -eu
cd "$(dirname "$0")"
python=.venv/bin/python

setup() {  # setup [extra]: the virtual environment with what requirements*.txt pin
    [ -x $python ] || python3 -m venv .venv 2>/dev/null || { rm -rf .venv; python3 -m pip install --quiet --user --break-system-packages virtualenv && python3 -m virtualenv --quiet .venv; }
    for list in requirements.txt "$@"; do
        stamp=.venv/$list.installed
        cmp -s "$list" "$stamp" || { $python -m pip install --quiet --disable-pip-version-check -r "$list" && cp "$list" "$stamp"; }
    done
    [ -x .venv/bin/sayso ] || $python -m pip install --quiet --disable-pip-version-check --no-deps --editable .
}

case "${1:-help}" in
    example)   # install, then the main job on the reports in examples/
        setup
        rm -f examples/example.db
        .venv/bin/sayso add examples/reports --ledger examples/example.db
        .venv/bin/sayso brief Aleppo --ledger examples/example.db
        .venv/bin/sayso matters --standing disputed --ledger examples/example.db ;;
    test)      # install, then every test
        setup requirements-dev.txt; shift; exec $python -m pytest "$@" ;;
    lint)      # style, and which stage may import which
        setup requirements-dev.txt; .venv/bin/ruff check . && .venv/bin/ruff format --check . && .venv/bin/lint-imports ;;
    types)     # mypy, strict
        setup requirements-dev.txt; exec .venv/bin/mypy ;;
    bench)     # bench NAME: a benchmark of benchmarks/
        setup requirements-dev.txt; shift; name=$1; shift; exec $python benchmarks/"$name".py "$@" ;;
    train)     # train the learned reader from coded reports
        setup requirements-dev.txt requirements-train.txt; shift; exec $python training/train.py "$@" ;;
    theatre)   # compile the Syria theatre from its sources
        setup; exec .venv/bin/sayso theatre build syria ;;
    help|*)
        sed -n 's/^    \([a-z]*\)) *# /  .\/do \1\t/p' "$0" ;;
esac
