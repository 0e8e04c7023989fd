"""Who comes in: sessions where there are accounts, the user of this machine where there are none."""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import HTTPConnection, Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import BaseRoute, Route
from starlette.types import ASGIApp, Receive, Scope, Send

from sayso.web.accounts import AccountError, Accounts, Tokens, Who
from sayso.web.options import Options

# The cookie of a visit: with accounts it is the session, without them it only ties forms to the browser.
VISIT = "sayso"
# What is seen before one has signed in.
OPEN = ("/sign-in", "/static/")
# Passwords that are hashed at once: each takes 64 MB on purpose.
HASHED = 2
Html = Callable[..., Response]


def who_of(request: HTTPConnection) -> Who:
    """Who asks."""
    found: Who = request.scope["state"]["who"]
    return found


def visit_of(request: Request) -> str:
    """The visit that a request belongs to, or a new one."""
    return request.cookies.get(VISIT) or secrets.token_urlsafe(32)


class Reception:
    """Signing in and out. Without accounts whoever comes is the user of this machine, who may everything."""

    def __init__(self, options: Options, html: Html, tokens: Tokens) -> None:
        self._accounts = Accounts(options.accounts) if options.accounts else None
        self._user = Who(options.person, "admin")
        self._html = html
        self._tokens = tokens
        self._hashing = asyncio.Semaphore(HASHED)

    async def who(self, cookie: str | None) -> Who | None:
        if self._accounts is None:
            return self._user
        return await asyncio.to_thread(self._accounts.who, cookie) if cookie else None

    def routes(self) -> list[BaseRoute]:
        if self._accounts is None:
            return []
        return [
            Route("/sign-in", self._show),
            Route("/sign-in", self._enter, methods=["POST"]),
            Route("/sign-out", self._account),
            Route("/sign-out", self._leave, methods=["POST"]),
        ]

    async def _show(self, request: Request) -> Response:
        return self._form(request)

    def _form(self, request: Request, problem: str | None = None) -> Response:
        visit = visit_of(request)
        data: dict[str, Any] = {
            "title": "Sign in",
            "token": self._tokens.of(visit),
            "problem": problem,
            "onward": _inside(request.query_params.get("next")),
            "here": "sign-in",
            "map": False,
        }
        answer = self._html("sign_in.html", data, 400 if problem else 200)
        self.remember(answer, request, visit)
        return answer

    async def _enter(self, request: Request) -> Response:
        assert self._accounts is not None  # the route is there only with accounts
        async with request.form(max_files=0, max_fields=8) as form:
            name, password, token = (str(form.get(field, "")) for field in ("name", "password", "token"))
            onward = _inside(str(form.get("next", "")))
        if not self._tokens.fits(request.cookies.get(VISIT), token):
            return self._form(request, "The page was too old: try again.")
        try:
            async with self._hashing:
                session = await asyncio.to_thread(self._accounts.sign_in, name, password)
        except AccountError as error:
            return self._form(request, str(error).capitalize() + ".")
        answer = RedirectResponse(onward, 303)
        # A new visit begins: one that somebody else may have laid before is not taken on.
        self.remember(answer, request, session)
        return answer

    async def _account(self, request: Request) -> Response:
        who, visit = who_of(request), visit_of(request)
        data = {"title": who.name, "who": who, "token": self._tokens.of(visit), "here": "sign-out", "map": False}
        answer = self._html("sign_out.html", data)
        answer.headers["Cache-Control"] = "no-store"
        return answer

    async def _leave(self, request: Request) -> Response:
        assert self._accounts is not None  # the route is there only with accounts
        async with request.form(max_files=0, max_fields=8) as form:
            token = form.get("token")
        visit = request.cookies.get(VISIT)
        if not self._tokens.fits(visit, token):
            raise HTTPException(403, "This form is of another visit: load the page again.")
        await asyncio.to_thread(self._accounts.sign_out, visit or "")
        answer = RedirectResponse("/sign-in", 303)
        answer.delete_cookie(VISIT)
        return answer

    @staticmethod
    def remember(answer: Response, request: Request, visit: str) -> None:
        """Give the browser its cookie: no script reads it, no other site sends it."""
        if request.cookies.get(VISIT) != visit:
            secure = request.url.scheme == "https"
            answer.set_cookie(VISIT, visit, httponly=True, samesite="strict", secure=secure)


def _inside(path: str | None) -> str:
    """A page of this server to go on to; whatever else was asked for, the situation."""
    inside = path and path.startswith("/") and not path.startswith(("//", "/\\")) and path.isprintable()
    return path if inside and path else "/situation"


class Entry:
    """Lets in who may come in, and notes who it is."""

    def __init__(self, app: ASGIApp, reception: Reception) -> None:
        self._app = app
        self._reception = reception

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        request = Request(scope)
        path = scope["path"]
        who = await self._reception.who(request.cookies.get(VISIT))
        if who is None and not path.startswith(OPEN):
            await _sent_away(path, scope)(scope, receive, send)
            return
        scope.setdefault("state", {})["who"] = who or Who("", "reader")
        await self._app(scope, receive, send)


def _sent_away(path: str, scope: Scope) -> Response:
    if path.endswith(("json", ".rss")) or scope["method"] != "GET":
        return JSONResponse({"error": "Sign in first."}, 401)
    query = scope["query_string"].decode("latin-1")
    return RedirectResponse(f"/sign-in?next={quote(f'{path}?{query}' if query else path)}", 303)
