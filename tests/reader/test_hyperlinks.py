"""Links for the terminal: only pages of the web, and nothing that could end the escape sequence."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reader.hyperlinks import known, target


@pytest.mark.parametrize(
    ("url", "given"),
    [
        ("https://e.org/a?b=c&d=%20#e", "https://e.org/a?b=c&d=%20#e"),
        (" http://e.org ", "http://e.org"),
        ("https://e.org/Ж", "https://e.org/%D0%96"),
        ("https://e.org/\x1b]8;;", ""),
        ("https://e.org/a b", ""),
        ("https://", ""),
        ("https://[", ""),
        ("file:///etc/passwd", ""),
        ("javascript:alert(1)", ""),
        ("/a.html", ""),
        ("https://e.org/" + "a" * 3000, ""),
    ],
)
def test_only_pages_of_the_web_become_links(url: str, given: str) -> None:
    assert target(url) == given


@given(st.text())
def test_a_target_is_ascii_without_blanks_and_controls(rest: str) -> None:
    assert re.fullmatch(r"[!-~]*", target("https://e.org/" + rest))


@pytest.mark.parametrize(
    ("environ", "answer"),
    [
        ({"TERM": "xterm-256color"}, True),
        ({"TERM": "screen-256color", "TMUX": "/tmp/tmux"}, True),
        ({"TERM": "screen.xterm-256color"}, False),
        ({"TERM": "screen"}, False),
        ({"TERM": "linux"}, False),
        ({"TERM": "dumb"}, False),
        ({}, False),
    ],
)
def test_terminals_that_would_print_the_sequence_get_none(environ: dict[str, str], answer: bool) -> None:
    assert known(environ) is answer
