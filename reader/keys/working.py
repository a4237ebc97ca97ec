"""Commands of searching, of marks and notes, of taking along, and of the program."""

from __future__ import annotations

from reader.keys.command import Command
from reader.keys.command import Group as _G
from reader.keys.command import Scope as _S

_PAGES = (_S.STORY, _S.PATH, _S.AROUND)

WORKING: tuple[Command, ...] = (
    Command(
        "search.here", ("/",), "search", "search",
        "Search what has the focus: the archive from the list, the open article from its text",
        _G.SEARCHING, _S.READING, (_S.LIST, _S.ARTICLE), at_once=True,
    ),
    Command(
        "search.archive", ("F",), "search_archive", "search", "Search the archive from anywhere",
        _G.SEARCHING, _S.READING, palette=True, at_once=True,
    ),
    Command(
        "find.keep", ("enter",), "keep", "find",
        "Find what was typed in the article; nothing: the same again",
        _G.SEARCHING, _S.FIND, (_S.FIND,),
    ),
    Command(
        "find.leave", ("escape",), "leave", "leave", "Mark again what the query matches",
        _G.SEARCHING, _S.FIND, (_S.FIND,),
    ),
    Command(
        "match.next", ("n",), "match(1)", "next match", "The next match in the article",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "match.previous", ("N",), "match(-1)", "previous match", "The previous match in the article",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "sort", ("S",), "sort", "sort", "Change the order: relevance, newest, oldest, paper, headline",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "search.start", ("enter",), "submit", "search", "Search for what was typed",
        _G.SEARCHING, _S.SEARCH, (_S.SEARCH,),
    ),
    Command(
        "search.leave", ("escape",), "leave", "leave", "Leave the search bar as it was",
        _G.SEARCHING, _S.SEARCH, (_S.SEARCH,),
    ),
    Command(
        "search.save", ("f2",), "save_search", "save search", "Save the search under a name",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "search.name", ("enter",), "submit", "save", "Where a name is asked for: save the search",
        _G.SEARCHING, _S.NAME, (_S.NAME,),
    ),
    Command(
        "search.saved", ("f3", "'"), "saved_searches", "saved searches", "Choose one of the saved searches",
        _G.SEARCHING, _S.READING, palette=True,
    ),
    Command(
        "saved.open", ("enter",), "open", "search", "Among the saved searches: search for the chosen one",
        _G.SEARCHING, _S.SAVED, (_S.SAVED,),
    ),
    Command(
        "saved.forget", ("x",), "forget", "delete", "Among the saved searches: delete the chosen one",
        _G.SEARCHING, _S.SAVED, (_S.SAVED,),
    ),
    Command(
        "article.star", ("s",), "star", "star", "Star the article, or all that are chosen; again: no longer",
        _G.MARKING, _S.READING, _PAGES, palette=True,
    ),
    Command(
        "article.tag", ("t",), "tag", "tag", "Tag the article, or all that are chosen",
        _G.MARKING, _S.READING, _PAGES, palette=True,
    ),
    Command(
        "tag.set", ("enter",), "submit", "tag", "Where tags are asked for: give them, or take them away",
        _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.complete", ("tab",), "complete", "complete",
        "Where tags are asked for: take the one chosen below", _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.next", ("down",), "choose(1)", "choose", "Where tags are asked for: choose the next one below",
        _G.MARKING, _S.TAG, (_S.TAG,),
    ),
    Command(
        "tag.previous", ("up",), "choose(-1)", "previous",
        "Where tags are asked for: choose the one before it", _G.MARKING, _S.TAG,
    ),
    Command(
        "article.note", ("e",), "note", "note", "Write a note on the article",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "article.note-editor", ("E",), "edit_note", "note in an editor",
        "Write the note in your own editor, which VISUAL or EDITOR names",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "note.keep", ("ctrl+s", "escape"), "keep", "keep", "In a note: keep it and go back",
        _G.MARKING, _S.NOTE, (_S.NOTE, _S.QUOTES),
    ),
    Command(
        "note.quotes", ("tab",), "quotes", "quotes", "In a note: to the quotes below it",
        _G.MARKING, _S.NOTE, (_S.NOTE,),
    ),
    Command(
        "article.quotes", ("Q",), "note(True)", "quotes",
        "The quotes kept of the article, to go to or to delete",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "quote.go", ("enter",), "open", "go there", "Among the quotes: go to the passage in the article",
        _G.MARKING, _S.QUOTES, (_S.QUOTES,),
    ),
    Command(
        "quote.drop", ("x",), "drop", "delete", "Among the quotes: delete the chosen one",
        _G.MARKING, _S.QUOTES, (_S.QUOTES,),
    ),
    Command(
        "article.unread", ("u",), "unread", "read or unread",
        "Mark the article, or all that are chosen, as read; again: as unread",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "undo", ("U",), "undo", "undo", "Undo the last change to marks, tags, notes, quotes, saved searches",
        _G.MARKING, _S.READING, palette=True,
    ),
    Command(
        "article.browse", ("o",), "browse", "original", "Open the original page in the browser",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "article.copy-link", ("y",), "copy_link", "copy link", "Copy the article's link",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "article.cite", ("Y",), "cite", "cite",
        "Copy a citation of the article: plain text, BibTeX, RIS or CSL-JSON",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "cite.copy", ("enter",), "copy", "copy", "Among the citations: copy the one that is shown",
        _G.TAKING, _S.CITE, (_S.CITE,),
    ),
    Command(
        "article.pipe", ("|",), "pipe", "pipe",
        "Send the article's text through a command and show what it prints",
        _G.TAKING, _S.READING, palette=True,
    ),
    Command(
        "pipe.run", ("enter",), "submit", "run", "Where a command is asked for: run it",
        _G.TAKING, _S.PIPE, (_S.PIPE,),
    ),
    Command(
        "article.write", ("w",), "write", "write",
        "Write the article or the whole list to a file: Markdown, HTML, EPUB and others",
        _G.TAKING, _S.READING, _PAGES, palette=True,
    ),
    Command(
        "write.start", ("enter",), "submit", "write", "Where a file is asked for: write it",
        _G.TAKING, _S.WRITE, (_S.WRITE,),
    ),
    Command(
        "write.choose", ("tab", "down"), "choose(1)", "article or list",
        "Where a file is asked for: the article, or the whole list",
        _G.TAKING, _S.WRITE, (_S.WRITE,),
    ),
    Command(
        "parting.back", ("{", "ctrl+left"), "part(-1)", "move the rule",
        "Move the rule beside the pane: to the left, or up; the mouse drags it",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "parting.on", ("}", "ctrl+right"), "part(1)", "move the rule",
        "Move the rule beside the pane: to the right, or down",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "panes", ("=",), "panes", "panes", "One pane less, or again as many as fit",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "list.turn", ("\\",), "turn_list", "list on top",
        "Put the list on top of the article, or on its left",
        _G.PROGRAM, _S.READING, palette=True,
    ),
    Command(
        "panel.close", ("escape", "q"), "close", "close", "Close a page such as this one",
        _G.PROGRAM, _S.PANEL, (_S.PANEL, _S.WANTED, _S.CITE, _S.PIPE, _S.WRITE, _S.DATE, _S.STORY, _S.PATH,
         _S.AROUND, _S.CONNECT, _S.VERSIONS, _S.MISSING, _S.CHOOSE, _S.ALIKE,
         _S.TAG, _S.NAME, _S.SAVED, _S.TRAIL, _S.TRAIL_FILE),
    ),
    Command(
        "help", ("?", "f1"), "help", "keys", "Every key", _G.PROGRAM, _S.APP,
        (_S.LIST, _S.ARTICLE, _S.RELATED), palette=True,
    ),
    Command(
        "palette", (":", "ctrl+p"), "command_palette", "commands", "Every command by name",
        _G.PROGRAM, _S.APP,
    ),
    Command(
        "theme", (), "toggle_theme", "light or dark", "Change between the light and the dark page",
        _G.PROGRAM, _S.APP, palette=True,
    ),
    Command(
        "theme.choose", (), "choose_theme", "page", "Choose the colours: newsprint, plain, high contrast",
        _G.PROGRAM, _S.APP, palette=True,
    ),
    Command(
        "quit", ("ctrl+q",), "quit", "leave", "Leave newsreader",
        _G.PROGRAM, _S.APP, palette=True, at_once=True,
    ),
)  # fmt: skip
"""In the order in which help tells them."""
