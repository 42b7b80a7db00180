from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

STORY = (
    "Ferry talks collapse as ministers walk out\n"
    "By Ana Whitlock and Tom Reyes, transport correspondents\n"
    "\n"
    "Talks over the island ferry broke down on Monday, the third failure in a year.\n"
    "\n"
    "“We could not sign this,” the transport minister, Lena Ortiz, told reporters in Harbourtown.\n"
    "\n"
    "The islanders' council said it would go to court.\n"
)


def page(body: str, head: str = "") -> str:
    """A small news page around `body`."""
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8">{head}</head><body>'
        f'<nav><a href="/">Home</a> <a href="/sport">Sport</a></nav><article>{body}</article>'
        "<footer>© The Harbour Post</footer></body></html>"
    )


STORY_PAGE = page(
    "<h1>Ferry talks collapse</h1><p class='byline'>By Ana Whitlock</p>"
    "<p>Talks over the island ferry broke down on Monday, the third failure in a single year, officials said.</p>"
    "<p>“We could not sign this,” the transport minister, Lena Ortiz, told reporters in Harbourtown on Tuesday.</p>"
    "<p>The council of the islanders said that it would go to court over the broken promises of the ministry.</p>",
    '<title>Ferry talks collapse | The Harbour Post</title><meta property="og:site_name" content="The Harbour Post">'
    '<meta name="author" content="Ana Whitlock"><meta property="article:published_time" content="2021-04-05T10:00:00Z">'
    '<link rel="canonical" href="https://www.harbourpost.example/news/ferry-talks">',
)

Answer = Callable[[BaseHTTPRequestHandler], None]


class Site:
    """A real server on the loopback address; `answers` maps a path to what is done with the request."""

    def __init__(self) -> None:
        self.answers: dict[str, Answer] = {}
        self.requests: list[tuple[str, dict[str, str]]] = []
        site = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.requests.append((self.path, {k.lower(): v for k, v in self.headers.items()}))
                site.answers[self.path](self)

            def log_message(self, format: str, *args: object) -> None:
                return

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_address[1]

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def serve(
        self, path: str, body: bytes, content_type: str | None = "text/html", status: int = 200, **headers: str
    ) -> str:
        """Answer `path` with these bytes; returns its URL."""

        def answer(request: BaseHTTPRequestHandler) -> None:
            request.send_response(status)
            if content_type:
                request.send_header("Content-Type", content_type)
            for name, value in headers.items():
                request.send_header(name.replace("_", "-"), value)
            request.end_headers()
            request.wfile.write(body)

        self.answers[path] = answer
        return self.url(path)


@contextmanager
def _running() -> Iterator[Site]:
    made = Site()
    threading.Thread(target=made.server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
    yield made
    made.server.shutdown()
    made.server.server_close()


@pytest.fixture
def site() -> Iterator[Site]:
    with _running() as made:
        yield made


@pytest.fixture
def other_site() -> Iterator[Site]:
    with _running() as made:
        yield made


@pytest.fixture(autouse=True)
def no_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "https_proxy", "all_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("no_proxy", "*")


@pytest.fixture
def story() -> str:
    return STORY


@pytest.fixture
def story_page() -> str:
    return STORY_PAGE
