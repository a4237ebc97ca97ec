"""The place that an article is dated from."""

from __future__ import annotations

import pytest

from index.intake.dateline import place


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("LOS ANGELES, Feb 26 - The U.S. said", "LOS ANGELES"),
        ("HOLM SOUND (Coast Wire) — The council voted", "HOLM SOUND"),
        ("HARTFORD, Conn., March 4 -- Steam rose", "HARTFORD, Conn."),
        ("Holm Sound, May 3, 1998 — Nobody came", "Holm Sound"),
        ("**LINDVIK** — The court rose", "LINDVIK"),
        ("МОСКВА, 14 октября (Волна) — Министр сказал", "МОСКВА"),
        ("ST. JOHN'S, Newfoundland — The cod is back", "ST. JOHN'S, Newfoundland"),
        ("PARIS, le 3 mars (AFP) – Le maire", "PARIS"),
        ("HOLM SOUND, 3 May — 12 boats came", "HOLM SOUND"),
    ],
)
def test_places(body: str, expected: str) -> None:
    assert place(body) == expected


@pytest.mark.parametrize(
    "body",
    ["", "The man - he said", "CITRIS--the center", "Today, 24 May - the day", "Washington - President",
     "MINNEAPOLIS WHEAT - UP AND DOWN 1", "The bridge, which opened on May 3 — late", "A\n\nLONDON — The"],
)  # fmt: skip
def test_a_dash_in_a_sentence_makes_no_place(body: str) -> None:
    assert place(body) == ""
