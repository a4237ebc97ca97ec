"""Commands of what hangs together: related articles, stories, versions, ways, wanted titles."""

from __future__ import annotations

from reader.keys.command import Command
from reader.keys.command import Group as _G
from reader.keys.command import Scope as _S

RELATING: tuple[Command, ...] = (
    Command(
        "related.show", ("r",), "related", "related", "Bring up the related articles",
        _G.RELATED, _S.READING, (_S.ARTICLE,), palette=True,
    ),
    Command(
        "related.open", ("enter",), "open", "open", "Open the chosen related article",
        _G.RELATED, _S.RELATED, (_S.RELATED,),
    ),
    *(
        Command(
            f"related.{number}", (str(number),), f"link({number})", f"link {number}",
            f"Open related article {number}", _G.RELATED, _S.READING,
        )
        for number in range(1, 10)
    ),
    Command(
        "trail.back", ("H", "alt+left"), "trail(-1)", "back", "Back along the trail of opened articles",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "trail.forward", ("L", "alt+right"), "trail(1)", "forward", "Forward along the trail",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "trail.show", ("h",), "show_trail", "trail", "Show the trail: every article opened, as a tree",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "trail.open", ("enter",), "open", "go there", "In the trail: go back to the chosen article",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.search", ("/",), "search", "search", "In the trail: show only what has the words typed",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.next", ("down",), "step(1)", "next", "In the trail, while words are typed: the next article",
        _G.RELATED, _S.TRAIL,
    ),
    Command(
        "trail.previous", ("up",), "step(-1)", "previous",
        "In the trail, while words are typed: the article before", _G.RELATED, _S.TRAIL,
    ),
    Command(
        "trail.write", ("w",), "write", "write",
        "In the trail: write what is shown to a file, as citations with notes and quotes",
        _G.RELATED, _S.TRAIL, (_S.TRAIL,),
    ),
    Command(
        "trail.write-start", ("enter",), "submit", "write",
        "Where a file for the trail is asked for: write it", _G.RELATED, _S.TRAIL_FILE, (_S.TRAIL_FILE,),
    ),
    Command(
        "wanted.open", ("enter",), "open", "open", "From a missing article: open the nearest one chosen",
        _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "wanted.search", ("s",), "search", "search these words",
        "From a missing article: search the words of its headline", _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "wanted.choose", ("c",), "choose", "choose its article",
        "From a missing article: choose which article is meant", _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "wanted.browse", ("o",), "browse", "original", "From a missing article: open its page in the browser",
        _G.RELATED, _S.WANTED, (_S.WANTED,),
    ),
    Command(
        "list.unfold", ("x",), "unfold", "unfold",
        "Give the versions of one piece rows of their own, or fold them into one",
        _G.READING, _S.LIST, palette=True,
    ),
    Command(
        "story.show", ("T",), "story", "story", "The story that the article belongs to, by date",
        _G.RELATED, _S.READING, (_S.ARTICLE,), palette=True,
    ),
    Command(
        "versions.show", ("X",), "versions", "versions",
        "What other versions of the article cut or added: in other papers, or printed before",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "path.show", ("p",), "connect", "connection", "How the article hangs together with another one",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "around.show", ("A",), "around", "around it", "The articles around this one, drawn with their links",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "wanted.show", ("W",), "wanted_list", "wanted",
        "The titles that articles point at and that are missing",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "link.choose", ("c",), "choose_link", "where it leads",
        "Confirm where a related link leads, choose another article, or break it",
        _G.RELATED, _S.READING, (_S.RELATED,), palette=True,
    ),
    Command(
        "similar.choose", ("~",), "alike", "similar by",
        "Among which articles similar ones are looked for, and by which words",
        _G.RELATED, _S.READING, palette=True,
    ),
    Command(
        "articles.open", ("enter",), "open", "open", "In a story and the like: open the article",
        _G.RELATED, _S.ARTICLES, (_S.STORY, _S.PATH, _S.AROUND),
    ),
    Command(
        "story.search", ("/",), "search", "search",
        "In a story: show only the articles that have the words typed, or that any other query finds",
        _G.RELATED, _S.STORY, (_S.STORY,),
    ),
    Command(
        "look.leave", ("down", "tab"), "to_found", "what was found",
        "Where words are looked for in a page: to what was found, as Enter does",
        _G.RELATED, _S.LOOK,
    ),
    Command(
        "story.unfold", ("x",), "unfold", "unfold",
        "In a story: show the versions of the article, or fold them",
        _G.RELATED, _S.STORY, (_S.STORY,),
    ),
    Command(
        "path.forward", ("f",), "forward", "forward only",
        "Between two articles: only steps to later articles, or any",
        _G.RELATED, _S.PATH, (_S.PATH,),
    ),
    Command(
        "connect.go", ("enter",), "submit", "find the way",
        "Where another article is asked for: take this one",
        _G.RELATED, _S.CONNECT, (_S.CONNECT,),
    ),
    Command(
        "connect.choose", ("down", "tab"), "choose(1)", "next",
        "Where another article is asked for: the next one",
        _G.RELATED, _S.CONNECT, (_S.CONNECT,),
    ),
    Command(
        "connect.choose-back", ("up", "shift+tab"), "choose(-1)", "previous",
        "Where another article is asked for: the one before", _G.RELATED, _S.CONNECT,
    ),
    Command(
        "versions.open", ("enter",), "open", "open", "Among versions: open the other version",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "versions.next", ("]",), "version(1)", "next", "Among versions: compare with the next one",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "versions.previous", ("[",), "version(-1)", "previous", "Among versions: compare with the one before",
        _G.RELATED, _S.VERSIONS,
    ),
    Command(
        "versions.unfold", ("x",), "unfold", "whole text",
        "Among versions: show what is the same in both too, or only what is not",
        _G.RELATED, _S.VERSIONS, (_S.VERSIONS,),
    ),
    Command(
        "missing.open", ("enter",), "open", "tell more", "Among wanted titles: what is known about one",
        _G.RELATED, _S.MISSING, (_S.MISSING,),
    ),
    Command(
        "missing.choose", ("c",), "choose", "choose its article",
        "Among wanted titles: choose what one means, for all articles that point at it",
        _G.RELATED, _S.MISSING, (_S.MISSING,),
    ),
    Command(
        "missing.search", ("/",), "search", "search",
        "Among wanted titles: show only those with the words typed",
        _G.RELATED, _S.MISSING, (_S.MISSING,),
    ),
    Command(
        "choose.take", ("enter",), "open", "it leads here",
        "Where a link's target is chosen: let it lead there",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.search", ("/",), "search", "another",
        "Where a link's target is chosen: look for another article by words, its number or url",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.break", ("x",), "break", "it leads nowhere",
        "Where a link's target is chosen: break the link",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.undo", ("u", "U"), "undo", "undo the choice",
        "Where a link's target is chosen: let the archive find it again",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.next", ("]",), "link(1)", "next link",
        "Where a link's target is chosen: the article's next link",
        _G.RELATED, _S.CHOOSE, (_S.CHOOSE,),
    ),
    Command(
        "choose.previous", ("[",), "link(-1)", "link before",
        "Where a link's target is chosen: the article's link before", _G.RELATED, _S.CHOOSE,
    ),
    Command(
        "alike.switch", ("enter", "space"), "open", "choose",
        "Among what makes articles similar: this, or not",
        _G.RELATED, _S.ALIKE, (_S.ALIKE,),
    ),
)  # fmt: skip
"""In the order in which help tells them."""
