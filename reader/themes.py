"""The two pages: newsprint by day and by night. One accent; only matches have a ground of their own."""

from __future__ import annotations

import os
from collections.abc import Mapping

from textual.theme import Theme

LIGHT = Theme(
    name="newsprint-light",
    dark=False,
    primary="#8f2f1f",
    secondary="#6d675c",
    accent="#8f2f1f",
    foreground="#2b2822",
    background="#f8f5ec",
    surface="#f8f5ec",
    panel="#efeade",
    boost="#efeade",
    warning="#8a5a00",
    error="#a32020",
    success="#3c6b35",
    variables={
        "rule": "#d8d1c1",
        "meta": "#6a6458",
        "accent-ink": "#8f2f1f",
        "match-ground": "#f3dc8c",
        "match-ink": "#2b2822",
        "match-now-ground": "#d9a520",
        "match-now-ink": "#1d1a14",
        "chosen": "#eee8d8",
        "lede": "#14120e",
        "selected": "#cfdbe3",
        "input-cursor-background": "#2b2822",
        "input-cursor-foreground": "#f8f5ec",
        "scrollbar": "#d8d1c1",
        "scrollbar-hover": "#c4bba8",
        "scrollbar-active": "#8f2f1f",
        "scrollbar-background": "#f8f5ec",
        "scrollbar-background-hover": "#f8f5ec",
        "scrollbar-background-active": "#f8f5ec",
        "scrollbar-corner-color": "#f8f5ec",
    },
)

DARK = Theme(
    name="newsprint-dark",
    dark=True,
    primary="#d98c6a",
    secondary="#9a9384",
    accent="#d98c6a",
    foreground="#d8d2c4",
    background="#1c1b19",
    surface="#1c1b19",
    panel="#262421",
    boost="#262421",
    warning="#d8a657",
    error="#e07a6a",
    success="#9ab27c",
    variables={
        "rule": "#3a3732",
        "meta": "#968f80",
        "accent-ink": "#d98c6a",
        "match-ground": "#5c4a17",
        "match-ink": "#f5e9c8",
        "match-now-ground": "#d8a93a",
        "match-now-ink": "#1c1b19",
        "chosen": "#292724",
        "lede": "#f3ecdc",
        "selected": "#34434f",
        "input-cursor-background": "#d8d2c4",
        "input-cursor-foreground": "#1c1b19",
        "scrollbar": "#3a3732",
        "scrollbar-hover": "#4b4740",
        "scrollbar-active": "#d98c6a",
        "scrollbar-background": "#1c1b19",
        "scrollbar-background-hover": "#1c1b19",
        "scrollbar-background-active": "#1c1b19",
        "scrollbar-corner-color": "#1c1b19",
    },
)

THEMES = (DARK, LIGHT)


def preferred(environ: Mapping[str, str] = os.environ) -> Theme:
    """The page that suits the terminal: light where ``COLORFGBG`` says that its ground is light."""
    ground = environ.get("COLORFGBG", "").rpartition(";")[2]
    return LIGHT if ground in ("7", "15") else DARK
