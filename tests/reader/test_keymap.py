"""Presets and remapping: which keys carry out which command, and what is told where two clash."""

from __future__ import annotations

import pytest

from reader import keymap
from reader.keymap import PRESETS, resolve
from reader.keys import COMMANDS


def clashes(keys: keymap.Keys) -> set[tuple[str, str, str]]:
    return set(keymap._shared(keys))


def test_the_default_preset_is_the_table() -> None:
    resolved = resolve("default")
    assert dict(resolved.keys) == {command.id: command.keys for command in COMMANDS}
    assert not resolved.is_chorded
    assert resolved.changed() == {}


@pytest.mark.parametrize("preset", PRESETS)
def test_a_preset_names_commands_that_exist(preset: str) -> None:
    assert set(PRESETS[preset]) <= {command.id for command in COMMANDS}


@pytest.mark.parametrize("preset", PRESETS)
def test_no_key_of_a_preset_means_two_things(preset: str) -> None:
    """Nor does one begin a sequence of another command, beyond what the table itself shares."""
    shared = clashes({command.id: command.keys for command in COMMANDS})
    assert clashes(resolve(preset).keys) <= shared


@pytest.mark.parametrize("preset", PRESETS)
def test_the_keys_of_a_preset_can_be_pressed(preset: str) -> None:
    wished = {name: keys for name, keys in resolve(preset).keys.items() if keys}
    assert not [line for line in resolve("default", wished).problems if "there is no key" in line]


def test_every_command_can_still_be_reached_in_every_preset() -> None:
    for preset in PRESETS:
        resolved = resolve(preset)
        lost = [command.id for command in COMMANDS if command.keys and not resolved.keys[command.id]]
        assert lost == []


def test_a_clash_is_told_with_both_commands() -> None:
    (line,) = resolve("default", {"move.down": ("J",)}).problems
    assert line == "keys: 'J' is both move.down and article.next."


def test_a_key_that_begins_a_sequence_is_a_clash() -> None:
    (line,) = resolve("default", {"article.next": ("g t",)}).problems
    assert line == "keys: 'g' is both move.top and article.next."


def test_keys_that_never_meet_do_not_clash() -> None:
    assert resolve("default", {"list.invert": ("V",)}).problems == ()


def test_what_is_not_known_is_told() -> None:
    resolved = resolve("default", {"no.such": ("a",), "back": ("hyperspace",), "sort": ("ctrl+alt+f5",)})
    assert resolved.problems == (
        "keys: there is no command 'no.such'.",
        "keys: back: there is no key 'hyperspace'.",
    )
    assert resolved.keys["back"] == resolve("default").keys["back"]
    assert resolved.keys["sort"] == ("ctrl+alt+f5",)


def test_a_command_may_be_left_without_keys() -> None:
    changed = resolve("default", {"article.browse": ()}).changed()
    assert changed["article.browse"] == ()
    assert keymap.bound("article.browse", ()) == "<article.browse>"


def test_who_shares_a_key_with_a_changed_command_is_bound_anew() -> None:
    """Else Textual would take the key from both."""
    assert "list.choose-too" in resolve("default", {"move.page-down": ("space", "f")}).changed()


def test_keys_are_handed_over_by_their_names() -> None:
    keys = ("?", "g g", "ctrl+]", "+", ",")
    assert keymap.bound("help", keys) == "question_mark,g g,ctrl+right_square_bracket,plus,comma"
