"""Who is let in, and what a page may never do."""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner
from looking import Answer, Served

from sayso.cli import main
from sayso.ledger import open_ledger
from sayso.web.accounts import FAILURES, AccountError, Accounts

PASSWORD = "a long enough password"


def cookie(answer: Answer) -> str:
    return str(answer.headers["set-cookie"]).split(";")[0]


def token(page: str) -> str:
    found = re.search(r'name="token" value="([0-9a-f]+)"', page)
    assert found
    return found.group(1)


def first_claim(served: Served, **headers: str) -> str:
    found = re.search(r'href="(/review/[^"]+)"', served.get("/review", **headers).text)
    assert found
    return found.group(1)


def sign_in(served: Served, name: str, password: str = PASSWORD) -> Answer:
    form = served.get("/sign-in")
    sent = {"token": token(form.text), "name": name, "password": password, "next": "/review"}
    return served.post("/sign-in", sent, Cookie=cookie(form))


def test_every_answer_has_the_policy(served: Served) -> None:
    for path in ("/situation", "/search?q=a", "/nothing", "/static/sayso.js", "/situation.json", "/changes.rss"):
        policy = served.get(path).headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy


def test_another_name_is_not_answered(served: Served) -> None:
    assert served.get("/situation", Host="evil.example").status == 421
    assert served.get("/situation", Host="localhost").status == 200


@pytest.mark.parametrize("headers", [{"Origin": "https://evil.example"}, {"Sec_Fetch_Site": "cross-site"}])
def test_a_form_of_another_site_is_not_taken(served: Served, headers: dict[str, str]) -> None:
    page = served.get(first_claim(served))
    sent = {"token": token(page.text), "action": "accept"}
    assert served.post(first_claim(served), sent, Cookie=cookie(page), **headers).status == 403


def test_a_form_without_its_token_is_not_taken(served: Served) -> None:
    page = served.get(first_claim(served))
    for sent in ({"action": "accept"}, {"action": "accept", "token": "0" * 64}):
        assert served.post(first_claim(served), sent, Cookie=cookie(page)).status == 403
    assert served.post(first_claim(served), {"token": token(page.text), "action": "accept"}).status == 403


def test_a_judgement_is_recorded_and_undone(own: Callable[..., Served]) -> None:
    served = own()
    path = first_claim(served)
    page = served.get(path)
    sent = {"token": token(page.text), "action": "reject", "why": "said already"}
    onward = served.post(path, sent, Cookie=cookie(page))
    assert onward.status == 303
    assert onward.headers["location"].startswith("/review/")
    assert onward.headers["location"] != path
    with open_ledger(served.ledger) as ledger:
        (made,) = ledger.judgements()
    assert (made.decision.kind, made.decision.by.person, made.decision.by.reason) == (
        "reject",
        "tester",
        "said already",
    )
    undone = {"token": token(page.text), "action": "undo", "number": str(made.number)}
    assert served.post(path, undone, Cookie=cookie(page)).headers["location"] == path
    with open_ledger(served.ledger) as ledger:
        assert ledger.judgements()[0].undone_by is not None


CORRECTIONS = [
    ({"topic": "fighting/attack"}, {"topic": "fighting", "status": "attack"}),
    ({"count_low": "3", "count_high": "5"}, {"count": (3, 5)}),
    ({"certainty": "hedged"}, {"certainty": "hedged"}),
    ({"place": "", "place_meaning": ""}, {"place": None}),
]


@pytest.mark.parametrize(("changed", "expected"), CORRECTIONS)
def test_a_correction_changes_its_field(
    own: Callable[..., Served], changed: dict[str, str], expected: dict[str, object]
) -> None:
    served = own()
    path = first_claim(served)
    page = served.get(path)
    assert (
        served.post(path, {"token": token(page.text), "action": "correct", **changed}, Cookie=cookie(page)).status
        == 303
    )
    with open_ledger(served.ledger) as ledger:
        claim = ledger.claims([path.removeprefix("/review/").replace("%23", "#")])[0].claim
    for name, value in expected.items():
        found = getattr(claim, name)
        assert (found.low, found.high) == value if name == "count" else found == value


