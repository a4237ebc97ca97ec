"""Copying through terminals and multiplexers."""

from __future__ import annotations

import re
from base64 import b64decode

from reader.clipboard import osc52

URL = "https://example.org/bridge?x=ж"


def decoded(sequence: str) -> str:
    match = re.fullmatch(r"\x1b]52;c;([A-Za-z0-9+/=]+)\x07", sequence)
    assert match
    return b64decode(match.group(1)).decode()


def test_a_terminal_is_sent_osc_52() -> None:
    assert decoded(osc52(URL, {"TERM": "xterm-256color"})) == URL


def test_tmux_is_sent_it_bare_and_wrapped() -> None:
    """Either its own clipboard takes it, or it passes it through to the terminal around it."""
    sent = osc52(URL, {"TMUX": "/run/tmux", "TERM": "screen-256color"})
    bare, wrapped, rest = re.split(r"\x1bPtmux;(.*)\x1b\\", sent, flags=re.DOTALL)
    assert decoded(bare) == URL
    assert decoded(wrapped.replace("\x1b\x1b", "\x1b")) == URL
    assert rest == ""


def test_screen_is_sent_short_pieces() -> None:
    text = "long " * 1000
    sent = osc52(text, {"TERM": "screen"})
    pieces = re.findall(r"\x1bP(.*?)\x1b\\", sent, flags=re.DOTALL)
    assert all(len(piece) <= 768 for piece in pieces)
    assert decoded("".join(pieces)) == text
