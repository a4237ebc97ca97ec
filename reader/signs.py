"""The signs that the screen draws beside text, each with an ASCII twin for terminals without them."""

from __future__ import annotations

import os
from collections.abc import Mapping
from functools import lru_cache
from typing import NamedTuple


class Signs(NamedTuple):
    """One set of signs. Every sign is one cell wide unless it says otherwise."""

    ascii: bool = False
    """Whether this is the set for terminals that know only ASCII."""
    bar: str = "▌"
    """Before the lines of the row that the cursor is on."""
    bar_aside: str = "▏"
    """The same in a list that has not the focus."""
    unread: str = "●"
    starred: str = "★"
    noted: str = "✎"
    tag: str = "#"
    """Before the number of tags."""
    quoted: str = "”"
    """Before the number of quotes kept."""
    chosen: str = "✓"
    """Before an article that is one of several chosen."""
    related: str = "↔"
    """Before the number of related links."""
    more: str = "+"
    """Before the number of further versions."""
    exact: str = "="
    likely: str = "≈"
    wanted: str = "○"
    mentioned: str = "↩"
    similar: str = "~"
    dot: str = "·"
    """Between the parts of a line of facts."""
    ellipsis: str = "…"
    """Where something was cut."""
    rule: str = "─"
    """Repeated, a line across the page."""
    column: str = "│"
    """Between the columns of a table."""
    crossing: str = "┼"
    branch_first: str = "┬"
    """Where the first article of a story stands on its timeline."""
    branch: str = "├"
    branch_last: str = "└"
    gap: str = "┆"
    """On a timeline: nothing came for a while."""
    leads: str = "→"
    """A link from one article to the next."""
    quote: str = "│"
    """Before the lines of a quotation."""
    bullet: str = "•"
    image: str = "▣"
    """Before the caption of a picture."""
    step: str = "▸"
    """Between the steps of the trail."""
    prompt: str = "╱"
    """Before the query."""

    def note(self, number: int) -> str:
        """The number of a footnote as it stands behind a link; as many cells as characters."""
        return f"[{number}]" if self.ascii else str(number).translate(_RAISED)


_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")

UNICODE = Signs()
ASCII = Signs(
    ascii=True, bar=">", bar_aside="|", unread="o", starred="*", noted="n", quoted='"', chosen="x",
    related="<>", likely="%", wanted="?", mentioned="<", dot="-", ellipsis="~", rule="-", column="|",
    crossing="+", branch_first="+", branch="+", branch_last="+", gap=":", leads=">",
    quote="|", bullet="*", image="#", step=">", prompt="/",
)  # fmt: skip
"""The ASCII twins; ``related`` is two cells wide."""

_POOR_TERMINALS = ("linux", "dumb", "vt100", "vt102", "vt220", "ansi", "cons25")


_wish = "auto"
"""What the person has settled; one process draws with one set of signs."""


def choose(environ: Mapping[str, str], settled: str = "auto") -> Signs:
    """The signs that the terminal of an environment can draw.

    ``NEWSREADER_SIGNS=ascii`` or ``unicode`` decides, then what the person has settled. Otherwise a text
    console and a locale that is not UTF-8 get ASCII. Python itself turns the C locale into ``C.UTF-8`` and
    sets ``LC_CTYPE`` to say so; that says nothing about the terminal, so a ``LANG`` of C counts before it.
    """
    for wish in (environ.get("NEWSREADER_SIGNS", "").lower(), settled):
        if wish in ("ascii", "unicode"):
            return ASCII if wish == "ascii" else UNICODE
    if environ.get("TERM", "") in _POOR_TERMINALS:
        return ASCII
    ctype, language = environ.get("LC_CTYPE", ""), environ.get("LANG", "")
    if ctype == "C.UTF-8" and language:
        ctype = ""
    locale = environ.get("LC_ALL", "") or ctype or language
    return UNICODE if not locale or "utf" in locale.lower() else ASCII


@lru_cache(maxsize=1)
def signs() -> Signs:
    """The signs for the terminal this process runs in."""
    return choose(os.environ, _wish)


def settle(wish: str) -> None:
    """Draw with ``ascii`` or ``unicode`` signs from now on, or with ``auto`` those that suit the terminal."""
    global _wish
    _wish = wish
    signs.cache_clear()
