"""The documents say what is there: commands, fields, dependencies, links, jobs."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from sayso.cli import main
from sayso.models import STATUSES, UNITS

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("examples/**/README.md")])
LINK = re.compile(r"(?<!!)\[[^\]\n]+\]\((?![a-z]+:)([^)\s]+)\)")
EXAMPLE = re.compile(r"^(?: {4}|\$ )?(sayso [a-z].*)$", re.MULTILINE)
ROW = re.compile(r"^\| `([^`]+)`", re.MULTILINE)


def commands(command: click.Command, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """The path of every command that does something: ("theatre", "check")."""
    if isinstance(command, click.Group):
        for name, sub in command.commands.items():
            yield from commands(sub, (*path, name))
    elif not command.hidden:
        yield path


def examples() -> list[str]:
    """Every command line in a code block of the documents or in a command's help, without comment and redirection."""
    blocks = [
        block
        for document in DOCUMENTS
        for block in re.findall(
            r"```(?:sh)?\n(.*?)```|((?:^ {4}.+\n)+)", document.read_text(encoding="utf-8"), re.M | re.S
        )
    ]
    texts = ["\n".join(block) for block in blocks]
    texts += [re.sub(r"^ +", "", at(main, path).help or "", flags=re.M) for path in commands(main)]
    lines = [line for text in texts for line in EXAMPLE.findall(text)]
    return sorted({re.split(r"\s+[#>|]", line)[0].strip() for line in lines})


def at(command: click.Command, path: tuple[str, ...]) -> click.Command:
    for name in path:
        assert isinstance(command, click.Group)
        command = command.commands[name]
    return command


def anchors(document: Path) -> set[str]:
    """The names by which the headings of a document can be linked to."""
    headings = re.findall(r"^#+ (.+)$", document.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).strip().replace(" ", "-") for heading in headings}


def named(path: tuple[str, ...]) -> str:
    return " ".join(path)


@pytest.mark.parametrize("path", list(commands(main)), ids=named)
def test_every_command_is_documented(path: tuple[str, ...]) -> None:
    written = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert re.search(rf"\bsayso {re.escape(named(path))}\b", written), f"sayso {named(path)} stands in no document"


@pytest.mark.parametrize("path", list(commands(main)), ids=named)
def test_every_command_shows_an_example(path: tuple[str, ...]) -> None:
    result = CliRunner().invoke(main, [*path, "--help"], prog_name="sayso")
    assert result.exit_code == 0
    beyond_usage = result.output.split("\n\n", 1)[1]
    assert f"sayso {named(path)} " in beyond_usage, result.output


@pytest.mark.parametrize("example", examples())
def test_every_example_has_options_that_exist(example: str) -> None:
    words = shlex.split(example)[1:]
    path = max((path for path in commands(main) if tuple(words[: len(path)]) == path), key=len, default=None)
    assert path is not None, f"no such command: {example}"
    at(main, path).make_context(named(path), words[len(path) :])


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_inside_the_repository_resolve(document: Path) -> None:
    broken = []
    for target in LINK.findall(document.read_text(encoding="utf-8")):
        name, _, anchor = target.partition("#")
        file = (document.parent / name).resolve() if name else document
        if not file.exists() or (anchor and anchor not in anchors(file)):
            broken.append(target)
    assert not broken


@pytest.mark.parametrize("requirements", sorted(ROOT.glob("requirements*.txt")), ids=lambda path: path.name)
def test_every_dependency_is_pinned_and_has_its_reason(requirements: Path) -> None:
    lines = [line.split(";")[0].strip() for line in requirements.read_text(encoding="utf-8").splitlines()]
    pins = [line for line in lines if line and not line.startswith("#")]
    assert all(re.fullmatch(r"[\w.\-]+(\[[\w,]+\])?==[\w.+]+", pin) for pin in pins), pins
    rows = {name.lower() for name in ROW.findall((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))}
    missing = {re.split(r"[\[=]", pin)[0].lower() for pin in pins} - rows
    assert not missing


def test_no_dependency_is_explained_that_is_gone() -> None:
    lists = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("requirements*.txt")).lower()
    rows = ROW.findall((ROOT / "docs/dependencies.md").read_text(encoding="utf-8"))
    assert [name for name in rows if not re.search(rf"^{re.escape(name.lower())}(\[|==)", lists, re.MULTILINE)] == []


@pytest.mark.parametrize("topic", STATUSES)
def test_the_codebook_has_the_topic_with_its_statuses(topic: str) -> None:
    codebook = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    row = re.search(rf"^\| `{topic}` \|([^|]+)\|", codebook, re.MULTILINE)
    assert row is not None
    assert re.findall(r"`(\w+)`", row[1]) == list(STATUSES[topic])


def test_the_codebook_has_the_units() -> None:
    codebook = (ROOT / "docs/codebook.md").read_text(encoding="utf-8")
    line = next(line for line in codebook.splitlines() if line.startswith("Units:"))
    assert tuple(re.findall(r"`(\w+)`", line)) == UNITS


def test_every_job_of_do_is_documented() -> None:
    jobs = re.findall(r"^    ([a-z]+)\) +#", (ROOT / "do").read_text(encoding="utf-8"), re.MULTILINE)
    written = "\n".join(document.read_text(encoding="utf-8") for document in DOCUMENTS)
    assert jobs
    assert [job for job in jobs if f"./do {job}" not in written] == []
