"""The pages: newsprint, plain, high contrast, the terminal's own colours. Only matches have a ground."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from textual.theme import Theme

from reader.settings import AUTO


class Page(NamedTuple):
    """The colours of a page."""

    name: str
    label: str
    """What the choice of pages calls it."""
    dark: bool
    ground: str
    ink: str
    lede: str
    """The first paragraph, a little stronger than the text."""
    meta: str
    """Dates, papers, keys' labels: quieter than the text."""
    accent: str
    rule: str
    panel: str
    """The ground of what is laid over the page."""
    chosen: str
    """The ground of the row that the cursor is on."""
    match: tuple[str, str]
    """Ground and ink of a match."""
    match_now: tuple[str, str]
    """Ground and ink of the match that one is at."""
    selected: str
    error: str
    warning: str
    success: str
    ansi: bool = False
    """Whether the colours are the terminal's own."""

    def theme(self) -> Theme:
        """The page as Textual knows it."""
        ground = self.ground
        return Theme(
            name=self.name,
            dark=self.dark,
            ansi=self.ansi,
            primary=self.accent,
            secondary=self.meta,
            accent=self.accent,
            foreground=self.ink,
            background=ground,
            surface=ground,
            panel=self.panel,
            boost=self.panel,
            warning=self.warning,
            error=self.error,
            success=self.success,
            variables={
                "rule": self.rule,
                "meta": self.meta,
                "accent-ink": self.accent,
                "match-ground": self.match[0],
                "match-ink": self.match[1],
                "match-now-ground": self.match_now[0],
                "match-now-ink": self.match_now[1],
                "chosen": self.chosen,
                "lede": self.lede,
                "selected": self.selected,
                "input-cursor-background": self.ink,
                "input-cursor-foreground": ground,
                "input-selection-background": self.selected,
                "input-selection-foreground": "ansi_white" if self.ansi else self.ink,
                "screen-selection-background": self.selected,
                "screen-selection-foreground": "ansi_white" if self.ansi else self.ink,
                "block-cursor-background": "ansi_white" if self.ansi else self.ink,
                "block-cursor-foreground": "ansi_black" if self.ansi else ground,
                "border-blurred": self.rule,
                "ansi-background": "ansi_default",
                "ansi-foreground": "ansi_default",
                "scrollbar": self.rule,
                "scrollbar-hover": self.meta,
                "scrollbar-active": self.accent,
                "scrollbar-background": ground,
                "scrollbar-background-hover": ground,
                "scrollbar-background-active": ground,
                "scrollbar-corner-color": ground,
            },
        )


PAGES = {
    page.name: page
    for page in (
        Page(
            "newsprint-dark", "newsprint by night", True,
            ground="#1c1b19", ink="#d8d2c4", lede="#f3ecdc", meta="#968f80", accent="#d98c6a", rule="#3a3732",
            panel="#262421", chosen="#292724", match=("#5c4a17", "#f5e9c8"), match_now=("#d8a93a", "#1c1b19"),
            selected="#34434f", error="#e07a6a", warning="#d8a657", success="#9ab27c",
        ),
        Page(
            "newsprint-light", "newsprint by day", False,
            ground="#f8f5ec", ink="#2b2822", lede="#14120e", meta="#6a6458", accent="#8f2f1f", rule="#d8d1c1",
            panel="#efeade", chosen="#eee8d8", match=("#f3dc8c", "#2b2822"), match_now=("#d9a520", "#1d1a14"),
            selected="#cfdbe3", error="#a32020", warning="#8a5a00", success="#3c6b35",
        ),
        Page(
            "plain-dark", "plain, dark", True,
            ground="#121212", ink="#d4d4d4", lede="#f0f0f0", meta="#949494", accent="#7ab0df", rule="#383838",
            panel="#1e1e1e", chosen="#222222", match=("#4d4a12", "#f6f3c4"), match_now=("#d7c13a", "#121212"),
            selected="#2c4257", error="#e8837a", warning="#d9b15c", success="#8dbb82",
        ),
        Page(
            "plain-light", "plain, light", False,
            ground="#ffffff", ink="#262626", lede="#000000", meta="#616161", accent="#1c5fa8", rule="#d4d4d4",
            panel="#f3f3f3", chosen="#efefef", match=("#fbec9a", "#262626"), match_now=("#e3b800", "#161616"),
            selected="#cfe2f7", error="#b3201c", warning="#7d5600", success="#2f6d2c",
        ),
        Page(
            "contrast", "high contrast", True,
            ground="#000000", ink="#ffffff", lede="#ffffff", meta="#d9d9d9", accent="#ffe14d", rule="#9a9a9a",
            panel="#000000", chosen="#333333", match=("#0050b8", "#ffffff"), match_now=("#ffe14d", "#000000"),
            selected="#0050b8", error="#ffb0a6", warning="#ffd27a", success="#8ff08f",
        ),
        Page(
            "ansi", "the terminal's own 16 colours", True,
            ground="ansi_default", ink="ansi_default", lede="ansi_default", meta="ansi_default",
            accent="ansi_cyan", rule="ansi_default", panel="ansi_default", chosen="ansi_default",
            match=("ansi_yellow", "ansi_black"), match_now=("ansi_cyan", "ansi_black"),
            selected="ansi_blue", error="ansi_red", warning="ansi_yellow", success="ansi_green", ansi=True,
        ),
    )
}  # fmt: skip
"""The pages by name, in the order in which they are offered."""

DARK, LIGHT = "newsprint-dark", "newsprint-light"

_OPPOSITES = {DARK: LIGHT, LIGHT: DARK, "plain-dark": "plain-light", "plain-light": "plain-dark"}

_MANY_COLOURS = ("256color", "kitty", "direct")
"""The endings of the names of terminals that have more than 16 colours."""


def preferred(
    setting: str, remembered: str | None, environ: Mapping[str, str], *, colour: bool = True
) -> str:
    """The name of the page to begin with.

    What is settled counts first, then what was chosen on the screen, then what suits the terminal: its own
    colours where it has only 16 or none are wanted, light where ``COLORFGBG`` says that its ground is light.
    """
    if setting != AUTO:
        return setting
    if not colour or has_few_colours(environ):
        return "ansi"
    if remembered in PAGES:
        return remembered
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK


def has_few_colours(environ: Mapping[str, str]) -> bool:
    """Whether the terminal has 16 colours or less, told from its name as rich does."""
    if environ.get("COLORTERM", "").strip().lower() in ("truecolor", "24bit"):
        return False
    term = environ.get("TERM", "").strip().lower()
    return bool(term) and term.rpartition("-")[2] not in _MANY_COLOURS


def opposite(name: str) -> str:
    """The light page for a dark one, and the other way round."""
    return _OPPOSITES.get(name, LIGHT if PAGES[name].dark else DARK)


def animated(setting: str, environ: Mapping[str, str]) -> bool:
    """Whether movements are drawn step by step: by default not over ssh, where every step costs."""
    if setting == AUTO:
        return not any(name in environ for name in ("SSH_CONNECTION", "SSH_CLIENT", "SSH_TTY"))
    return setting == "on"
