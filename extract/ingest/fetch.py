"""An http(s) address → the bytes of a page, within bounds of size, time and reach.

No cookies, no credentials, no scripts. A redirect into a private network is refused: a page on the open web could
otherwise have this machine read its owner's router or intranet. An address the person typed may be local, and then
a remark says so. The check is made on the address that is connected to, after the name was resolved, at each hop.
"""

from __future__ import annotations

import http.client
import ipaddress
import socket
import ssl
import threading
import time
import urllib.error
import urllib.request
import zlib
from collections.abc import Callable
from email.message import Message
from typing import IO, Any, NamedTuple
from urllib.parse import quote, urljoin, urlsplit

from extract import __version__
from extract.display import one_line
from extract.errors import InputError
from extract.ingest.limits import Limits

_AGENT = f"onrecord/{__version__} (reader for news; one page at a person's request)"
_ACCEPT = "text/html, application/xhtml+xml, text/plain;q=0.9, text/markdown;q=0.9"
_READABLE = ("text/html", "application/xhtml+xml", "text/plain", "text/markdown", "application/xml", "text/xml")
_CHUNK = 65_536


class Page(NamedTuple):
    """A page as it came: its bytes, the address it came from in the end, its media type and charset if stated."""

    data: bytes
    url: str
    media_type: str | None
    charset: str | None
    remarks: tuple[str, ...] = ()


class _PrivateAddress(OSError):
    """Where a redirect led that it may not."""


class _TooMuch(Exception):
    """A limit of size or time was met; the text says which."""


def fetch(url: str, *, limits: Limits) -> Page:
    """Return the page at `url`. Raises InputError where it cannot be had within the limits or is no text."""
    asked = _checked(url)
    guard = _Guard(asked)
    deadline = time.monotonic() + limits.seconds
    request = urllib.request.Request(asked, headers={"User-Agent": _AGENT, "Accept": _ACCEPT})
    request.add_header("Accept-Encoding", "identity")
    try:
        with guard.opener(limits, deadline).open(request, timeout=limits.seconds) as response:
            data = _read(response, limits, deadline)
            return _page(data, response.url, response.headers, guard.remarks, url)
    except InputError:
        raise
    except Exception as error:
        raise _explained(url, error, limits, late=time.monotonic() >= deadline) from error


class _Guard:
    """Connects for urllib, and refuses private addresses other than the one the person typed."""

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._typed = _endpoint(parts.scheme.lower(), parts.hostname, parts.port)
        self._proxies = {_proxy_endpoint(p) for p in urllib.request.getproxies().values()}
        self.remarks: tuple[str, ...] = ()

    def opener(self, limits: Limits, deadline: float) -> urllib.request.OpenerDirector:
        """Return an opener whose connections pass this guard and end by `deadline`."""
        connect = self._connector(deadline)
        opener = urllib.request.OpenerDirector()
        for handler in (
            urllib.request.ProxyHandler(),
            _Http(connect),
            _Https(connect),
            _Redirects(limits.redirects),
            urllib.request.HTTPErrorProcessor(),
            urllib.request.HTTPDefaultErrorHandler(),
            urllib.request.UnknownHandler(),
        ):
            opener.add_handler(handler)
        return opener

    def _connector(self, deadline: float) -> Callable[..., socket.socket]:
        def connect(address: tuple[str, int], timeout: Any = None, source_address: Any = None) -> socket.socket:
            left = deadline - time.monotonic()
            if left <= 0:
                raise TimeoutError
            sock = self._connect(*address, left)
            # Each read starts the socket's own clock anew; this one runs for the page as a whole, headers included.
            timer = threading.Timer(deadline - time.monotonic(), _hang_up, [sock])
            timer.daemon = True
            timer.start()
            return sock

        return connect

    def _connect(self, host: str, port: int, timeout: float) -> socket.socket:
        trouble: OSError | None = None
        for family, kind, protocol, _, where in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM):
            self._check(host, port, str(where[0]))
            sock = socket.socket(family, kind, protocol)
            sock.settimeout(timeout)
            try:
                sock.connect(where)
                return sock
            except OSError as error:
                sock.close()
                trouble = error
        raise trouble or OSError(f"no address for {host}")

    def _check(self, host: str, port: int, ip: str) -> None:
        if is_public(ip) or (host.lower(), port) in self._proxies:
            return
        if (host.lower(), port) != self._typed:
            raise _PrivateAddress(f"{host} ({ip})")
        self.remarks = ("fetched from an address of this machine or its own network",)


def is_public(ip: str) -> bool:
    """Tell whether an IP address is one of the open internet; mapped and tunnelled IPv4 is looked through."""
    address = ipaddress.ip_address(ip.split("%")[0])
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is not None:
            address = inner
    return address.is_global and not address.is_multicast


class _Http(urllib.request.HTTPHandler):
    def __init__(self, connect: Callable[..., socket.socket]) -> None:
        super().__init__()
        self._connect = connect

    def http_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        return self.do_open(_connection(http.client.HTTPConnection, self._connect), req)  # pyright: ignore


