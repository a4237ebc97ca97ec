"""Which terminals get which signs."""

from __future__ import annotations

import pytest

from reader import text
from reader.signs import ASCII, UNICODE, Signs, choose


@pytest.mark.parametrize(
    ("environ", "signs"),
    [
        ({}, UNICODE),
        ({"LANG": "en_GB.UTF-8", "TERM": "xterm-256color"}, UNICODE),
        ({"LANG": "C", "LC_CTYPE": "C.UTF-8"}, ASCII),
        ({"LC_CTYPE": "C.UTF-8"}, UNICODE),
        ({"LC_ALL": "C", "LANG": "de_DE.utf8"}, ASCII),
        ({"LANG": "de_DE.ISO-8859-1"}, ASCII),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux"}, ASCII),
        ({"LANG": "en_GB.UTF-8", "TERM": "linux", "NEWSREADER_SIGNS": "unicode"}, UNICODE),
        ({"LANG": "en_GB.UTF-8", "NEWSREADER_SIGNS": "ASCII"}, ASCII),
    ],
)
def test_the_terminal_decides(environ: dict[str, str], signs: Signs) -> None:
    assert choose(environ) is signs


def test_signs_are_as_wide_as_promised() -> None:
    for signs in (UNICODE, ASCII):
        for field in signs._fields:
            sign = getattr(signs, field)
            if isinstance(sign, str):
                assert text.cells(sign) == (2 if signs.ascii and field == "related" else 1), field


def test_numbers_of_notes() -> None:
    assert (UNICODE.note(12), ASCII.note(12)) == ("¹²", "[12]")
