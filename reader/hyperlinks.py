"""Links that the terminal itself can open: the escape sequence OSC 8.

Source: "Hyperlinks (a.k.a. HTML-like anchors) in terminal emulators", Egmont Koblinger. Its url may hold
only the ASCII characters 32 to 126, so everything else is percent-encoded; terminals refuse urls of more
than about 2,000 bytes.
"""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from functools import lru_cache
from urllib.parse import quote, urlsplit

_LONGEST = 2000
_PLAIN = "!#$%&'()*+,-./:;=?@[]_~"
_UNSAFE = re.compile(r"[\x00-\x20\x7f-\x9f]")
_KNOWS_NONE = ("linux", "dumb", "vt100", "vt102", "vt220", "ansi", "cons25", "screen")
"""Values of ``TERM`` of terminals that would print the sequence or pass it on broken."""


@lru_cache(maxsize=4096)
def target(url: str) -> str:
    """The url as a terminal may be given it; empty for anything but a page of the web."""
    url = url.strip()
    if _UNSAFE.search(url):
        return ""
    try:
        parts = urlsplit(url)
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.hostname:
        return ""
    encoded = quote(url, safe=_PLAIN, errors="replace")
    return encoded if len(encoded) <= _LONGEST else ""


def known(environ: Mapping[str, str]) -> bool:
    """Whether the terminal of an environment takes such links, or at least passes over them."""
    term = environ.get("TERM", "")
    if environ.get("TMUX"):
        return True  # tmux sets TERM to screen as well, and takes them itself
    return bool(term) and term.partition("-")[0] not in _KNOWS_NONE and term.partition(".")[0] != "screen"


@lru_cache(maxsize=1)
def drawn() -> bool:
    """Whether links are given to the terminal that this process runs in."""
    return known(os.environ)
