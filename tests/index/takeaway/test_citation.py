"""Citations: what they say, and that every program can read them whatever the article says."""

from __future__ import annotations

import json
import re

import pytest
from hypothesis import given, settings

from index.article import Article, Published
from index.takeaway import citation
from tests.index.takeaway.anything import articles

PIER = Article(
    headline="Pier Cracks, Work Stops",
    body="A crack was found.",
    byline="Ingrid Vale and Piet Hallam",
    source="The Sound Courier",
    section="News",
    published=Published("2004-09-03"),
    url="https://courier.example/2004/09/03/pier_cracks?a=1&b=50%25#top",
    language="en",
    id=123,
)
BARE = Article(headline="", body="")


def fields(entry: str) -> dict[str, str]:
    """The fields of a BibTeX entry, read as BibTeX reads them: by counting braces."""
    opening = re.match(r"@article\{([a-z0-9-]+),\n", entry)
    assert opening, entry
    at, found = opening.end(), {}
    while entry[at] != "}":
        name = re.compile(r"  ([a-z]+) *= ").match(entry, at)
        assert name, entry[at:]
        at = name.end()
        end = at
        if entry[at] == "{":
            depth = 0
            while True:
                depth += (entry[end] == "{") - (entry[end] == "}")
                end += 1
                if depth == 0:
                    break
            found[name[1]] = entry[at + 1 : end - 1]
        else:
            end = entry.index(",", at)
            found[name[1]] = entry[at:end]
        assert entry[end : end + 2] == ",\n"
        at = end + 2
    assert entry[at:] == "}"
    return found


TEX = {
    r"\textbackslash{}": "\\", r"\textbraceleft{}": "{", r"\textbraceright{}": "}", r"\$": "$", r"\&": "&",
    r"\%": "%", r"\#": "#", r"\_": "_", r"\textasciitilde{}": "~", r"\textasciicircum{}": "^",
    r"\textless{}": "<", r"\textgreater{}": ">", r"\textbar{}": "|",
}  # fmt: skip


def typeset(text: str) -> str:
    """What TeX prints; fails on a sign that is not escaped."""
    out, at = [], 0
    while at < len(text):
        command = next((command for command in TEX if text.startswith(command, at)), None)
        assert command or text[at] not in "\\{}$&%#_~^<>|", f"{text[at]!r} in {text!r}"
        out.append(TEX[command] if command else text[at])
        at += len(command or text[at])
    return "".join(out)


def test_a_line_for_people() -> None:
    assert citation.plain(PIER) == (
        "Ingrid Vale and Piet Hallam: “Pier Cracks, Work Stops”. The Sound Courier, News, "
        "3 September 2004. https://courier.example/2004/09/03/pier_cracks?a=1&b=50%25#top"
    )
    assert citation.plain(BARE) == "“[no headline]”. n.d."


def test_a_bibtex_entry() -> None:
    assert fields(citation.bibtex(PIER)) == {
        "author": "Vale, Ingrid and Hallam, Piet",
        "title": "{Pier Cracks, Work Stops}",
        "journal": "The Sound Courier",
        "year": "2004",
        "month": "sep",
        "day": "3",
        "url": "https://courier.example/2004/09/03/pier_cracks?a=1&b=50%25#top",
    }


def test_what_is_not_known_is_left_out() -> None:
    assert fields(citation.bibtex(BARE)) == {"title": "{[no headline]}"}
    assert citation.ris(BARE).split("\r\n") == [
        "TY  - NEWS", "ID  - anonndarticle", "TI  - [no headline]", "ER  - "
    ]  # fmt: skip
    assert citation.csl_item(BARE) == {
        "id": "anonndarticle",
        "type": "article-newspaper",
        "title": "[no headline]",
    }


@pytest.mark.parametrize(
    ("iso", "bib", "ris", "csl"),
    [
        ("1987", ("1987", None, None), "1987///", [1987]),
        ("1987-02", ("1987", "feb", None), "1987/02//", [1987, 2]),
        ("1987-02-26T15:01", ("1987", "feb", "26"), "1987/02/26/", [1987, 2, 26]),
        ("1987-13-01", ("1987", None, None), "1987///", [1987]),
    ],
)
def test_a_date_is_as_exact_as_the_paper(
    iso: str, bib: tuple[str | None, ...], ris: str, csl: list[int]
) -> None:
    article = Article("Rates", "", published=Published(iso))
    entry = fields(citation.bibtex(article))
    assert (entry.get("year"), entry.get("month"), entry.get("day")) == bib
    assert f"DA  - {ris}\r\n" in citation.ris(article)
    assert citation.csl_item(article)["issued"] == {"date-parts": [csl]}


def test_an_agency_is_one_name() -> None:
    """The ``and`` of an institution must not make two authors of it."""
    wire = Article("Rates", "", byline="Coast Wire")
    assert fields(citation.bibtex(wire))["author"] == "{Coast Wire}"
    assert citation.csl_item(wire)["author"] == [{"literal": "Coast Wire"}]
    assert "AU  - Coast Wire\r\n" in citation.ris(wire)


def test_ris_lines() -> None:
    lines = citation.ris(PIER).split("\r\n")
    assert lines[0] == "TY  - NEWS"
    assert lines[-1] == "ER  - "
    assert [row for row in lines if row.startswith("AU")] == ["AU  - Vale, Ingrid", "AU  - Hallam, Piet"]
    assert "DA  - 2004/09/03/" in lines


def test_the_key_says_who_and_when_and_never_clashes() -> None:
    assert citation.key(PIER) == "vale2004pier-123"
    assert citation.key(Article("Über Öl", "", source="Студёный")) == "anonnduber"


@settings(max_examples=200, deadline=None)
@given(articles())
def test_any_article_gives_readable_entries(article: Article) -> None:
    """BibTeX balances and prints the words back; RIS has only tagged lines; CSL is JSON; plain is a line."""
    entry = fields(citation.bibtex(article))
    assert typeset(entry["title"][1:-1]) == citation.headline(article)
    typeset(entry.get("journal", ""))
    assert not re.search(r"[\\{}\s]", entry.get("url", ""))
    for row in citation.ris(article).split("\r\n"):
        assert re.fullmatch(r"[A-Z][A-Z0-9]  - [^\r\n]*", row)
    (item,) = json.loads(citation.csl(article).encode())
    assert item["type"] == "article-newspaper"
    assert len(citation.plain(article).splitlines()) == 1
    assert re.fullmatch(r"[a-z0-9-]+", citation.key(article))
