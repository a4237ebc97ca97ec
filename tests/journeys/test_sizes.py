"""The screen as text at several sizes, held against what it looked like when it was last looked at.

``NEWSREADER_SNAPSHOTS=write`` writes the pictures anew: look at the difference before committing it.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from index.archive import Archive
from reader.app import NewsreaderApp
from tests.journeys.screens import lines

Reader = Callable[..., NewsreaderApp]
PICTURES = Path(__file__).parent / "pictures"

SCREENS: dict[str, tuple[tuple[int, int], str, tuple[str, ...]]] = {
    "search-60x20": ((60, 20), "tide tables", ("S", "j")),
    "article-20x5": ((20, 5), "", ("j", "enter")),
    "list-80x24": ((80, 24), "", ("j", "j")),
    "search-80x24": ((80, 24), "tide tables", ("S",)),
    "article-80x24": ((80, 24), "", ("j", "enter")),
    "relations-80x24": ((80, 24), 'headline:"council votes"', ("r",)),
    "wanted-80x24": ((80, 24), 'headline:"sister agnes has"', ("enter", "5")),
    "help-80x24": ((80, 24), "", ("?",)),
    "welcome-120x40": ((120, 40), "", ()),
    "article-120x40": ((120, 40), 'headline:"council votes"', ("enter", "n")),
    "nothing-120x40": ((120, 40), "zeppelin bridge", ()),
    "article-200x60": ((200, 60), 'headline:"engineers blame"', ("enter", "1", "H")),
}


@pytest.mark.parametrize("name", SCREENS)
async def test_it_looks_as_it_did(
    name: str, reader: Reader, settled: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without similar articles: which ones they are is a matter of weights, and another test's."""
    monkeypatch.setattr(Archive, "similar", lambda *_, **__: [])
    size, query, keys = SCREENS[name]
    app = reader(query)
    async with app.run_test(size=size) as pilot:
        await settled(pilot)
        for key in keys:
            await pilot.press(key)
            await settled(pilot)
        shown = "\n".join(_without_times(line) for line in lines(app)) + "\n"
    picture = PICTURES / f"{name}.txt"
    if os.environ.get("NEWSREADER_SNAPSHOTS") == "write":
        picture.parent.mkdir(exist_ok=True)
        picture.write_text(shown, encoding="utf-8")
    assert shown == picture.read_text(encoding="utf-8")


def _without_times(line: str) -> str:
    """A line whose milliseconds do not matter, nor how much room they take."""
    return re.sub(r" +([\d,]+(?: articles?)? · )\d+ ms", r"  \1N ms", line)
