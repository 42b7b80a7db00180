from __future__ import annotations

import gzip
import time
from http.server import BaseHTTPRequestHandler

import pytest

from extract.errors import InputError
from extract.ingest import Limits, read_source
from extract.ingest.fetch import fetch, is_public
from extract.ingest.url import canonical_url, same_site

QUICK = Limits(seconds=5)


def test_a_page_typed_by_the_person_may_be_local_and_is_said_to_be(site, story_page: str) -> None:
    url = site.serve("/story", story_page.encode())
    article = read_source(url, limits=QUICK)
    assert article.title == "Ferry talks collapse"
    assert article.source == url  # its canonical address is of another site
    assert "own network" in article.remarks[-1]
    path, headers = site.requests[0]
    assert path == "/story"
    assert "cookie" not in headers and "referer" not in headers
    assert headers["user-agent"].startswith("onrecord/")


def test_cookies_are_not_sent_back(site, story_page: str) -> None:
    url = site.serve("/again", b"", status=302, Location="/there", Set_Cookie="who=you")
    site.serve("/there", story_page.encode())
    assert read_source(url, limits=QUICK).source == site.url("/there")
    assert all("cookie" not in headers for _, headers in site.requests)


def test_plain_text_and_stated_charsets(site, story: str) -> None:
    url = site.serve("/a.txt", story.encode("cp1252"), "text/plain; charset=windows-1252")
    assert read_source(url, limits=QUICK).text == story


def test_a_redirect_to_another_local_address_is_refused(site, other_site) -> None:
    for where in (
        f"http://127.0.0.1:{other_site.port}/",
        "http://localhost:1/",
        "http://169.254.169.254/latest",
        "http://[::1]:9/",
    ):
        url = site.serve("/away", b"", status=302, Location=where)
        with pytest.raises(InputError, match="private address"):
            read_source(url, limits=QUICK)
    assert other_site.requests == []


@pytest.mark.parametrize(
    "where", ["file:///etc/passwd", "ftp://x.example/a", "javascript:alert(1)", "http://u:p@x.example/"]
)
def test_a_redirect_to_another_scheme_is_refused(site, where: str) -> None:
    url = site.serve("/away", b"", status=302, Location=where)
    with pytest.raises(InputError):
        read_source(url, limits=QUICK)


def test_a_redirect_in_circles_ends(site) -> None:
    url = site.serve("/round", b"", status=302, Location="/round")
    with pytest.raises(InputError):
        read_source(url, limits=QUICK)
    assert len(site.requests) <= 7


def test_size_is_bounded_with_and_without_compression(site) -> None:
    limits = Limits(page_bytes=50_000, seconds=5)
    with pytest.raises(InputError, match="larger than"):
        read_source(site.serve("/big", b"<html>" + b"word " * 50_000), limits=limits)
    bomb = gzip.compress(b"0" * 50_000_000)
    with pytest.raises(InputError, match="larger than"):
        read_source(site.serve("/bomb", bomb, Content_Encoding="gzip"), limits=limits)


def test_a_packed_page_is_unpacked(site, story_page: str) -> None:
    url = site.serve("/packed", gzip.compress(story_page.encode()), Content_Encoding="gzip")
    assert read_source(url, limits=QUICK).byline == "Ana Whitlock"


@pytest.mark.parametrize("in_headers", [True, False])
def test_a_server_that_drips_is_left_at_the_deadline(site, in_headers: bool) -> None:
    def drip(request: BaseHTTPRequestHandler) -> None:
        if not in_headers:
            request.send_response(200)
            request.send_header("Content-Type", "text/html")
            request.end_headers()
        for _ in range(100):
            try:
                request.wfile.write(b"H" if in_headers else b"<p>")
                request.wfile.flush()
            except OSError:
                return
            time.sleep(0.05)

    site.answers["/slow"] = drip
    start = time.monotonic()
    with pytest.raises(InputError, match="took longer than"):
        fetch(site.url("/slow"), limits=Limits(seconds=0.6))
    assert time.monotonic() - start < 3


def test_answers_that_are_no_article(site) -> None:
    for url, said in [
        (site.serve("/gone", b"<p>no</p>", status=404), "answered 404"),
        (site.serve("/pic", b"\x89PNG", "image/png"), "image/png"),
        (site.serve("/empty", b""), "empty"),
        (site.serve("/nav", b"<html><body><a href=/>Home</a></body></html>"), "no article"),
        ("http://127.0.0.1:1/closed", "cannot be fetched"),
        ("http://host.invalid/", "no such host"),
    ]:
        with pytest.raises(InputError, match=said) as error:
            read_source(url, limits=QUICK)
        assert error.value.hint


@pytest.mark.parametrize(
    "url", ["http://", "http://[::1", "https://u:p@x.example/a", "http://x.example:99999/", "http://a b/"]
)
def test_addresses_that_are_none(url: str) -> None:
    with pytest.raises(InputError):
        read_source(url, limits=QUICK)


@pytest.mark.parametrize(
    ("ip", "public"),
    [
        ("93.184.216.34", True),
        ("127.0.0.1", False),
        ("10.1.2.3", False),
        ("192.168.1.1", False),
        ("169.254.169.254", False),
        ("100.64.0.1", False),
        ("0.0.0.0", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("::ffff:127.0.0.1", False),
        ("2002:7f00:1::", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
    ],
)
def test_which_addresses_are_public(ip: str, public: bool) -> None:
    assert is_public(ip) is public


def test_one_canonical_form_of_an_address() -> None:
    assert canonical_url("HTTPS://WWW.Post.example:443/a?id=1&utm_source=z#x") == "https://www.post.example/a?id=1"
    assert canonical_url("https://post.example/") is None
    assert canonical_url("https://post.example", front=True) == "https://post.example/"
    assert canonical_url("https://u:p@post.example/a") == "https://post.example/a"
    assert canonical_url("not a url") is None
    assert same_site("https://www.post.example/a", "http://m.post.example/b")
    assert not same_site("https://post.example/a", "https://post.example.evil.example/a")