class _Https(urllib.request.HTTPSHandler):
    def __init__(self, connect: Callable[..., socket.socket]) -> None:
        super().__init__(context=ssl.create_default_context())
        self._connect = connect

    def https_open(self, req: urllib.request.Request) -> http.client.HTTPResponse:
        made = _connection(http.client.HTTPSConnection, self._connect)
        return self.do_open(made, req, context=self._context)  # pyright: ignore


def _connection(kind: type, connect: Callable[..., socket.socket]) -> Callable[..., http.client.HTTPConnection]:
    def make(host: str, **options: Any) -> http.client.HTTPConnection:
        made = kind(host, **options)
        made._create_connection = connect  # where http.client itself lets the connecting function be replaced
        return made

    return make


class _Redirects(urllib.request.HTTPRedirectHandler):
    def __init__(self, most: int) -> None:
        self._left = most

    def redirect_request(
        self, req: urllib.request.Request, fp: IO[bytes], code: int, msg: str, headers: Message, newurl: str
    ) -> urllib.request.Request | None:
        _checked(urljoin(req.full_url, newurl))
        self._left -= 1
        if self._left < 0:
            raise _TooMuch("redirects too often")
        return super().redirect_request(req, fp, code, msg, headers, newurl)  # pyright: ignore


def _checked(url: str) -> str:
    """Return `url` as it may be requested; raises InputError where it is no plain http(s) address."""
    try:
        parts = urlsplit(url)
        known = parts.scheme.lower() in ("http", "https") and bool(parts.hostname) and (parts.port or 0) >= 0
    except ValueError:
        known, parts = False, urlsplit("")
    if not known:
        raise InputError(
            f"{one_line(url)} is no http or https address", hint="Give a path, or an address with https://."
        )
    if parts.username or parts.password:
        raise InputError(
            f"the address for {parts.hostname} holds a user name or password",
            hint="Leave them out; save pages behind a login from your browser and add the file.",
        )
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")


def _endpoint(scheme: str, host: str | None, port: int | None) -> tuple[str, int]:
    return (host or "").lower(), port or (443 if scheme == "https" else 80)


def _proxy_endpoint(proxy: str) -> tuple[str, int]:
    parts = urlsplit(proxy if "//" in proxy else f"//{proxy}")
    return (parts.hostname or "").lower(), parts.port or 80


def _hang_up(sock: socket.socket) -> None:
    try:
        sock.shutdown(socket.SHUT_RDWR)
    except OSError:
        return  # closed already, as it should be


def _read(response: http.client.HTTPResponse, limits: Limits, deadline: float) -> bytes:
    packed = (response.headers.get("Content-Encoding") or "identity").strip().lower()
    unpack = _unpacker(packed)
    data = bytearray()
    while chunk := response.read1(_CHUNK):
        data += unpack(chunk, limits.page_bytes + 1 - len(data))
        if len(data) > limits.page_bytes:
            raise _TooMuch(f"is larger than {limits.page_bytes / 1e6:.0f} MB")
    if time.monotonic() >= deadline:
        raise TimeoutError
    if response.length:
        raise OSError("the connection broke off in the middle of the page")
    return bytes(data)


def _unpacker(packed: str) -> Callable[[bytes, int], bytes]:
    if packed in ("identity", ""):
        return lambda chunk, most: chunk
    if packed in ("gzip", "x-gzip", "deflate"):  # sent by some servers though it was not asked for
        inflate = zlib.decompressobj(wbits=47)
        return lambda chunk, most: inflate.decompress(chunk, max(most, 1))
    raise _TooMuch(f"came packed as {one_line(packed)}, which was not asked for")


def _page(data: bytes, url: str, headers: Message, remarks: tuple[str, ...], typed: str) -> Page:
    stated = headers.get_content_type() if headers.get("Content-Type") else None
    if stated and stated not in _READABLE:
        raise InputError(
            f"{one_line(typed)} is {one_line(stated)}, not a page with text", hint="Give the article's own page."
        )
    return Page(data, url, stated, headers.get_content_charset(), remarks)


def _explained(url: str, error: Exception, limits: Limits, *, late: bool) -> InputError:
    shown = one_line(url)
    saved = "Save the page from a browser and add the file."
    reason = getattr(error, "reason", error)
    if isinstance(error, urllib.error.HTTPError):
        return InputError(f"{shown} answered {error.code} {one_line(str(error.reason))[:80]}", hint=saved)
    if isinstance(reason, _PrivateAddress):
        return InputError(
            f"{shown} leads to a private address, {one_line(str(reason))}",
            hint="It was not followed. Give that address itself if it is what you want.",
        )
    if isinstance(reason, _TooMuch):
        return InputError(f"{shown} {reason}", hint=saved)
    if late or isinstance(reason, TimeoutError):
        return InputError(
            f"{shown} took longer than {limits.seconds:.0f} s", hint="Try again, or save the page and add the file."
        )
    if isinstance(reason, socket.gaierror):
        return InputError(f"{shown}: no such host, or no network", hint="Check the address and the connection.")
    return InputError(f"{shown} cannot be fetched: {one_line(str(reason))[:200]}", hint="Check the address. " + saved)
