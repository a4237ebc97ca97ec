"""The README is tested: what it names exists, and what exists is named in it."""

import re
from pathlib import Path

import pytest

from reader.commands import newsreader

README = (Path(__file__).parents[1] / "README.md").read_text(encoding="utf-8")
VISIBLE = sorted(name for name, command in newsreader.commands.items() if not command.hidden)


@pytest.mark.parametrize("name", VISIBLE)
def test_every_command_is_in_the_readme(name: str):
    """Somebody who reads the table knows all commands."""
    assert f"`newsreader {name}" in README


def test_every_command_of_the_readme_exists():
    """No command is promised that is not there."""
    named = set(re.findall(r"`newsreader ([a-z]+)", README))
    assert named <= set(VISIBLE)


def test_every_option_is_in_the_readme():
    """Options that change what is printed are named."""
    options = {
        name
        for command in newsreader.commands.values()
        for parameter in command.params
        for name in parameter.opts
        if name.startswith("--")
    }
    assert {name for name in options if name not in README} == set()


@pytest.mark.parametrize("marker", ["launch", "test"])
def test_set_up_is_one_line(marker: str):
    """Both set-up commands are a single line, to be copied as it is."""
    block = re.search(rf"<!-- {marker} -->\n```\n(.*?)\n```\n<!-- /{marker} -->", README, re.DOTALL)
    assert block is not None
    assert "\n" not in block.group(1)
    assert block.group(1).startswith("python3 -m venv .venv && ")
