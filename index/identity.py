"""When are two things the same? Canonical urls, normalised headlines, article ids.

The same article has the same id on every machine, and a link finds its target by one of the two keys
made here, so these functions are a file format: changing one means a new schema version of the archive.
"""

from __future__ import annotations

import re
import unicodedata
from hashlib import blake2b
from urllib.parse import parse_qsl, unquote, urlencode, urlsplit

from index.article import Article

_SPACE = re.compile(r"\s+")
_APOSTROPHES = re.compile(r"['‘’ʼ`´]")
_TRACKING = re.compile(
    r"utm_\w+|fbclid|gclid|dclid|msclkid|mc_cid|mc_eid|igshid|yclid|_hsenc|_hsmi|ref_src|cmpid|ocid|s_cid"
)
_WEB_ARCHIVE = re.compile(r"^(?:https?://)?web\.archive\.org/web/[0-9a-z_*]+/", re.IGNORECASE)
_HOST_PREFIX = re.compile(r"^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)")


def normalise_headline(headline: str) -> str:
    """The words of a headline alone: no case, accents, quotes, dashes, punctuation or doubled spaces.

    Apostrophes vanish (``RusAl's`` is ``rusals``), every other sign parts words. A headline of signs only
    gives an empty string, which never matches anything.
    """
    folded = unicodedata.normalize("NFKD", _APOSTROPHES.sub("", headline)).casefold()
    words = "".join("" if unicodedata.combining(sign) else sign if sign.isalnum() else " " for sign in folded)
    return _SPACE.sub(" ", unicodedata.normalize("NFC", words)).strip()


def canonical_url(url: str) -> str:
    """The url without what varies between copies of one page: the key that links are resolved by.

    Dropped: scheme, ``www.``/``m.``/``amp.`` hosts, ports of the scheme, web.archive.org wrappers, tracking
    parameters, the fragment, a trailing slash, ``/amp`` and ``index.html``. Parameters are sorted. Gives an
    empty string for what points to no page of its own: ``#``, ``mailto:``, ``javascript:``, malformed urls.
    A ``urn:`` is kept as it is.
    """
    url = _WEB_ARCHIVE.sub("", url.strip())
    if url.lower().startswith("urn:"):
        return url
    try:
        parts = urlsplit(url if "//" in url else f"//{url}" if _looks_like_host(url) else url)
        host = (parts.hostname or "").rstrip(".")
        port = parts.port
    except ValueError:
        return ""
    if not host or parts.scheme not in ("", "http", "https"):
        return ""
    host = _HOST_PREFIX.sub("", host)
    if port and port not in (80, 443):
        host = f"{host}:{port}"
    path = re.sub(r"/+", "/", unquote(parts.path, errors="strict") if _decodes(parts.path) else parts.path)
    path = re.sub(r"/(?:index\.(?:html?|php)|amp)?/?$", "", path)
    query = urlencode(
        sorted(
            (name, value)
            for name, value in parse_qsl(parts.query, keep_blank_values=True)
            if not _TRACKING.fullmatch(name.lower())
        )
    )
    return f"{host}{path}?{query}" if query else f"{host}{path}"


def url_id(url: str) -> int:
    """The id of the article that was published at ``url``; 0 for what points to no page of its own."""
    key = canonical_url(url)
    return _hash("url", key) if key else 0


def headline_key(headline: str) -> int:
    """The normalised headline as a 63-bit number: what links without a known url find each other by.

    0 for a headline of signs only, which never matches anything.
    """
    key = normalise_headline(headline)
    return _hash("title", key) if key else 0


def article_id(article: Article) -> int:
    """The 63-bit id: a hash of the canonical url, or of source, day and normalised headline without one.

    An article that has neither url nor headline is known by its text.
    """
    if identity := url_id(article.url):
        return identity
    headline = normalise_headline(article.headline)
    if not headline:
        return _hash("text", article.source, article.published.iso[:10], article.body)
    return _hash("headline", normalise_headline(article.source), article.published.iso[:10], headline)


def sibling_id(article: Article) -> int:
    """The id of an article that agrees with another in source, day and headline, but not in its text."""
    return _hash("sibling", str(article_id(article)), article.body)


def fingerprint(article: Article) -> bytes:
    """16 bytes that change when anything printed changes: what tells an unchanged import from an update."""
    parts = [
        article.headline, article.body, article.byline, article.source, article.section, article.dateline,
        article.published.iso, article.credit, article.url, article.language,
    ]  # fmt: skip
    for link in article.links:
        parts += [link.title, link.url, link.kind]
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=16).digest()


def _hash(*parts: str) -> int:
    """BLAKE2b of the parts as a positive 63-bit integer, never 0."""
    digest = blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return (int.from_bytes(digest, "big") >> 1) or 1


def _looks_like_host(url: str) -> bool:
    """Whether a url without a scheme starts with a host name: ``example.com/page`` but not ``page.html``."""
    host, slash, _ = url.partition("/")
    return bool(slash) and "." in host and ":" not in host and not host.startswith(".")


def _decodes(path: str) -> bool:
    """Whether the percent escapes of a path are UTF-8, so that decoding loses nothing."""
    try:
        unquote(path, errors="strict")
    except UnicodeDecodeError:
        return False
    return True