@pytest.mark.parametrize(
    "changed",
    [
        {},
        {"place": "words that the report does not have"},
        {"count_low": "many"},
        {"count_low": "9", "count_high": "3"},
        {"place_meaning": "no such entry"},
        {"topic": "weather/rain"},
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(own: Callable[..., Served], changed: dict[str, str]) -> None:
    served = own()
    path = first_claim(served)
    page = served.get(path)
    answer = served.post(path, {"token": token(page.text), "action": "correct", **changed}, Cookie=cookie(page))
    assert answer.status == 400
    assert 'role="alert"' in answer.text
    with open_ledger(served.ledger) as ledger:
        assert ledger.judgements() == []


@pytest.fixture
def team(tmp_path: Path) -> Path:
    path = tmp_path / "team.db"
    for name, role in (("lina", "reader"), ("omar", "coder")):
        Accounts(path).add(name, role, PASSWORD)
    return path


def test_with_accounts_one_signs_in_first(own: Callable[..., Served], team: Path) -> None:
    served = own(accounts=str(team))
    assert served.get("/situation").headers["location"] == "/sign-in?next=/situation"
    assert served.get("/situation.json").status == 401
    entered = sign_in(served, "omar")
    assert entered.headers["location"] == "/review"
    assert "HttpOnly" in entered.headers["set-cookie"]
    assert "SameSite=strict" in entered.headers["set-cookie"]
    session = cookie(entered)
    assert served.get("/situation", Cookie=session).status == 200
    assert first_claim(served, Cookie=session)
    form = served.get("/sign-out", Cookie=session)
    served.post("/sign-out", {"token": token(form.text)}, Cookie=session)
    assert served.get("/situation", Cookie=session).status == 303


def test_a_reader_sees_and_does_not_judge(own: Callable[..., Served], team: Path) -> None:
    served = own(accounts=str(team))
    coder, reader = cookie(sign_in(served, "omar")), cookie(sign_in(served, "lina"))
    path = first_claim(served, Cookie=coder)
    assert served.get("/situation", Cookie=reader).status == 200
    assert served.get("/review", Cookie=reader).status == 403
    assert served.get(path, Cookie=reader).status == 403
    form = served.get(path, Cookie=coder)
    assert served.post(path, {"token": token(form.text), "action": "accept"}, Cookie=reader).status == 403


def test_onward_never_leaves_the_server(own: Callable[..., Served], team: Path) -> None:
    served = own(accounts=str(team))
    for outside in ("//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"):
        form = served.get("/sign-in")
        sent = {"token": token(form.text), "name": "lina", "password": PASSWORD, "next": outside}
        assert served.post("/sign-in", sent, Cookie=cookie(form)).headers["location"] == "/situation"


def test_guessing_is_stopped(team: Path) -> None:
    accounts = Accounts(team)
    for _ in range(FAILURES):
        with pytest.raises(AccountError, match="do not go together"):
            accounts.sign_in("lina", "wrong")
    with pytest.raises(AccountError, match="too many attempts"):
        accounts.sign_in("lina", PASSWORD)
    assert accounts.sign_in("omar", PASSWORD)


def test_a_session_ends(team: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    accounts = Accounts(team)
    session = accounts.sign_in("omar", PASSWORD)
    assert accounts.who(session)
    now = time.time()
    monkeypatch.setattr("sayso.web.accounts.time.time", lambda: now + 13 * 3600)
    assert accounts.who(session) is None


def test_the_file_of_accounts_tells_neither_passwords_nor_sessions(team: Path) -> None:
    session = Accounts(team).sign_in("omar", PASSWORD)
    stored = team.read_bytes()
    assert PASSWORD.encode() not in stored
    assert session.encode() not in stored
    assert b"$argon2id$" in stored
    assert team.stat().st_mode & 0o077 == 0


def test_beyond_loopback_accounts_are_needed(made_ledger: Path) -> None:
    found = CliRunner().invoke(main, ["serve", "--host", "0.0.0.0", "--ledger", str(made_ledger)])
    assert found.exit_code == 1
    assert "without accounts" in found.stderr


def test_accounts_by_command(tmp_path: Path) -> None:
    path = str(tmp_path / "a.db")
    typed = f"{PASSWORD}\n{PASSWORD}\n"
    added = CliRunner().invoke(main, ["account", "add", "rima", "--role", "coder", "--accounts", path], input=typed)
    assert added.exit_code == 0, added.output
    assert CliRunner().invoke(main, ["account", "list", "--accounts", path]).output == "coder\trima\n"
    assert CliRunner().invoke(main, ["account", "remove", "rima", "--accounts", path]).exit_code == 0
    short = CliRunner().invoke(main, ["account", "add", "rima", "--accounts", path], input="short\nshort\n")
    assert short.exit_code == 1
