"""The table of commands: what it promises must be true, in the program and in the README."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from textual.binding import Binding

from reader.app import NewsreaderApp
from reader.keys import (
    COMMANDS,
    NO_KEY,
    Command,
    Group,
    Scope,
    bindings,
    help_rows,
    hints,
    key_name,
    keys_of,
    readme_table,
    unpressable,
)
from reader.screens.alike import AlikePage
from reader.screens.around import AroundPage
from reader.screens.choices import Choices
from reader.screens.choosing import ChoosingPage
from reader.screens.citing import CitationScreen
from reader.screens.connection import ConnectPage, PathPage
from reader.screens.date_prompt import DatePrompt
from reader.screens.help import HelpText
from reader.screens.notes import NoteScreen, QuoteChoices
from reader.screens.panel import Panel
from reader.screens.prompts import PipePrompt, WritePrompt
from reader.screens.reading import ReadingScreen
from reader.screens.searches import NamePrompt, SearchesScreen
from reader.screens.story import StoryPage
from reader.screens.tags import TagPrompt
from reader.screens.trail import TrailPrompt, TrailScreen
from reader.screens.versions import VersionsPage
from reader.screens.wanted import NearestList, WantedScreen
from reader.screens.wanted_list import WantedListPage
from reader.widgets.article_body import ArticleBody
from reader.widgets.find_prompt import FindPrompt
from reader.widgets.headline_list import HeadlineList
from reader.widgets.line_list import LineList
from reader.widgets.output_text import OutputText
from reader.widgets.related_pane import RelatedPane
from reader.widgets.search_bar import SearchBar
from reader.widgets.trail_tree import TrailTree

README = Path(__file__).parents[2] / "README.md"

NODES: dict[Scope, tuple[type, ...]] = {
    Scope.APP: (NewsreaderApp,),
    Scope.READING: (ReadingScreen,),
    Scope.MOVE: (
        HeadlineList,
        ArticleBody,
        RelatedPane,
        HelpText,
        NearestList,
        OutputText,
        LineList,
        Choices,
        TrailTree,
    ),
    Scope.LIST: (HeadlineList,),
    Scope.ARTICLE: (ArticleBody,),
    Scope.RELATED: (RelatedPane,),
    Scope.FIND: (FindPrompt,),
    Scope.SEARCH: (SearchBar,),
    Scope.WANTED: (WantedScreen,),
    Scope.CITE: (CitationScreen,),
    Scope.PIPE: (PipePrompt,),
    Scope.WRITE: (WritePrompt,),
    Scope.DATE: (DatePrompt,),
    Scope.TAG: (TagPrompt,),
    Scope.NOTE: (NoteScreen,),
    Scope.QUOTES: (QuoteChoices,),
    Scope.NAME: (NamePrompt,),
    Scope.SAVED: (SearchesScreen,),
    Scope.TRAIL: (TrailScreen,),
    Scope.TRAIL_FILE: (TrailPrompt,),
    Scope.PANEL: (Panel,),
    Scope.ARTICLES: (StoryPage, PathPage, AroundPage),
    Scope.LOOK: (StoryPage, ChoosingPage, WantedListPage),
    Scope.STORY: (StoryPage,),
    Scope.PATH: (PathPage,),
    Scope.AROUND: (AroundPage,),
    Scope.CONNECT: (ConnectPage,),
    Scope.VERSIONS: (VersionsPage,),
    Scope.MISSING: (WantedListPage,),
    Scope.CHOOSE: (ChoosingPage,),
    Scope.ALIKE: (AlikePage,),
}


_SOMETIMES = ("list.choose-too", "selection.copy", "selection.leave")
"""Commands that apply only once something is chosen or selected; until then others have their keys."""


def test_ids_are_unique() -> None:
    assert not [name for name, count in Counter(command.id for command in COMMANDS).items() if count > 1]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_can_be_carried_out(command: Command) -> None:
    """No key in the table that does nothing: the node that binds it has its action."""
    action = "action_" + command.action.partition("(")[0]
    for node in NODES[command.scope]:
        assert callable(getattr(node, action, None)), f"{node.__name__} has no {action}"


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.id)
def test_every_command_is_bound_where_it_says(command: Command) -> None:
    for node in NODES[command.scope]:
        bound = {
            binding.id
            for base in node.__mro__
            for binding in base.__dict__.get("BINDINGS", ())
            if isinstance(binding, Binding)
        }
        assert command.id in bound or not command.keys


@pytest.mark.parametrize("scope", [Scope.LIST, Scope.ARTICLE, Scope.RELATED])
def test_no_key_means_two_things_at_once(scope: Scope) -> None:
    """Where a pane has the focus its own keys, the common ones and those of the screen differ."""
    together = (scope, Scope.MOVE, Scope.READING, Scope.APP)
    known = [each for each in COMMANDS if each.scope in together and each.id not in _SOMETIMES]
    keys = Counter(key for command in known for key in command.keys)
    assert not [key for key, count in keys.items() if count > 1]


def test_the_readme_tells_the_same_keys() -> None:
    """Between its markers the README holds exactly what `readme_table` prints."""
    text = README.read_text(encoding="utf-8")
    table = text.partition("<!-- keys -->\n")[2].partition("<!-- /keys -->")[0]
    assert table == readme_table()


def test_help_tells_every_command_that_has_a_key() -> None:
    told = {row.help for _, rows in help_rows() for row in rows}
    untold = [command.id for command in COMMANDS if command.keys and command.help not in told]
    assert untold == [f"related.{number}" for number in range(1, 10)]
    assert "Open the related article of that number" in told


def test_every_group_has_something_to_tell() -> None:
    assert [group for group, rows in help_rows() if rows] == list(Group)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("j", "j"), ("G", "G"), ("down", "↓"), ("ctrl+d", "Ctrl-d"), ("shift+tab", "Shift-Tab"),
        ("alt+left", "Alt-←"), ("?", "?"), ("escape", "Esc"), ("space", "Space"),
    ],
)  # fmt: skip
def test_keys_are_written_as_people_write_them(key: str, name: str) -> None:
    assert key_name(key) == name


def test_hints_name_the_first_key() -> None:
    assert ("Enter", "open") in hints(Scope.LIST)
    assert ("?", "keys") in hints(Scope.ARTICLE)
    assert hints(Scope.MOVE) == []


def test_a_binding_bears_the_id_of_its_command() -> None:
    """A keymap names commands by id, so every binding must bear it."""
    for binding in bindings(*Scope):
        assert isinstance(binding, Binding)
        assert binding.id is not None
        keys = keys_of(binding.id)
        assert binding.key == (unpressable(binding.id) if keys == (NO_KEY,) else ",".join(keys))
