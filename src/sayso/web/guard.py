"""What every answer carries and every request must have: the policy of the pages, and a host that is ours."""

from __future__ import annotations

from urllib.parse import urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from sayso.web.speaking import speaking, understood

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; font-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
# The map draws in a worker that it makes itself, and has small pictures inside its style sheet.
MAP_POLICY = POLICY.replace("img-src 'self'", "img-src 'self' data: blob:") + "; worker-src blob:; child-src blob:"
HEADERS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class Guard:
    """Refuses hosts that are not ours and posts from other sites; puts the policy on every answer.

    A page of another site may make a browser ask this server under a name of its own (DNS rebinding): only the names
    that were given are answered.
    """

    def __init__(self, app: ASGIApp, hosts: frozenset[str]) -> None:
        self._app = app
        self._hosts = hosts

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers.setdefault("Content-Security-Policy", POLICY)
                for name, value in HEADERS.items():
                    headers.setdefault(name, value)
            await send(message)

        headers = Headers(scope=scope)
        if _host(headers.get("host", "")) not in self._hosts:
            await PlainTextResponse("This server does not answer to that name.\n", 421)(scope, receive, guarded)
        elif scope["method"] not in ("GET", "HEAD") and not _own(headers):
            await PlainTextResponse("A form of another site is not taken.\n", 403)(scope, receive, guarded)
        else:
            with speaking(understood(headers.get("accept-language", ""))):
                await self._app(scope, receive, guarded)


def _host(value: str) -> str:
    """The name in a Host header, without its port."""
    try:
        return (urlsplit(f"//{value}").hostname or "").casefold()
    except ValueError:
        return ""


def _own(headers: Headers) -> bool:
    """Whether a form was sent from a page of this server, as far as the browser says."""
    site, origin = headers.get("sec-fetch-site"), headers.get("origin")
    if site is not None:
        return site in ("same-origin", "none")
    return origin is None or origin == "null" or urlsplit(origin).netloc == headers.get("host")
