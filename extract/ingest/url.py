"""URLs as names of articles: one canonical form for the many addresses of a page. Nothing is fetched here."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

_TRACKING = re.compile(
    r"(?:utm_\w+|fbclid|gclid|dclid|msclkid|igshid|mc_[ce]id|cmpid?|ocid|ns_\w+|at_\w+|_ga|ref_src|smid|xtor)", re.I
)
_PORTS = {"http": 80, "https": 443}


def is_url(source: str) -> bool:
    """Tell whether a source is written as an http or https address."""
    return bool(re.match(r"https?://", source, re.I))


def canonical_url(url: str, *, front: bool = False) -> str | None:
    """Return the address without fragment, tracking parameters, credentials and default port, or None.

    None where it is no http(s) address or, unless `front`, a site's front page: many pages state that as canonical.
    """
    try:
        parts = urlsplit(url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _PORTS or not host or re.search(r"\s", url.strip()):
        return None
    if not front and not parts.path.strip("/") and not parts.query:
        return None
    host = f"[{host}]" if ":" in host else host
    where = host if port in (None, _PORTS[scheme]) else f"{host}:{port}"
    kept = [(k, v) for k, v in parse_qsl(parts.query, keep_blank_values=True) if not _TRACKING.fullmatch(k)]
    return urlunsplit((scheme, where, parts.path or "/", urlencode(kept), ""))


def same_site(one: str, other: str) -> bool:
    """Tell whether two addresses are of one site, "www.", "m." and "amp." aside. A page may name only its own site."""
    return _site(one) == _site(other)


def _site(url: str) -> str:
    host = (urlsplit(url).hostname or "").lower()
    return re.sub(r"^(?:(?:www\d?|m|mobile|amp|edition)\.)+", "", host)
