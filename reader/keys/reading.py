"""Commands of moving, reading and choosing: lists and the open article."""

from __future__ import annotations

from reader.keys.command import Command
from reader.keys.command import Group as _G
from reader.keys.command import Scope as _S

READING: tuple[Command, ...] = (
    Command("move.down", ("j", "down"), "move_down", "down", "One row or line down", _G.MOVING, _S.MOVE),
    Command("move.up", ("k", "up"), "move_up", "up", "One row or line up", _G.MOVING, _S.MOVE),
    Command(
        "move.page-down", ("space", "pagedown"), "move_page_down", "page", "A page down", _G.MOVING, _S.MOVE
    ),
    Command("move.page-up", ("b", "pageup"), "move_page_up", "page back", "A page up", _G.MOVING, _S.MOVE),
    Command("move.half-down", ("ctrl+d",), "move_half_down", "half", "Half a page down", _G.MOVING, _S.MOVE),
    Command("move.half-up", ("ctrl+u",), "move_half_up", "half back", "Half a page up", _G.MOVING, _S.MOVE),
    Command("move.top", ("g", "home"), "move_top", "top", "To the top", _G.MOVING, _S.MOVE),
    Command("move.bottom", ("G", "end"), "move_bottom", "bottom", "To the end", _G.MOVING, _S.MOVE),
    Command(
        "pane.next", ("tab",), "pane(1)", "next pane", "To the next pane", _G.MOVING, _S.READING,
    ),
    Command(
        "pane.previous", ("shift+tab",), "pane(-1)", "previous pane", "To the previous pane",
        _G.MOVING, _S.READING,
    ),
    Command(
        "list.open", ("enter",), "open", "open", "Open the article", _G.READING, _S.LIST, (_S.LIST,)
    ),
    Command(
        "list.choose", ("m",), "choose", "choose", "Choose the article, to do something with several",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.choose-too", ("space",), "choose_too", "choose", "Once some are chosen: choose this one too",
        _G.READING, _S.LIST,
    ),
    Command(
        "list.choose-all", ("*",), "choose_all", "choose all", "Choose every article of the list, or none",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.invert", ("i",), "invert", "invert", "Choose what is not chosen, and nothing else",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.date", ("d",), "go_to_date", "date", "Go to a date in a list by date",
        _G.MOVING, _S.READING, palette=True,
    ),
    Command(
        "date.go", ("enter",), "submit", "go there", "Where a date is asked for: go to it",
        _G.MOVING, _S.DATE, (_S.DATE,),
    ),
    Command(
        "list.density", ("v",), "density", "density", "One line for each article, or several",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.group", ("M",), "group", "headings",
        "Headings of days, months, years or none, or what fits the list", _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "list.refresh", ("R",), "refresh", "refresh", "Show what has come into the archive meanwhile",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "back", ("q", "escape"), "back", "back", "Back one level: article, results, the whole archive",
        _G.READING, _S.READING, (_S.ARTICLE, _S.RELATED),
    ),
    Command(
        "article.next", ("J",), "step(1)", "next article", "The next article of the list",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "article.previous", ("K",), "step(-1)", "previous article", "The previous article of the list",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "link.next", ("]",), "next_link", "next link", "The next link in the article's text",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "link.previous", ("[",), "previous_link", "previous link", "The previous link in the article's text",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "link.follow", ("enter",), "follow_link", "follow", "Follow the chosen link", _G.READING, _S.ARTICLE
    ),
    Command(
        "hints", ("l",), "hints", "hints", "Show letters beside the links in view; typing them follows",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "zen", ("z",), "zen", "only the article", "Show nothing but the article, or everything again",
        _G.READING, _S.READING, palette=True,
    ),
    Command(
        "column.narrower", ("<",), "set_column(-1)", "narrower", "Make the column narrower",
        _G.READING, _S.ARTICLE,
    ),
    Command(
        "column.wider", (">",), "set_column(1)", "wider", "Make the column wider", _G.READING, _S.ARTICLE
    ),
    Command(
        "selection.lines", ("V",), "select_lines", "select lines",
        "Select lines of the article, moving as always; the mouse selects too",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.words", ("v",), "select_words", "select words",
        "Select words of the article, from the match or link one is at; → and ← take one more or less",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.next-word", ("right",), "select_word(1)", "next word", "Select one word more",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.previous-word", ("left",), "select_word(-1)", "previous word", "Select one word less",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.copy", ("y",), "copy_selection", "copy", "Copy what is selected", _G.TAKING, _S.ARTICLE
    ),
    Command(
        "selection.quote", ('"',), "take_quote", "keep as quote", "Keep what is selected as a quote",
        _G.TAKING, _S.ARTICLE,
    ),
    Command(
        "selection.leave", ("escape",), "leave_selection", "select nothing", "Select nothing any more",
        _G.TAKING, _S.ARTICLE,
    ),
)  # fmt: skip
"""In the order in which help tells them."""
