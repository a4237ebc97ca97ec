"""The pages can be read: what stands on them is told apart from their ground."""

from __future__ import annotations

import pytest
from textual.color import Color

from reader.settings import THEMES
from reader.themes import PAGES, Page, animated

OWN = [page for page in PAGES.values() if not page.ansi]


def contrast(one: str, other: str) -> float:
    """How much two colours differ, from 1 to 21, as WCAG 2.2 counts it."""
    lights = sorted(_luminance(Color.parse(colour)) for colour in (one, other))
    return (lights[1] + 0.05) / (lights[0] + 0.05)


def _luminance(colour: Color) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour.normalized
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("page", OWN, ids=lambda page: page.name)
def test_every_text_stands_out_from_its_ground(page: Page) -> None:
    inks = (page.ink, page.lede, page.meta, page.accent, page.error, page.warning, page.success)
    pairs = [(ink, ground) for ink in inks for ground in (page.ground, page.panel, page.chosen)]
    pairs += [page.match, page.match_now, (page.ink, page.selected), (page.ground, page.accent)]
    least = 7 if page.name == "contrast" else 4.5
    assert {pair: contrast(*pair) for pair in pairs if contrast(*pair) < least} == {}


def test_the_line_of_a_page_of_high_contrast_can_be_seen() -> None:
    page = PAGES["contrast"]
    assert min(contrast(page.rule, page.ground), contrast(page.match_now[0], page.match[0])) > 3


def test_the_settings_know_every_page() -> None:
    assert tuple(PAGES) == THEMES


@pytest.mark.parametrize(
    ("setting", "environ", "moves"),
    [
        ("auto", {}, True),
        ("auto", {"SSH_CONNECTION": "10.0.0.1 1 10.0.0.2 22"}, False),
        ("auto", {"SSH_TTY": "/dev/pts/1"}, False),
        ("on", {"SSH_TTY": "/dev/pts/1"}, True),
        ("off", {}, False),
    ],
)
def test_nothing_moves_over_ssh_unless_it_is_wished(
    setting: str, environ: dict[str, str], moves: bool
) -> None:
    assert animated(setting, environ) is moves
